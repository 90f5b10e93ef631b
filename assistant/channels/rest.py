"""The REST channel: Rasa's, made safe to give to patients' programs.

POST /webhooks/rest/webhook {"sender": ..., "message": ...} answers a JSON list of messages, of which exactly one
has a `custom` element (see replies.contract). For development only: it takes anybody's word for who is writing.
"""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from assistant.channels.answering import Answering, Handler
from assistant.settings import settings
from assistant.storage.identity import pseudonym

LONGEST_SENDER = 200  # characters


class RestInput(InputChannel):
    """Takes the place of Rasa's channel of the same name."""

    def __init__(self) -> None:
        self._answering = Answering(self.name())

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        webhook = Blueprint("rest_webhook")

        @webhook.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @webhook.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            is_ready = request.app.ctx.agent is not None and request.app.ctx.agent.is_ready()
            return json({"ready": is_ready}, status=200 if is_ready else 503)

        if not settings().is_development:
            return webhook

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                body = request.json
            except Exception:  # noqa: BLE001 - Sanic raises its own kind and would quote the body
                body = None
            problem = _problem_with(body)
            if problem:
                return json({"error": problem}, status=400)
            # what is kept names the sender by a pseudonym only
            sender = pseudonym(self.name(), body["sender"])
            replies = await self._answering.messages(on_new_message, sender, body["message"])
            return json([{**reply, "recipient_id": body["sender"]} for reply in replies])

        return webhook


def _problem_with(body: Any) -> str | None:
    if not isinstance(body, dict):
        return "send a JSON object with `sender` and `message`"
    if not isinstance(body.get("sender"), str) or not 0 < len(body["sender"]) <= LONGEST_SENDER:
        return f"`sender` has to be a text of 1 to {LONGEST_SENDER} characters that names the conversation"
    if not isinstance(body.get("message"), str):
        return "`message` has to be a text"
    return None
