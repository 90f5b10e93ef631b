"""What a sender's next text may go on with. It holds the assistant's words only, and expires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from assistant.storage.models import ContinuationRow

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Continuation:
    """`rest` of a reply that was too long, and `choices` offered by number."""

    rest: str = ""
    choices: tuple[str, ...] = ()


NOTHING = Continuation()


class Continuations:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, sender: str) -> Continuation:
        """What is kept for a sender; empty if nothing is, or too old."""
        kept = select(ContinuationRow.rest, ContinuationRow.choices).where(
            ContinuationRow.sender == sender, ContinuationRow.kept_until > datetime.now(UTC)
        )
        with self._engine.connect() as connection:
            row = connection.execute(kept).one_or_none()
        return Continuation(row.rest, tuple(row.choices)) if row else NOTHING

    def keep(self, sender: str, continuation: Continuation) -> None:
        """Take the place of what was kept for a sender, and clear away what is too old."""
        now = datetime.now(UTC)
        outdated = (ContinuationRow.sender == sender) | (ContinuationRow.kept_until <= now)
        with self._engine.begin() as connection:
            connection.execute(delete(ContinuationRow).where(outdated))
            if continuation != NOTHING:
                connection.execute(
                    insert(ContinuationRow).values(
                        sender=sender,
                        rest=continuation.rest,
                        choices=list(continuation.choices),
                        kept_until=now + KEPT_FOR,
                    )
                )

    def forget(self, sender: str) -> int:
        """Delete what is kept for one sender; how many."""
        with self._engine.begin() as connection:
            deleted = connection.execute(delete(ContinuationRow).where(ContinuationRow.sender == sender))
            return int(deleted.rowcount)
