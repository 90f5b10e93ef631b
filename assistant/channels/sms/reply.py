"""What is answered to a text: consent and other commands first, then what the assistant says, in one text."""

from __future__ import annotations

import asyncio
import logging
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.engine import Engine

from assistant.channels.answering import Answering, Handler
from assistant.channels.sms.choices import chosen
from assistant.channels.sms.keywords import keyword
from assistant.channels.sms.segments import as_gsm7, cut
from assistant.channels.sms.twilio_request import Text
from assistant.channels.sms.twilio_sender import SMS
from assistant.knowledge.guidance_files import clinic_on_file
from assistant.replies.wording import clinic_values
from assistant.storage.call_backs import CLINIC
from assistant.storage.consent import ConsentLedger, Decision, Means
from assistant.storage.continuations import NOTHING, Continuation, Continuations
from assistant.storage.outbox import Outbox

logger = logging.getLogger(__name__)

_DECIDED_WITH_TWILIO: dict[str, Decision] = {"STOP": "opt_out", "START": "opt_in"}  # by OptOutType


@dataclass(frozen=True)
class Said:
    """One text, or silence, and what the next text may go on with."""

    text: str | None = None
    goes_on: Continuation = NOTHING


SILENCE = Said()


class SmsReply:
    def __init__(self, answering: Answering, on_new_message: Handler, engine: Engine) -> None:
        self._answering = answering
        self._on_new_message = on_new_message
        self._consent = ConsentLedger(engine)
        self._continuations = Continuations(engine)
        self._outbox = Outbox(engine)

    async def to(self, text: Text, sender: str) -> Said:
        """The reply to a text of `sender`, a pseudonym."""
        said = await asyncio.to_thread(self._settled, text, sender)
        if said is not None:
            return said
        kept = await asyncio.to_thread(self._continuations.of, sender)
        command = keyword(text.body)
        if command == "more":
            return self._one_text(kept.rest or self._say("utter_no_more"), kept.choices)
        if command == "help":
            return self._introduced("utter_help", kept)
        if text.has_media and not self._is_urgent(text):
            return self._introduced("utter_picture", kept)
        if not text.body.strip():
            return self._introduced("utter_nothing", kept)
        body = chosen(text.body, kept.choices) or text.body
        return self._joined(await self._answering.messages(self._on_new_message, sender, body, text.sender_number))

    def in_trouble(self, text: Text, error: Exception) -> str:
        """What can be said when nothing else can: danger is still seen."""
        # never the message: it may hold the patient's words
        logger.error("text failed: error=%s id=%s", type(error).__name__, uuid.uuid4().hex)
        return self._joined(self._answering.without_assistant(text.body)).text or ""

    def _settled(self, text: Text, sender: str) -> Said | None:
        """The reply where consent decides it; None where the text is to be answered."""
        recorded = self._consent.entry_of(text.sid)
        if recorded:  # a worker died with it; nothing is decided twice
            return Said(recorded.sent)
        if text.opt_out_type:  # Twilio's Advanced Opt-Out has replied
            if text.opt_out_type in _DECIDED_WITH_TWILIO:
                self._record(text, sender, _DECIDED_WITH_TWILIO[text.opt_out_type], "twilio")
            return SILENCE
        command = keyword(text.body)
        opted_out = self._consent.has_opted_out(sender)
        if command == "start" or (command == "yes" and opted_out):
            return self._record(text, sender, "opt_in", "text", self._introduced("utter_opted_in"))
        if opted_out:
            if self._is_urgent(text):
                self._alert_staff(text, sender)
            return self._record(text, sender, "opt_out", "text") if command == "stop" else SILENCE
        if command == "stop":
            danger = self._answering.without_assistant(text.body) if self._is_urgent(text) else None
            last = self._joined(danger) if danger else self._one_text(self._say("utter_opted_out"))
            return self._record(text, sender, "opt_out", "text", last)
        return None

    def _record(self, text: Text, sender: str, decision: Decision, means: Means, said: Said = SILENCE) -> Said:
        self._consent.record(sender, decision, means, text.body, said.text, text.sid)
        return said

    def _alert_staff(self, text: Text, sender: str) -> None:
        """Nobody may text this person, so a person has to call."""
        now = datetime.now(UTC).isoformat()
        alert = {"event": "urgent", "channel": SMS, "at": now, "conversation": sender, "phone": text.sender_number}
        self._outbox.put(CLINIC, f"urgent:{text.sid}", alert)

    def _is_urgent(self, text: Text) -> bool:
        return self._answering.red_flags.find(text.body) is not None

    def _joined(self, messages: list[dict[str, Any]]) -> Said:
        """All messages of a reply as one text, with its choices numbered."""
        texts = [message["text"] for message in messages if message.get("text")]
        choices = tuple(button["title"] for message in messages for button in message.get("buttons") or ())
        numbered = (self._say("utter_choice", number=str(n), choice=choice) for n, choice in enumerate(choices, 1))
        return self._one_text("\n".join([*texts, *numbered]), choices)

    def _introduced(self, response: str, kept: Continuation = NOTHING) -> Said:
        """A fixed reply, which may be the first that somebody gets; the conversation goes on as it was."""
        said = self._one_text(f"{self._say('utter_introduction')}\n{self._say(response)}")
        return replace(said, goes_on=kept)

    def _one_text(self, words: str, choices: tuple[str, ...] = ()) -> Said:
        part, rest = cut(as_gsm7(words), more=self._say("utter_more"))
        return Said(part, Continuation(rest, choices))

    def _say(self, response: str, **values: str) -> str:
        return self._answering.wording.say(response, {**clinic_values(clinic_on_file()), **values}, SMS)
