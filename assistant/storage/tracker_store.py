"""Rasa's tracker store, keeping less and reading less.

What is kept: phone numbers and addresses are masked, and what a patient wants deleted goes. What is read again: the
last turns, with the state in which they began, so that a message costs the same at any length of a conversation.
With storage.lock_store the only module here that knows Rasa; endpoints.yml names both.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import sessionmaker

from assistant.storage.conversations import Conversations
from assistant.storage.database import connect
from assistant.storage.masking import LEFT_OUT, masked_throughout

logger = logging.getLogger(__name__)

ERASED = "erased"  # the slot that asks for a conversation to be deleted
# Rules reach back to the turn before at most, and actions to the message itself; one more turn is in hand.
TURNS = 2
_NAMES = ("message_id", "request_id", "model_id", "assistant_id", "sender_id", "name")  # of things, not of people


class ConversationStore(SQLTrackerStore):
    """A message is masked when it is stored, so that the turn itself still has its words.

    While a call-back form is open the patient's words are left out whole: names have no form of their own.
    """

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **_: Any) -> None:
        # Rasa's would make its own tables, which migrations make here, and an engine that does not see a lost connection
        TrackerStore.__init__(self, domain, event_broker)
        # requests, consents and receipts wait for the disk; every turn of every conversation need not
        self.engine = connect(synchronous="NORMAL")
        self.sessionmaker = sessionmaker(bind=self.engine, future=True)
        self._conversations = Conversations(self.engine)

    async def retrieve(self, sender_id: str) -> LastTurnsTracker:
        """The last turns; none for somebody new, which spares Rasa the storing of an empty conversation."""
        last = self._conversations.last_turns(sender_id)
        numbered = [*((last.after, event) for event in last.state), *last.events]
        events = [_kind(event["event"])._from_parameters(event) for _, event in numbered]
        tracker: LastTurnsTracker = LastTurnsTracker.from_events(sender_id, events, self.domain.slots)
        tracker.kept = [number for number, _ in numbered]
        return tracker

    async def exists(self, conversation_id: str) -> bool:
        return bool((await self.retrieve(conversation_id)).events)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps what is new. What can't be kept is lost: Rasa would put it where no deletion finds it."""
        try:
            if tracker.get_slot(ERASED):
                self._conversations.forget(tracker.sender_id)
            else:
                await self.stream_events(tracker)
                self._add(tracker)
        except SQLAlchemyError as error:
            logger.error("conversation not kept: error=%s", type(error).__name__)

    def _add(self, tracker: DialogueStateTracker) -> None:
        # one that was not read from here is all new
        numbers, events = tracker.kept if isinstance(tracker, LastTurnsTracker) else [], list(tracker.events)
        beginning, state = _beginning(events), []
        if beginning > len(numbers):
            # a session began, from nothing, among the new events; they have no number until they are kept
            beginning = len(numbers)
        elif beginning:
            before = DialogueStateTracker.from_events(tracker.sender_id, events[:beginning], self.domain.slots)
            state = [event.as_dict() for event in _leading_to(before)]
        new = list(_as_kept(events, len(numbers)))
        self._conversations.add(tracker.sender_id, new, numbers[beginning - 1] if beginning else 0, state)


# Event.from_parameters looks through all classes of events for each
_kind = functools.lru_cache(Event.resolve_by_type)


class LastTurnsTracker(DialogueStateTracker):
    """`kept` has the number under which each of its first events is kept."""

    kept: list[int]


def _beginning(events: Sequence[Event]) -> int:
    """Where the last turns begin, in the latest session. A turn begins where the assistant listens."""
    session = max((n for n, event in enumerate(events) if isinstance(event, (SessionStarted, Restarted))), default=0)
    turns = [
        number
        for number, (event, following) in enumerate(pairwise(events))
        if number >= session and _listens(event) and isinstance(following, UserUttered)
    ]
    return turns[-TURNS] if len(turns) > TURNS else session


def _listens(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _leading_to(tracker: DialogueStateTracker) -> Iterator[Event]:
    """The fewest events that lead to where a tracker stands before a turn: no follow-up waits there."""
    for slot in tracker.slots.values():
        if slot.value != slot.initial_value:
            yield SlotSet(slot.name, slot.value)
    if tracker.active_loop:
        # to Rasa a form's answers are no messages: it counts the session's silence from the last one before them
        message = tracker.get_last_event_for(UserUttered)
        if message:
            yield UserUttered(LEFT_OUT, message.intent, timestamp=message.timestamp)
        yield ActionExecuted(tracker.active_loop.name)  # a loop is told from its first run
        yield ActiveLoop(tracker.active_loop.name)
        if tracker.active_loop.rejected:
            yield ActionExecutionRejected(tracker.active_loop.name)
    if tracker.is_paused():
        yield ConversationPaused()


def _as_kept(events: Sequence[Event], known: int) -> Iterator[dict[str, Any]]:
    """The events after those that are known."""
    in_form = False
    for number, event in enumerate(events):
        if isinstance(event, ActiveLoop):
            in_form = event.name is not None
        if number >= known:
            data = event.as_dict()
            if in_form and isinstance(event, UserUttered):
                data = {**data, "text": LEFT_OUT, "parse_data": _without_words(data.get("parse_data") or {})}
            yield masked_throughout(data, but=_NAMES)


def _without_words(parse_data: dict[str, Any]) -> dict[str, Any]:
    """What Rasa needs to follow the conversation again: the intent."""
    return {"intent": parse_data.get("intent"), "entities": [], "text": LEFT_OUT}
