"""The ledger of who wants texts and who does not: when, by which words, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.storage.models import ConsentRow

Decision = Literal["opt_in", "opt_out"]
Means = Literal["text", "twilio", "carrier", "staff"]

_MOST_WORDS = 320  # characters kept of a message
_MOST_SENT = 640


@dataclass(frozen=True)
class Entry:
    """One decision; `words` are the sender's own or name the event, `sent` is what was answered."""

    decision: Decision
    means: Means
    words: str
    sent: str | None
    decided_at: datetime


class ConsentLedger:
    """Entries are only ever added."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def has_opted_out(self, sender: str) -> bool:
        last = select(ConsentRow.decision).where(ConsentRow.sender == sender).order_by(ConsentRow.id.desc()).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(last).scalar_one_or_none() == "opt_out"

    def record(
        self,
        sender: str,
        decision: Decision,
        means: Means,
        words: str,
        sent: str | None = None,
        message_id: str | None = None,
    ) -> None:
        """Add a decision. One that is recorded under the same `message_id` already stays as it is."""
        entry = insert(
            ConsentRow
        ).values(
            sender=sender,
            decided_at=datetime.now(UTC),
            decision=decision,
            means=means,
            words=words.replace("\0", "")[:_MOST_WORDS],  # PostgreSQL takes no NUL
            sent=sent[:_MOST_SENT] if sent else None,
            message_id=message_id,
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(entry)
        except IntegrityError:
            if message_id is None:
                raise

    def entry_of(self, message_id: str) -> Entry | None:
        """What the message `message_id` decided, if it has been recorded."""
        return next(iter(self._entries(ConsentRow.message_id == message_id)), None)

    def entries(self, sender: str) -> list[Entry]:
        """All decisions of a sender, oldest first."""
        return self._entries(ConsentRow.sender == sender)

    def _entries(self, condition: object) -> list[Entry]:
        columns = (
            ConsentRow.decision,
            ConsentRow.means,
            ConsentRow.words,
            ConsentRow.sent,
            ConsentRow.decided_at,
        )
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns).where(condition).order_by(ConsentRow.id)).all()
        return [Entry(*row) for row in rows]
