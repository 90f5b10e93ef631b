from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.engine import Engine

from assistant.storage.continuations import NOTHING, Continuation, Continuations
from assistant.storage.models import ContinuationRow


def test_the_latest_is_kept_for_any_worker(records: Engine) -> None:
    Continuations(records).keep("ann", Continuation("old"))
    Continuations(records).keep("ann", Continuation("rest", ("one", "two")))
    assert Continuations(records).of("ann") == Continuation("rest", ("one", "two"))
    assert Continuations(records).of("bob") == NOTHING


def test_nothing_takes_the_place_of_something(records: Engine) -> None:
    kept = Continuations(records)
    kept.keep("ann", Continuation("rest"))
    kept.keep("ann", NOTHING)
    assert kept.of("ann") == NOTHING


def test_it_expires_and_is_cleared_away(records: Engine) -> None:
    kept = Continuations(records)
    kept.keep("ann", Continuation("rest"))
    with records.begin() as connection:
        past = datetime.now(UTC) - timedelta(seconds=1)
        connection.execute(update(ContinuationRow).values(kept_until=past))
    assert kept.of("ann") == NOTHING
    kept.keep("bob", Continuation("rest"))
    with records.connect() as connection:
        assert connection.execute(select(func.count()).select_from(ContinuationRow)).scalar_one() == 1


def test_a_sender_can_be_forgotten(records: Engine) -> None:
    kept = Continuations(records)
    kept.keep("ann", Continuation("rest"))
    assert (kept.forget("ann"), kept.forget("ann")) == (1, 0)
