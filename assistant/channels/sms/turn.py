"""A text is worked on once and answered once, in time or afterwards, whatever comes twice or fails in between."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.answering import LONGEST_WAIT_SECONDS
from assistant.channels.leases import leased
from assistant.channels.sms.reply import Said, SmsReply
from assistant.channels.sms.twilio_request import Text
from assistant.channels.sms.twilio_sender import SMS
from assistant.storage.continuations import Continuations
from assistant.storage.identity import pseudonym
from assistant.storage.outbox import Outbox
from assistant.storage.receipts import Receipt, Receipts

logger = logging.getLogger(__name__)

IN_TIME_SECONDS = 8.0  # Twilio gives up after 15
_LOOK_AGAIN_SECONDS = 0.25


class _Turn:
    """One text being answered. `is_late` once somebody who waited for it has gone, so that the reply has to be sent."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.sender = pseudonym(SMS, text.sender_number)
        self.arrived_at = datetime.now(UTC)
        self.is_late = False


class SmsTurns:
    def __init__(self, reply: SmsReply, engine: Engine) -> None:
        self._reply = reply
        self._receipts = Receipts(engine)
        self._continuations = Continuations(engine)
        self._outbox = Outbox(engine)
        self._under_way: dict[str, tuple[_Turn, asyncio.Task[str | None]]] = {}

    async def reply_in_time(self, text: Text) -> str | None:
        """The reply for the webhook's answer; None where there is none, or where it follows through the outbox."""
        if text.sid not in self._under_way:
            turn = _Turn(text)
            # a task of its own: it goes on when the connection is lost
            task = asyncio.create_task(self._answer(turn))
            self._under_way[text.sid] = turn, task
            task.add_done_callback(lambda _: self._under_way.pop(text.sid))
        turn, task = self._under_way[text.sid]
        try:
            done, _ = await asyncio.wait({task}, timeout=IN_TIME_SECONDS)
        except asyncio.CancelledError:  # Twilio has hung up
            turn.is_late = True
            raise
        if not done:
            turn.is_late = True
            return None
        return task.result()

    async def finish(self) -> None:
        """What is still being answered when the server stops; nobody waits for it any more, so it is sent."""
        under_way = list(self._under_way.values())
        for turn, _ in under_way:
            turn.is_late = True
        if under_way:
            await asyncio.wait({task for _, task in under_way}, timeout=LONGEST_WAIT_SECONDS)

    async def _answer(self, turn: _Turn) -> str | None:
        try:
            receipt = await self._receipt(turn)
            if receipt.state == "answered":
                return receipt.reply["text"]
            async with leased(self._receipts, SMS, turn.text.sid):
                said = await self._reply.to(turn.text, turn.sender)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the patient gets a reply
            said = Said(self._reply.in_trouble(turn.text, error))
        try:
            await asyncio.to_thread(self._keep, turn, said)
            # nothing is awaited between this look and the end, so that nobody leaves unseen
            if turn.is_late and said.text:
                await asyncio.to_thread(self._send_later, turn, said.text)
                return None
        except SQLAlchemyError as error:
            logger.error("text not recorded: error=%s", type(error).__name__)
        return said.text

    def _keep(self, turn: _Turn, said: Said) -> None:
        self._receipts.answered(SMS, turn.text.sid, {"text": said.text})
        self._continuations.keep(turn.sender, said.goes_on)

    def _send_later(self, turn: _Turn, reply: str) -> None:
        payload = {
            "to": turn.text.sender_number,
            "from": turn.text.number,
            "text": reply,
            "asked_at": turn.arrived_at.isoformat(),
        }
        self._outbox.put(SMS, f"reply:{turn.text.sid}", payload)
        self._receipts.answered(SMS, turn.text.sid, {"text": None})

    async def _receipt(self, turn: _Turn) -> Receipt:
        """Ours to answer, or what another worker has answered; one that died with it loses its lease."""
        while True:
            receipt = await asyncio.to_thread(self._receipts.begin, SMS, turn.text.sid, turn.sender)
            if receipt.state != "in_progress":
                return receipt
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
