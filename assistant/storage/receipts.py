"""Receipts of messages: one that arrives twice is worked on once and gets the same reply twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.storage.models import ReceiptRow

# A worker that died with a message leaves it to the next delivery after this long; one that lives renews it.
LEASE = timedelta(seconds=6)


@dataclass(frozen=True)
class Receipt:
    """`new`: it is the caller's to answer; `in_progress`: another is at it; `answered`: `reply` is what was said."""

    state: Literal["new", "in_progress", "answered"]
    reply: Any = None


class Receipts:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, channel: str, message_id: str, sender: str) -> Receipt:
        """Take the message `message_id` of `channel` for answering, if nobody has."""
        now = datetime.now(UTC)
        this = (ReceiptRow.channel == channel, ReceiptRow.message_id == message_id)
        try:
            with self._engine.begin() as connection:
                connection.execute(
                    insert(ReceiptRow).values(
                        channel=channel,
                        message_id=message_id,
                        sender=sender,
                        received_at=now,
                        leased_until=now + LEASE,
                    )
                )
        except IntegrityError:
            pass
        else:
            return Receipt("new")
        with self._engine.begin() as connection:
            row = connection.execute(select(ReceiptRow.reply, ReceiptRow.leased_until).where(*this)).one()
            if row.reply is not None:
                return Receipt("answered", row.reply)
            taken = row.leased_until <= now and connection.execute(
                update(ReceiptRow)
                .where(*this, ReceiptRow.leased_until == row.leased_until)
                .values(leased_until=now + LEASE)
            )
            return Receipt("new") if taken and taken.rowcount else Receipt("in_progress")

    def renew(self, channel: str, message_id: str) -> None:
        """The worker that took the message is still at it."""
        leased_until = datetime.now(UTC) + LEASE
        this = update(ReceiptRow).where(ReceiptRow.channel == channel, ReceiptRow.message_id == message_id)
        with self._engine.begin() as connection:
            connection.execute(this.values(leased_until=leased_until))

    def answered(self, channel: str, message_id: str, reply: Any) -> None:
        """Keep the reply (any JSON but null) for the next time the message comes."""
        with self._engine.begin() as connection:
            connection.execute(
                update(ReceiptRow)
                .where(ReceiptRow.channel == channel, ReceiptRow.message_id == message_id)
                .values(reply=reply)
            )

    def forget_before(self, moment: datetime) -> int:
        """Delete receipts that arrived before `moment`; how many."""
        with self._engine.begin() as connection:
            return int(connection.execute(delete(ReceiptRow).where(ReceiptRow.received_at < moment)).rowcount)

    def forget(self, sender: str) -> int:
        """Delete the receipts of one sender; how many."""
        with self._engine.begin() as connection:
            return int(connection.execute(delete(ReceiptRow).where(ReceiptRow.sender == sender)).rowcount)
