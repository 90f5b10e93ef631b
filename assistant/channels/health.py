"""GET /health/live: the process answers. GET /health/ready: everything behind it does too, or which part does not.

Not for the public: a proxy leaves /health out.
"""

from __future__ import annotations

import asyncio
import urllib.request
from collections.abc import Callable
from typing import Any

import redis
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse, json

from assistant.channels.answering import Handler
from assistant.channels.request_ids import give_request_ids
from assistant.channels.settling import settle_when_started
from assistant.commands import logs
from assistant.knowledge.store import Library
from assistant.settings import settings
from assistant.storage.database import connect
from assistant.storage.outbox import Outbox

PATIENCE_SECONDS = 2.0  # for each part


class HealthInput(InputChannel):
    """Addresses beside the channels; it takes no messages."""

    def __init__(self) -> None:
        engine = connect()
        self._library = Library(engine)
        self._outbox = Outbox(engine)
        self._parts: dict[str, Callable[[], object]] = {
            "database": self._outbox.waiting,
            "guidance": self._library.current,
            "actions": _ask_action_server,
        }
        if settings().redis_url:
            self._parts["redis"] = _ask_redis

    @classmethod
    def name(cls) -> str:
        return "health"

    def url_prefix(self) -> str:
        return "/health"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        health = _ForAllRequests("health")

        @health.route("/live", methods=["GET"])
        async def live(_request: Request) -> HTTPResponse:
            return json({"alive": True})

        @health.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            answers = await asyncio.gather(*(_answers(ask) for ask in self._parts.values()))
            agent = request.app.ctx.agent
            parts = {"model": agent is not None and agent.is_ready(), **dict(zip(self._parts, answers, strict=True))}
            missing = [name for name, is_there in parts.items() if not is_there]
            body = {
                "ready": not missing,
                "missing": missing,
                "parts": parts,
                "guidance_version": self._library.current().version if parts["guidance"] else None,
            }
            return json(body, status=503 if missing else 200)

        return health


class _ForAllRequests(Blueprint):
    """Sanic lets a blueprint see only its own requests; ids are for all, and so are the form of the logs and memory."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        logs.configure()  # again: Rasa's command line has put a format of its own over it
        give_request_ids(app)
        settle_when_started(app)
        super().register(app, options)  # type: ignore[no-untyped-call]


async def _answers(ask: Callable[[], object]) -> bool:
    try:
        await asyncio.wait_for(asyncio.to_thread(ask), PATIENCE_SECONDS)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is missing; why may hold a password
        return False
    return True


def _ask_action_server() -> None:
    address = f"http://{settings().actions_host}:{settings().actions_port}/health"
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS):
        pass


def _ask_redis() -> None:
    redis.Redis.from_url(settings().redis_url, socket_timeout=PATIENCE_SECONDS).ping()
