from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from assistant.storage.call_backs import CallBack, CallBacks
from assistant.storage.models import OutboxRow

NOW = datetime.now(UTC)


@pytest.fixture
def call_backs(records: Engine) -> CallBacks:
    return CallBacks(records)


def requested(call_backs: CallBacks, sender: str = "a") -> CallBack:
    call_backs.begin(sender, "web")
    call_backs.answer(sender, name="Ann", phone="+12127365000", best_time="any time")
    return call_backs.request(sender)


def test_a_request_and_its_delivery_are_kept_together(call_backs: CallBacks, records: Engine) -> None:
    request = requested(call_backs)
    assert call_backs.waiting() == [request]
    with records.connect() as connection:
        (row,) = connection.execute(select(OutboxRow.__table__)).all()
    assert (row.destination, row.payload) == ("clinic", {"event": "call_back", "request": request.id})


def test_what_is_not_finished_is_no_request(call_backs: CallBacks) -> None:
    call_backs.begin("a", "web")
    call_backs.answer("a", name="Ann")
    assert call_backs.waiting() == []
    call_backs.cancel("a")
    with pytest.raises(LookupError):
        call_backs.request("a")


def test_done_once(call_backs: CallBacks) -> None:
    request = requested(call_backs)
    assert call_backs.mark_done(request.id)
    assert not call_backs.mark_done(request.id)
    assert not call_backs.mark_done(99)
    assert call_backs.waiting() == []


def test_a_number_is_never_given_twice(call_backs: CallBacks) -> None:
    first = requested(call_backs)
    call_backs.forget("a")
    assert requested(call_backs).id > first.id


def test_what_is_done_or_left_is_forgotten_in_time_and_what_waits_is_not(call_backs: CallBacks) -> None:
    done, waiting = requested(call_backs, "a"), requested(call_backs, "b")
    call_backs.mark_done(done.id)
    call_backs.begin("c", "web")
    assert call_backs.forget_before(NOW - timedelta(days=1), NOW - timedelta(days=1)) == 0
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert call_backs.forget_before(later, later) == 2
    assert [request.id for request in call_backs.waiting()] == [waiting.id]


def test_forgetting_a_patient_takes_what_waits_in_the_outbox_too(call_backs: CallBacks, records: Engine) -> None:
    requested(call_backs, "a")
    kept = requested(call_backs, "b")
    assert call_backs.forget("a") == 1
    with records.connect() as connection:
        assert connection.execute(select(OutboxRow.key)).scalars().all() == [f"call-back-{kept.id}"]
