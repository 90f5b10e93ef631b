"""Conversations in the database, of both kinds: what is kept, what is read, what is deleted."""

from __future__ import annotations

import pathlib
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.engine import Engine

from assistant.storage import retention
from assistant.storage.conversations import Conversations, LastTurns

NOW = datetime.now(UTC)


def event(text: str, days_ago: float = 0) -> dict[str, Any]:
    return {"event": "user", "text": text, "timestamp": (NOW - timedelta(days=days_ago)).timestamp()}


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql(f"select count(*) from {table}").scalar_one())


def texts(last: LastTurns) -> list[str]:
    return [each["text"] for _, each in last.events]


def test_all_is_kept_and_the_last_part_is_read_with_the_state_before_it(either: Engine) -> None:
    conversations = Conversations(either)
    conversations.add("ann", [event("one"), event("two")], 0, [])
    (_, _), (second, _) = conversations.last_turns("ann").events
    conversations.add("bob", [event("another's")], 0, [])
    conversations.add("ann", [event("three")], second, [{"event": "slot", "name": "introduced", "value": True}])
    last = conversations.last_turns("ann")
    assert (last.after, texts(last)) == (second, ["three"])
    assert last.state == ({"event": "slot", "name": "introduced", "value": True},)
    assert count(either, "events") == 4


def test_somebody_new_has_no_turns(either: Engine) -> None:
    assert Conversations(either).last_turns("nobody") == LastTurns()


def test_one_is_forgotten_and_the_others_are_not(either: Engine) -> None:
    conversations = Conversations(either)
    for sender in ("ann", "bob"):
        conversations.add(sender, [event("one"), event("two")], 0, [])
    assert conversations.forget("ann") == 2
    assert conversations.last_turns("ann") == LastTurns()
    assert texts(conversations.last_turns("bob")) == ["one", "two"]
    assert (count(either, "events"), count(either, "conversation")) == (2, 1)


def test_a_purge_leaves_the_last_turns_of_what_goes_on_and_a_proof(either: Engine) -> None:
    conversations = Conversations(either)
    conversations.add("ann", [event("first", 32), event("second", 31)], 0, [])
    (first, _), _ = conversations.last_turns("ann").events
    state = [{"event": "slot", "name": "misses", "value": 1}]
    conversations.add("ann", [event("third", 29)], first, state)
    conversations.add("bob", [event("long ago", 31)], 0, [])
    assert retention.purge(either)["conversation events"] == 2
    last = conversations.last_turns("ann")
    assert (list(last.state), texts(last)) == (state, ["second", "third"])
    assert conversations.last_turns("bob") == LastTurns()
    assert retention.purge(either, NOW + timedelta(days=2))["conversation events"] == 2
    assert (count(either, "events"), count(either, "conversation")) == (0, 0)
    assert count(either, "deletion") == 2


def test_a_request_to_delete_leaves_a_proof_on_both(either: Engine) -> None:
    receipt = retention.erase(either, "ann")
    with either.connect() as connection:
        rows = connection.exec_driver_sql("select receipt, rule from deletion").all()
    assert [tuple(row) for row in rows] == [(receipt, "on request")]


def test_what_is_deleted_is_nowhere_in_the_files(records: Engine) -> None:
    conversations = Conversations(records)
    conversations.add("ann", [event("wobblefish")], 0, [])
    folder = pathlib.Path(str(records.url.database)).parent
    assert any(b"wobblefish" in path.read_bytes() for path in folder.iterdir())
    conversations.forget("ann")
    assert not any(b"wobblefish" in path.read_bytes() for path in folder.iterdir())
