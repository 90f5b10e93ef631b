"""Rasa's tracker store, keeping less: phone numbers and addresses are masked, and what a patient wants deleted goes.

The only module here that knows Rasa; endpoints.yml names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import ActiveLoop, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from storage.masking import LEFT_OUT, masked_throughout

ERASED = "erased"  # the slot that asks for a conversation to be deleted


class ConversationStore(SQLTrackerStore):
    """A message is masked when it is stored, so that the turn itself still has its words.

    While a call-back form is open the patient's words are left out whole: names have no form of their own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite":
            sqlalchemy.event.listen(self.engine, "connect", _overwrite_what_is_deleted)

    async def save(self, tracker: DialogueStateTracker) -> None:
        if not tracker.get_slot(ERASED):
            await super().save(tracker)
            return
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == tracker.sender_id).delete()
            session.commit()

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        new = list(super()._additional_events(session, tracker))
        in_form = False
        for number, event in enumerate(tracker.events):
            if isinstance(event, ActiveLoop):
                in_form = event.name is not None
            position = number - (len(tracker.events) - len(new))
            if position >= 0:
                new[position] = _kept(event, in_form)
        return iter(new)


def _kept(event: Event, in_form: bool) -> Event:
    data = event.as_dict()
    if isinstance(event, UserUttered) and in_form:
        data = {**data, "text": LEFT_OUT, "parse_data": _without_words(data.get("parse_data") or {})}
    identity = {key: data[key] for key in ("message_id", "sender_id", "name") if key in data}
    kept: Event = Event.from_parameters({**masked_throughout(data), **identity})
    return kept


def _without_words(parse_data: dict[str, Any]) -> dict[str, Any]:
    """What Rasa needs to follow the conversation again: the intent."""
    return {"intent": parse_data.get("intent"), "entities": [], "text": LEFT_OUT}


def _overwrite_what_is_deleted(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA secure_delete = ON")
