"""Call-back requests: begun with the patient's consent, handed to the clinic by the outbox, done when staff say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine

from assistant.storage.models import CallBackRow, OutboxRow
from assistant.storage.outbox import put_within

CLINIC = "clinic"  # the outbox's destination for what staff have to know
_ANSWERS = ("name", "phone", "best_time")


@dataclass(frozen=True)
class CallBack:
    """`phone` is in E.164 form. `requested_at` is None while the patient is still being asked."""

    id: int
    sender: str
    channel: str
    name: str | None
    phone: str | None
    best_time: str | None
    consented_at: datetime
    requested_at: datetime | None
    done_at: datetime | None


class CallBacks:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, sender: str, channel: str) -> None:
        """The patient agreed to be asked; what an earlier, unfinished attempt left is dropped."""
        with self._engine.begin() as connection:
            _drop_unfinished(connection, sender)
            connection.execute(insert(CallBackRow).values(sender=sender, channel=channel, consented_at=_now()))

    def answer(self, sender: str, **answers: str) -> None:
        """Keep the patient's name, phone or best_time. Raises LookupError if nothing was begun."""
        assert set(answers) <= set(_ANSWERS)
        with self._engine.begin() as connection:
            filled = update(CallBackRow).where(CallBackRow.id == _unfinished(connection, sender)).values(**answers)
            connection.execute(filled)

    def request(self, sender: str) -> CallBack:
        """The patient has answered everything: from here on the clinic is told, whatever fails."""
        with self._engine.begin() as connection:
            number = _unfinished(connection, sender)
            row = update(CallBackRow).where(CallBackRow.id == number).values(requested_at=_now())
            connection.execute(row)
            put_within(connection, CLINIC, outbox_key(number), {"event": "call_back", "request": number})
            return _found(connection, number)

    def cancel(self, sender: str) -> None:
        with self._engine.begin() as connection:
            _drop_unfinished(connection, sender)

    def find(self, number: int) -> CallBack | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(CallBackRow.__table__).where(CallBackRow.id == number)).one_or_none()
        return CallBack(**row._mapping) if row else None

    def waiting(self) -> list[CallBack]:
        """Requests that nobody has marked done, oldest first."""
        return self._select(CallBackRow.requested_at.is_not(None), CallBackRow.done_at.is_(None))

    def of(self, sender: str) -> list[CallBack]:
        """The requests of one patient, done ones too."""
        return self._select(CallBackRow.requested_at.is_not(None), CallBackRow.sender == sender)

    def mark_done(self, number: int) -> bool:
        """False if no request of this number waits."""
        done = update(CallBackRow).where(
            CallBackRow.id == number, CallBackRow.requested_at.is_not(None), CallBackRow.done_at.is_(None)
        )
        with self._engine.begin() as connection:
            return bool(connection.execute(done.values(done_at=_now())).rowcount)

    def forget(self, sender: str) -> int:
        """Delete all of one patient's, also what the clinic has not been sent yet; how many."""
        with self._engine.begin() as connection:
            numbers = connection.execute(select(CallBackRow.id).where(CallBackRow.sender == sender)).scalars().all()
            keys = [outbox_key(number) for number in numbers]
            connection.execute(delete(OutboxRow).where(OutboxRow.key.in_(keys), OutboxRow.delivered_at.is_(None)))
            return int(connection.execute(delete(CallBackRow).where(CallBackRow.id.in_(numbers))).rowcount)

    def forget_before(self, done: datetime, unfinished: datetime) -> int:
        """Delete those done before one moment, and those begun before another and never finished; how many.

        Those that wait for the clinic stay: a request is not lost because nobody looked.
        """
        left = CallBackRow.requested_at.is_(None) & (CallBackRow.consented_at < unfinished)
        with self._engine.begin() as connection:
            return int(connection.execute(delete(CallBackRow).where((CallBackRow.done_at < done) | left)).rowcount)

    def _select(self, *conditions: object) -> list[CallBack]:
        wanted = select(CallBackRow.__table__).where(*conditions).order_by(CallBackRow.id)
        with self._engine.connect() as connection:
            return [CallBack(**row._mapping) for row in connection.execute(wanted)]


def outbox_key(number: int) -> str:
    return f"call-back-{number}"


def _unfinished(connection: Connection, sender: str) -> int:
    wanted = select(CallBackRow.id).where(CallBackRow.sender == sender, CallBackRow.requested_at.is_(None))
    number = connection.execute(wanted).scalar_one_or_none()
    if number is None:
        raise LookupError("no call-back was begun")
    return int(number)


def _found(connection: Connection, number: int) -> CallBack:
    row = connection.execute(select(CallBackRow.__table__).where(CallBackRow.id == number)).one()
    return CallBack(**row._mapping)


def _drop_unfinished(connection: Connection, sender: str) -> None:
    connection.execute(delete(CallBackRow).where(CallBackRow.sender == sender, CallBackRow.requested_at.is_(None)))


def _now() -> datetime:
    return datetime.now(UTC)
