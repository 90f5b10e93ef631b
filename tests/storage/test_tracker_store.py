"""What Rasa is handed of a conversation and what is kept of it, on both kinds of database."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from assistant.storage import retention
from assistant.storage.tracker_store import ERASED, TURNS, ConversationStore

DOMAIN = """
version: "3.1"
intents: [ask]
slots:
  introduced: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
  last_facts: {type: list, influence_conversation: false, mappings: [{type: custom}]}
  erased: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms:
  call_back_form: {required_slots: []}
"""
LISTENS = "action_listen"

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # Rasa finds the domain small


@pytest.fixture
def store(either: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConversationStore]:
    store = worker(either, monkeypatch)
    yield store
    store.engine.dispose()


def worker(database: Engine, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    return ConversationStore(Domain.from_yaml(DOMAIN))


def wait[Result](result: Awaitable[Result]) -> Result:
    async def awaited() -> Result:
        return await result

    return asyncio.run(awaited())


def tells(store: ConversationStore, text: str, *more: Event, sender: str = "ann") -> DialogueStateTracker:
    """One turn, as Rasa's processor has it: fetched, gone on with, saved."""
    tracker = wait(store.get_or_create_tracker(sender, append_action_listen=False))
    if not tracker.events:
        tracker.update_with_events([ActionExecuted("action_session_start"), *session()], None)
    turn = [UserUttered(text, {"name": "ask", "confidence": 1.0}), ActionExecuted("action_answer"), BotUttered("well")]
    tracker.update_with_events([*turn, *more, ActionExecuted(LISTENS)], None)
    wait(store.save(tracker))
    return tracker


def session() -> list[Event]:
    return [SessionStarted(), ActionExecuted(LISTENS)]


def kept(engine: Engine, sender: str = "ann") -> list[dict[str, Any]]:
    with engine.connect() as connection:
        query = sqlalchemy.text("select data from events where sender_id = :sender order by id")
        return [json.loads(data) for data in connection.execute(query, {"sender": sender}).scalars()]


def messages(events: list[dict[str, Any]]) -> list[str]:
    return [event["text"] for event in events if event["event"] == "user"]


def test_rasa_is_handed_the_last_turns_and_all_slots(store: ConversationStore) -> None:
    tells(store, "message 0", SlotSet("introduced", True), SlotSet("last_facts", ["a", "b"]))
    for number in range(1, 12):
        tells(store, f"message {number}")
    tracker = wait(store.retrieve("ann"))
    assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == [
        f"message {12 - TURNS + n}" for n in range(TURNS)
    ]
    assert tracker.get_slot("introduced") is True
    assert tracker.get_slot("last_facts") == ["a", "b"]
    assert tracker.latest_action_name == LISTENS and tracker.followup_action is None


def test_all_of_it_is_kept_once_and_in_order(store: ConversationStore) -> None:
    for number in range(12):
        tells(store, f"message {number}")
    assert messages(kept(store.engine)) == [f"message {number}" for number in range(12)]
    assert len(kept(store.engine)) == 3 + 12 * 4
    whole = wait(store.retrieve_full_tracker("ann"))
    assert whole is not None and len(whole.events) == 3 + 12 * 4


def test_a_message_costs_the_same_at_any_length(store: ConversationStore) -> None:
    def cost() -> tuple[list[str], int]:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            statements.append(statement.partition("(")[0])

        sqlalchemy.event.listen(store.engine, "before_cursor_execute", note)
        tracker = tells(store, "how much", SlotSet("introduced", True))
        sqlalchemy.event.remove(store.engine, "before_cursor_execute", note)
        return statements, len(tracker.events)

    for _ in range(2 * TURNS):
        cost()
    early = cost()
    for _ in range(200):
        tells(store, "how much", SlotSet("introduced", True))
    assert cost() == early
    assert len(early[0]) == 4, "two to read and two to write"


def test_what_is_read_is_found_by_an_index(records: Engine) -> None:
    query = "explain query plan select id, data from events where sender_id = 'ann' and id > 7 order by id"
    with records.connect() as connection:
        (plan,) = [row[-1] for row in connection.exec_driver_sql(query)]
    assert "ix_events_sender_id (sender_id=? AND id>?)" in plan


