"""How every channel asks the assistant: whatever fails behind it, the patient gets a reply."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.metrics import FALLBACKS, RED_FLAGS, count_reply
from assistant.channels.request_ids import request_id
from assistant.knowledge.guidance_files import clinic_on_file
from assistant.nlu.red_flags.gate import RedFlags, red_flags
from assistant.replies.contract import Report
from assistant.replies.wording import Wording, clinic_values
from assistant.storage.alerts import alert_clinic
from assistant.storage.database import connect

logger = logging.getLogger(__name__)

MOST_READ = 20_000  # characters of a message; the gate and the "too long" reply need no more

# Messages that one worker answers at the same time; the others wait in the order in which they came. All at once, each
# would take as long as all, and one with two questions twice as long.
AT_ONCE = 4

LONGEST_WAIT_SECONDS = 15.0  # Rasa itself would wait minutes for an action server that hangs

Handler = Callable[[UserMessage], Awaitable[None]]


@functools.lru_cache(maxsize=1)
def _records() -> Engine:
    return connect()


@functools.lru_cache(maxsize=1)
def _wording() -> Wording:
    return Wording()


@functools.lru_cache(maxsize=1)
def _turns(_loop: asyncio.AbstractEventLoop) -> asyncio.Semaphore:
    """All channels of a worker, which has one loop, wait for the same."""
    return asyncio.Semaphore(AT_ONCE)


async def _in_turn(handler: Handler, message: UserMessage) -> None:
    async with _turns(asyncio.get_running_loop()):
        await handler(message)


class Answering:
    """Gives a message to Rasa, and answers itself when nothing behind the channel does."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.wording = _wording()
        self._red_flags = red_flags()

    @property
    def red_flags(self) -> RedFlags:
        return self._red_flags.current

    async def messages(
        self, on_new_message: Handler, sender: str, text: str, phone: str | None = None
    ) -> list[dict[str, Any]]:
        """The messages of the reply, as Rasa collects them; exactly one has a `custom` element (replies.contract).

        `sender` is a pseudonym; `phone`, where the channel knows it, goes to staff if the message is urgent.
        """
        began = time.monotonic()
        output = CollectingOutputChannel()
        # Rasa takes a leading slash for a command; patients have none
        said = text[:MOST_READ].lstrip("/ \t\r\n")
        message = UserMessage(said, output, sender, input_channel=self._channel, metadata={"request_id": request_id()})
        try:
            await asyncio.wait_for(_in_turn(on_new_message, message), LONGEST_WAIT_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the patient gets a reply
            # never the message: it may hold the patient's words
            logger.error("message failed: error=%s", type(error).__name__)
        replies = output.messages
        if not any("custom" in reply for reply in replies):
            FALLBACKS.labels(self._channel).inc()
            replies = [{"recipient_id": sender, **message} for message in self.without_assistant(text)]
        kind = next(reply["custom"]["kind"] for reply in replies if "custom" in reply)
        if kind == "urgent":
            self._alert(sender, text, phone)
        seconds = time.monotonic() - began
        count_reply(self._channel, kind, seconds)
        logger.info("answered: channel=%s kind=%s milliseconds=%.1f", self._channel, kind, seconds * 1000)
        return replies

    def _alert(self, sender: str, text: str, phone: str | None) -> None:
        """Staff are told at once."""
        flag = self.red_flags.find(text)
        RED_FLAGS.labels(self._channel, "self-harm" if flag and flag.self_harm else "symptom").inc()
        try:
            alert_clinic(_records(), self._channel, sender, self_harm=bool(flag and flag.self_harm), phone=phone)
        except SQLAlchemyError as error:  # the patient's reply matters more
            logger.error("alert not kept: error=%s", type(error).__name__)

    def without_assistant(self, text: str) -> list[dict[str, Any]]:
        """Danger is still seen; else how to reach the clinic."""
        flag = self.red_flags.find(text)
        response = "utter_trouble" if not flag else "utter_self_harm" if flag.self_harm else "utter_urgent"
        words = self.wording.say(response, clinic_values(clinic_on_file()), self._channel)
        report = Report("urgent" if flag else "handoff").as_json()
        return [{"text": words}, {"custom": report}]
