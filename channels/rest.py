"""The REST channel: Rasa's, made safe to give to patients' programs.

POST /webhooks/rest/webhook {"sender": ..., "message": ...} answers a JSON list of messages, of which exactly one
has a `custom` element (see replies.contract). Whatever fails behind it, the patient gets a reply.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from knowledge.guidance_files import clinic_on_file
from nlu.red_flags import RedFlags
from replies.contract import Report
from replies.wording import Wording, clinic_values

logger = logging.getLogger(__name__)

LONGEST_SENDER = 200  # characters
MOST_READ = 20_000  # characters of a message; the gate and the "too long" reply need no more


class RestInput(InputChannel):
    """Takes the place of Rasa's channel of the same name."""

    def __init__(self) -> None:
        self._wording = Wording()
        self._red_flags = RedFlags.load()

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        webhook = Blueprint("rest_webhook")

        @webhook.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @webhook.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            is_ready = request.app.ctx.agent is not None and request.app.ctx.agent.is_ready()
            return json({"ready": is_ready}, status=200 if is_ready else 503)

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                body = request.json
            except Exception:  # noqa: BLE001 - Sanic raises its own kind and would quote the body
                body = None
            problem = _problem_with(body)
            if problem:
                return json({"error": problem}, status=400)
            return json(await self._messages(on_new_message, body["sender"], body["message"]))

        return webhook

    async def _messages(
        self, on_new_message: Callable[[UserMessage], Awaitable[None]], sender: str, text: str
    ) -> list[dict[str, Any]]:
        output = CollectingOutputChannel()
        # Rasa takes a leading slash for a command; patients have none
        message = UserMessage(text[:MOST_READ].lstrip("/ \t\r\n"), output, sender, input_channel=self.name())
        try:
            await on_new_message(message)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the patient gets a reply
            # never the message: it may hold the patient's words
            logger.error("message failed: error=%s id=%s", type(error).__name__, uuid.uuid4().hex)
        if any("custom" in reply for reply in output.messages):
            return output.messages
        return self._without_assistant(sender, text)

    def _without_assistant(self, sender: str, text: str) -> list[dict[str, Any]]:
        """The reply when nothing behind the channel made one: danger is still seen, else how to reach the clinic."""
        flag = self._red_flags.find(text)
        response = "utter_trouble" if not flag else "utter_self_harm" if flag.self_harm else "utter_urgent"
        words = self._wording.say(response, clinic_values(clinic_on_file()))
        report = Report("urgent" if flag else "handoff").as_json()
        return [{"recipient_id": sender, "text": words}, {"recipient_id": sender, "custom": report}]


def _problem_with(body: Any) -> str | None:
    if not isinstance(body, dict):
        return "send a JSON object with `sender` and `message`"
    if not isinstance(body.get("sender"), str) or not 0 < len(body["sender"]) <= LONGEST_SENDER:
        return f"`sender` has to be a text of 1 to {LONGEST_SENDER} characters that names the conversation"
    if not isinstance(body.get("message"), str):
        return "`message` has to be a text"
    return None
