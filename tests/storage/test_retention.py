"""What is kept, is deleted in time; each deletion leaves a proof that names nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from assistant.storage import retention
from assistant.storage.conversations import Conversations, LastTurns
from assistant.storage.gaps import Gaps
from assistant.storage.outbox import Outbox
from assistant.storage.receipts import Receipts

LATER = datetime.now(UTC) + timedelta(days=31)


@pytest.fixture
def conversations(records: Engine) -> Conversations:
    """One message of each of four patients."""
    kept = Conversations(records)
    for days in (0, 29, 31, 400):
        said_at = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        kept.add(f"{days} days ago", [{"event": "user", "timestamp": said_at}], 0, [])
    return kept


def test_conversations_go_after_thirty_days(records: Engine, conversations: Conversations) -> None:
    assert retention.purge(records)["conversation events"] == 2
    assert retention.purge(records)["conversation events"] == 0
    assert conversations.last_turns("29 days ago").events
    assert conversations.last_turns("31 days ago") == LastTurns()


def test_the_number_of_days_can_be_set(
    records: Engine, conversations: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVERSATIONS_KEPT_DAYS", "7")
    assert retention.purge(records)["conversation events"] == 3


def test_everything_else_goes_too_and_leaves_a_proof(records: Engine) -> None:
    Gaps(records).add("ask_price", None, "web", "someone", "what does it cost")
    Receipts(records).begin("web", "1", "someone")
    Outbox(records).put("nowhere", "1", {"x": 1})
    what = retention.purge(records, now=LATER)
    assert (what["gaps"], what["receipts"], what["deliveries"]) == (1, 1, 1)
    (gap,) = Gaps(records).most_asked()
    assert (gap.topic, gap.count, gap.texts) == ("ask_price", 1, ())
    with records.connect() as connection:
        proofs = connection.exec_driver_sql("select rule, what from deletion").all()
    assert [rule for rule, _ in proofs] == ["after 30 days"]
    assert "someone" not in str(proofs)


def test_gaps_are_counted_by_topic_stage_and_channel(records: Engine) -> None:
    gaps = Gaps(records)
    for text in ("what does it cost", "price?", "price?"):
        gaps.add("ask_price", None, "web", "a", text)
    gaps.add("ask_alcohol", "after", "sms", "b", "can i drink wine, mail me at ann@mail.example")
    first, second = gaps.most_asked()
    assert (first.topic, first.count, first.texts) == ("ask_price", 3, ("price?", "what does it cost"))
    assert (second.stage, second.channel, second.texts) == (
        "after",
        "sms",
        ("can i drink wine, mail me at [e-mail address]",),
    )
    assert gaps.forget("b") == 1
    assert gaps.most_asked()[1].count == 1