def test_a_form_goes_on_over_more_turns_than_are_read(store: ConversationStore) -> None:
    tells(store, "call me", ActionExecuted("call_back_form"), ActiveLoop("call_back_form"))
    for _ in range(5):
        tells(store, "Ottoline Quillfeather")
    assert wait(store.retrieve("ann")).active_loop_name == "call_back_form"
    assert messages(kept(store.engine)) == ["call me"] + 5 * ["[left out]"]
    assert "uillfeather" not in str(kept(store.engine))
    tells(store, "never mind", ActiveLoop(None))
    for _ in range(5):
        tells(store, "when can i swim")
    assert wait(store.retrieve("ann")).active_loop is None


def test_numbers_are_masked_and_ids_are_not(store: ConversationStore) -> None:
    model = "8d1234567890fc748758e61265c36967"
    tracker = wait(store.get_or_create_tracker("ann", append_action_listen=False))
    tracker.model_id = model
    message = UserUttered("ring 212-736-5000", {"name": "ask"}, parse_data={"text": "ring 212-736-5000"})
    tracker.update_with_events([*session(), message, SlotSet("last_facts", ["a@b.example"])], None)
    wait(store.save(tracker))
    events = kept(store.engine)
    assert "736-5000" not in str(events) and "b.example" not in str(events)
    assert {event["metadata"]["model_id"] for event in events} == {model}


def test_a_new_session_begins_with_nothing(store: ConversationStore) -> None:
    for number in range(5):
        tells(store, f"message {number}", SlotSet("introduced", True))
    tracker = wait(store.retrieve("ann"))
    tracker.update_with_events([ActionExecuted("action_session_start"), *session(), UserUttered("again")], None)
    wait(store.save(tracker))
    tracker = wait(store.retrieve("ann"))
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["again"]
    assert tracker.get_slot("introduced") is None
    assert len(messages(kept(store.engine))) == 6


def test_a_conversation_goes_on_at_another_worker(either: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    workers = [worker(either, monkeypatch), worker(either, monkeypatch)]
    tells(workers[0], "message 0", SlotSet("introduced", True))
    for number in range(1, 9):
        tells(workers[number % 2], f"message {number}")
    assert wait(workers[0].retrieve("ann")).get_slot("introduced") is True
    assert messages(kept(either)) == [f"message {number}" for number in range(9)]
    for each in workers:
        each.engine.dispose()


def test_what_is_to_be_erased_is_gone_and_begins_anew(store: ConversationStore) -> None:
    tells(store, "is it permanent", sender="bob")
    for _ in range(4):
        tells(store, "is it permanent")
    tells(store, "delete my data", SlotSet(ERASED, "A1B2"))
    assert kept(store.engine) == []
    assert not wait(store.exists("ann"))
    assert wait(store.exists("bob"))
    tells(store, "is it permanent")
    assert messages(kept(store.engine)) == ["is it permanent"]


def test_a_purge_does_not_cut_off_what_goes_on(store: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    now, clock = datetime.now(UTC), time.time
    monkeypatch.setattr(time, "time", lambda: clock() - 31 * 86400)
    tells(store, "message 0", SlotSet("introduced", True))
    for number in range(1, 6):
        tells(store, f"message {number}")
    monkeypatch.setattr(time, "time", clock)
    tells(store, "message 6")
    assert retention.purge(store.engine, now)["conversation events"] > 0
    assert messages(kept(store.engine)) == ["message 5", "message 6"]
    assert wait(store.retrieve("ann")).get_slot("introduced") is True
    retention.purge(store.engine, now + timedelta(days=32))
    assert kept(store.engine) == []


def test_a_failing_database_costs_neither_the_reply_nor_a_secret(
    store: ConversationStore, caplog: pytest.LogCaptureFixture
) -> None:
    tracker = tells(store, "is it permanent")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("drop table events")
    tracker.update_with_events([UserUttered("wobblefish"), ActionExecuted(LISTENS)], None)
    wait(store.save(tracker))
    assert "conversation not kept: error=" in caplog.text
    assert "wobblefish" not in caplog.text
