"""The website chat's channel. assistant/channels/web/openapi.yml describes it."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, json
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.answering import MOST_READ, Answering, Handler
from assistant.channels.leases import leased
from assistant.channels.web.rate_limit import RateLimit
from assistant.channels.web.visitors import LIFETIME, conversation_of, new_conversation
from assistant.knowledge.store import Library
from assistant.settings import settings
from assistant.storage.conversations import Conversations
from assistant.storage.database import connect
from assistant.storage.feedback import Feedback
from assistant.storage.gaps import Gaps
from assistant.storage.identity import pseudonym
from assistant.storage.receipts import Receipt, Receipts

logger = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024  # bytes; MOST_READ characters fit, also if all are emoji and escaped (12 bytes each)
MOST_FACTS = 50  # of a reply that is judged
PATIENCE_SECONDS = 10.0  # a message that comes again while it is being answered waits this long for the answer
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

Endpoint = Callable[[Request], Awaitable[HTTPResponse]]


class Refusal(Exception):
    """A request that is not served: HTTP status, what to do about it, the seconds after which to try again."""

    def __init__(self, status: int, reason: str, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.body = {"error": reason, **({"retry_after": retry_after} if retry_after else {})}
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}
        if status == 401:
            self.headers["WWW-Authenticate"] = "Bearer"


class WebInput(InputChannel):
    """Loaded by Rasa through credentials.yml."""

    def __init__(self) -> None:
        engine = connect()
        self._receipts = Receipts(engine)
        self._feedback = Feedback(engine)
        self._gaps = Gaps(engine)
        self._conversations = Conversations(engine)
        self._library = Library(engine)
        self._answering = Answering(self.name())
        given = settings()
        self._origins = given.origins
        self._visitor_limit = RateLimit(given.web_visitor_limit, "visitor")
        self._address_limit = RateLimit(given.web_address_limit, "address")
        self._conversations_limit = RateLimit(given.web_conversations_limit, "conversations")

    @classmethod
    def name(cls) -> str:
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        from assistant.channels.action_calls import lighten  # noqa: PLC0415 - the whole of Rasa, which its server has loaded

        lighten()
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        web = Blueprint("web_chat")

        @web.route("/conversations", methods=["POST"])
        @self._guarded
        async def begin(request: Request) -> HTTPResponse:
            await _take(self._conversations_limit, _address(request))
            conversation, token = new_conversation()
            return json({"id": conversation, "token": token, "expires_in": int(LIFETIME.total_seconds())}, status=201)

        @web.route("/messages", methods=["POST"])
        @self._guarded
        async def receive(request: Request) -> HTTPResponse:
            conversation = await self._admitted(request)
            body = _body(request, "message_id", "text")
            message_id, text = body["message_id"], body["text"]
            if not isinstance(message_id, str) or not _MESSAGE_ID.fullmatch(message_id):
                raise Refusal(400, "`message_id` has to be 8 to 64 letters, digits, - or _, another for each message")
            if not isinstance(text, str):
                raise Refusal(400, "`text` has to be a text")
            if len(text) > MOST_READ:
                raise Refusal(400, f"`text` has to have at most {MOST_READ} characters")
            text = text.encode(errors="replace").decode()  # JSON can hold half characters, which no database takes
            return json({"message_id": message_id, **await self._reply(on_new_message, conversation, message_id, text)})

        @web.route("/feedback", methods=["POST"])
        @self._guarded
        async def judge(request: Request) -> HTTPResponse:
            await self._admitted(request)
            body = _body(request, "facts", "helpful")
            facts, helpful = body["facts"], body["helpful"]
            if not isinstance(helpful, bool):
                raise Refusal(400, "`helpful` has to be true or false")
            if not isinstance(facts, list) or not 0 < len(facts) <= MOST_FACTS:
                raise Refusal(400, f"`facts` has to be a list of 1 to {MOST_FACTS} ids, as in the reply's report")
            guidance = await asyncio.to_thread(self._library.current)
            if not all(isinstance(fact, str) and guidance.fact(fact) for fact in facts):
                raise Refusal(400, "`facts` has to hold only ids of facts, as in the reply's report")
            await asyncio.to_thread(self._feedback.count, facts, helpful)
            return empty()

        @web.route("/conversation", methods=["DELETE"])
        @self._guarded
        async def forget(request: Request) -> HTTPResponse:
            conversation = await self._admitted(request)
            async with request.app.ctx.agent.lock_store.lock(conversation):  # after what is being answered
                await asyncio.to_thread(self._conversations.forget, conversation)
            await asyncio.to_thread(self._receipts.forget, conversation)
            await asyncio.to_thread(self._gaps.forget, conversation)
            return empty()

        return web

    def _guarded(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint, for allowed origins; refusals become JSON."""

        @wraps(endpoint)
        async def guarded(request: Request) -> HTTPResponse:
            try:
                origin = request.headers.get("origin")
                if origin and origin not in self._origins and urlsplit(origin).netloc != request.host:
                    raise Refusal(403, "this site may not use the chat; its origin has to be listed in WEB_ORIGINS")
                response = await endpoint(request)
            except Refusal as refusal:
                response = json(refusal.body, status=refusal.status, headers=refusal.headers)
            response.headers["Cache-Control"] = "no-store"
            return response

        return guarded

    async def _admitted(self, request: Request) -> str:
        """The conversation that the request's token is for, within its limits."""
        await _take(self._address_limit, _address(request))
        conversation = conversation_of(request.headers.get("authorization", ""))
        if conversation is None:
            raise Refusal(401, "the token is missing or no longer valid: begin a new conversation")
        await _take(self._visitor_limit, conversation)
        return conversation

    async def _reply(self, on_new_message: Handler, conversation: str, message_id: str, text: str) -> dict[str, Any]:
        """The reply to a message; to one that came before, the reply that it got then."""
        # a message id is a visitor's own choice: it must never lead to another visitor's reply
        key = pseudonym("web message", f"{conversation}\0{message_id}")
        try:
            receipt = await self._receipt(key, conversation)
            if receipt.state == "answered":
                return dict(receipt.reply)
            async with leased(self._receipts, self.name(), key):
                reply = _as_json(await self._answering.messages(on_new_message, conversation, text))
            await asyncio.to_thread(self._receipts.answered, self.name(), key, reply)
        except SQLAlchemyError as error:
            # better answered twice than not at all
            logger.error("receipts failed: error=%s", type(error).__name__)
            reply = _as_json(await self._answering.messages(on_new_message, conversation, text))
        return reply

    async def _receipt(self, key: str, conversation: str) -> Receipt:
        """The message's receipt, new or answered."""
        waited = 0.0
        while True:
            receipt = await asyncio.to_thread(self._receipts.begin, self.name(), key, conversation)
            if receipt.state != "in_progress":
                return receipt
            if waited >= PATIENCE_SECONDS:
                raise Refusal(409, "this message is still being answered: send it again", retry_after=2)
            waited += 0.1
            await asyncio.sleep(0.1)


def _as_json(messages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    said = [
        {"text": message["text"], "buttons": [button["title"] for button in message.get("buttons", ())]}
        for message in messages
        if message.get("text")
    ]
    (report,) = [message["custom"] for message in messages if "custom" in message]
    return {"messages": said, "report": report}


def _body(request: Request, *fields: str) -> dict[str, Any]:
    if len(request.body) > LARGEST_BODY:
        raise Refusal(413, f"send at most {LARGEST_BODY} bytes")
    try:
        body = request.json
    except Exception:  # noqa: BLE001 - Sanic raises its own kind and would quote the body
        body = None
    if not isinstance(body, dict) or set(body) != set(fields):
        raise Refusal(400, f"send a JSON object with {' and '.join(f'`{field}`' for field in fields)}")
    return body


async def _take(limit: RateLimit, key: str) -> None:
    seconds = await asyncio.to_thread(limit.take, key)
    if seconds:
        raise Refusal(429, f"too many requests: try again in {seconds} seconds", seconds)


def _address(request: Request) -> str:
    """The visitor's, also behind as many proxies as SANIC_PROXIES_COUNT says."""
    return str(request.remote_addr or request.ip)
