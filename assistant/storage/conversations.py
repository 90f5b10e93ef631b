"""Conversations as they are kept: whole until their time is over, of which the last turns are read again.

Events are Rasa's, as dicts; storage.tracker_store decides where the part begins that is read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.engine import Connection, Engine

from assistant.storage.database import overwrite_deleted
from assistant.storage.models import ConversationRow, EventRow

Event = dict[str, Any]


@dataclass(frozen=True)
class LastTurns:
    """`state` holds events that lead to where the part begins that is read, `events` those since, each with the number
    it is kept under; `after` is the number of the event before them, 0 where there is none."""

    after: int = 0
    state: tuple[Event, ...] = ()
    events: tuple[tuple[int, Event], ...] = ()


class Conversations:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def last_turns(self, sender: str) -> LastTurns:
        """Costs the same however long the conversation is: one row by its key, the rest by the index of events."""
        beginning = select(ConversationRow.after, ConversationRow.state).where(ConversationRow.sender == sender)
        with self._engine.connect() as connection:
            row = connection.execute(beginning).one_or_none()
            if row is None:
                return LastTurns()
            since = select(EventRow.id, EventRow.data).where(EventRow.sender_id == sender, EventRow.id > row.after)
            events = connection.execute(since.order_by(EventRow.id)).all()
        return LastTurns(row.after, tuple(row.state), tuple((number, json.loads(data)) for number, data in events))

    def add(self, sender: str, events: Sequence[Event], after: int, state: Sequence[Event]) -> None:
        """Keep what is new, and read from event `after` on the next time."""
        if not events:
            return
        beginning = {"after": after, "state": list(state), "last_at": events[-1]["timestamp"]}
        this = ConversationRow.sender == sender
        with self._engine.begin() as connection:
            connection.execute(insert(EventRow), [_row(sender, event) for event in events])
            if not connection.execute(update(ConversationRow).where(this).values(**beginning)).rowcount:
                connection.execute(insert(ConversationRow).values(sender=sender, **beginning))

    def forget(self, sender: str) -> int:
        """Delete one conversation; how many events."""
        with self._engine.begin() as connection:
            connection.execute(delete(ConversationRow).where(ConversationRow.sender == sender))
            count = _deleted(connection, EventRow.sender_id == sender)
        overwrite_deleted(self._engine)
        return count

    def forget_before(self, moment: datetime) -> int:
        """Delete the events before `moment`; how many.

        The last turns of a conversation that has gone on since stay until it is over, so that it is not cut off.
        """
        goes_on = exists().where(
            ConversationRow.sender == EventRow.sender_id,
            ConversationRow.after < EventRow.id,
            ConversationRow.last_at >= moment.timestamp(),
        )
        with self._engine.begin() as connection:
            count = _deleted(connection, EventRow.timestamp < moment.timestamp(), ~goes_on)
            connection.execute(delete(ConversationRow).where(ConversationRow.last_at < moment.timestamp()))
        return count


def _deleted(connection: Connection, *conditions: object) -> int:
    # the default, "evaluate", is for objects that a session holds
    statement = delete(EventRow).where(*conditions).execution_options(synchronize_session=False)
    return int(connection.execute(statement).rowcount)


def _row(sender: str, event: Event) -> dict[str, Any]:
    """As Rasa fills its table."""
    intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
    return {
        "sender_id": sender,
        "type_name": event["event"],
        "timestamp": event["timestamp"],
        "intent_name": intent,
        "action_name": event.get("name"),
        "data": json.dumps(event),
    }
