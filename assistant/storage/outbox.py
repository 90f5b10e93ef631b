"""What has to leave the house: kept until it is delivered, tried again with growing pauses, given up by nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from assistant.storage.models import OutboxRow

# Whoever takes a delivery has this long; a process that died with it lets another take it then.
LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=30)
_OTHERS_MAY_TAKE = 20  # looked at for one that no other process was quicker to take


@dataclass(frozen=True)
class Delivery:
    """`key` names it to the receiver, so that one that comes twice can be told."""

    id: int
    key: str
    destination: str
    payload: dict[str, Any]
    attempts: int


Sender = Callable[[Delivery], None]  # raises when the delivery failed


class Outbox:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, destination: str, key: str, payload: Mapping[str, Any]) -> bool:
        """Keep something for delivery; False if `key` is known."""
        try:
            with self._engine.begin() as connection:
                put_within(connection, destination, key, payload)
        except IntegrityError:
            return False
        return True

    def deliver_due(self, senders: Mapping[str, Sender]) -> int:
        """Try everything that is due and has a sender, one after another; how many were delivered."""
        delivered = 0
        while delivery := self._claim(senders):
            delivered += self._deliver(delivery, senders[delivery.destination])
        return delivered

    def doubt(self) -> None:
        """After a restore: what waited may have been sent since, so that senders who can ask first do (they ask from
        the second attempt on)."""
        waiting = update(OutboxRow).where(OutboxRow.delivered_at.is_(None), OutboxRow.attempts == 0)
        with self._engine.begin() as connection:
            connection.execute(waiting.values(attempts=1))

    def waiting(self) -> int:
        """How many are not delivered yet."""
        return sum(self.waiting_by_destination().values())

    def waiting_by_destination(self) -> dict[str, int]:
        waiting = select(OutboxRow.destination, func.count()).where(OutboxRow.delivered_at.is_(None))
        with self._engine.connect() as connection:
            return dict(connection.execute(waiting.group_by(OutboxRow.destination)).all())

    def _claim(self, destinations: Mapping[str, Sender]) -> Delivery | None:
        """The next one due, leased to the caller alone; one at a time, so that no lease runs out in a queue."""
        now = _now()
        due = select(OutboxRow.id, OutboxRow.due_at).where(
            OutboxRow.delivered_at.is_(None), OutboxRow.due_at <= now, OutboxRow.destination.in_(list(destinations))
        )
        with self._engine.begin() as connection:
            for row_id, due_at in connection.execute(due.order_by(OutboxRow.id).limit(_OTHERS_MAY_TAKE)).all():
                taken = connection.execute(
                    update(OutboxRow)
                    .where(OutboxRow.id == row_id, OutboxRow.due_at == due_at, OutboxRow.delivered_at.is_(None))
                    .values(due_at=now + LEASE, attempts=OutboxRow.attempts + 1)
                )
                if taken.rowcount:
                    row = connection.execute(select(OutboxRow.__table__).where(OutboxRow.id == row_id)).one()
                    return Delivery(row.id, row.key, row.destination, row.payload, row.attempts)
        return None

    def _deliver(self, delivery: Delivery, send: Sender) -> bool:
        try:
            send(delivery)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, it is tried again
            pause = min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
            # the error's type only: its words may quote what was being delivered
            self._set(delivery, due_at=_now() + pause, last_error=type(error).__name__)
            return False
        self._set(delivery, delivered_at=_now(), payload=None, last_error=None)
        return True

    def _set(self, delivery: Delivery, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(OutboxRow).where(OutboxRow.id == delivery.id).values(**values))


def put_within(connection: Connection, destination: str, key: str, payload: Mapping[str, Any]) -> None:
    """Keep something for delivery, in the caller's transaction. Raises IntegrityError if `key` is known."""
    now = _now()
    connection.execute(
        insert(OutboxRow).values(
            destination=destination, key=key, payload=dict(payload), created_at=now, due_at=now, attempts=0
        )
    )


def _now() -> datetime:
    return datetime.now(UTC)
