"""What became of texts that were sent, as Twilio reports it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.storage.models import SentTextRow

# Reports may overtake each other; a later stage is never replaced by an earlier one.
_STAGES = ("accepted", "scheduled", "queued", "sending", "sent", "undelivered", "failed", "delivered", "read")


@dataclass(frozen=True)
class SentText:
    """`status` is Twilio's MessageStatus, `error` its ErrorCode."""

    status: str
    error: str | None


class SentTexts:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def report(self, message_id: str, sender: str, status: str, error: str | None) -> None:
        """Record a report. Unknown statuses, which Twilio may add, count as early ones."""
        values = {"status": status[:16], "error": error[:16] if error else None, "reported_at": _now()}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(SentTextRow).values(message_id=message_id, sender=sender, **values))
        except IntegrityError:
            later = [stage for stage in _STAGES if _rank(stage) > _rank(status)]
            this = (SentTextRow.message_id == message_id, SentTextRow.status.not_in(later))
            with self._engine.begin() as connection:
                connection.execute(update(SentTextRow).where(*this).values(**values))

    def forget_before(self, moment: datetime) -> int:
        """Delete reports that came before `moment`; how many."""
        return self._delete(SentTextRow.reported_at < moment)

    def forget(self, sender: str) -> int:
        """Delete the reports on texts to one sender; how many."""
        return self._delete(SentTextRow.sender == sender)

    def _delete(self, condition: object) -> int:
        with self._engine.begin() as connection:
            return int(connection.execute(delete(SentTextRow).where(condition)).rowcount)

    def of(self, message_id: str) -> SentText | None:
        with self._engine.connect() as connection:
            found = select(SentTextRow.status, SentTextRow.error).where(SentTextRow.message_id == message_id)
            row = connection.execute(found).one_or_none()
        return SentText(row.status, row.error) if row else None


def _rank(status: str) -> int:
    return _STAGES.index(status) if status in _STAGES else -1


def _now() -> datetime:
    return datetime.now(UTC)
