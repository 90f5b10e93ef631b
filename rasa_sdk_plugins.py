"""What the action server has beside actions: rasa-sdk looks for a module of this name.

Logs carry the id of the request that a channel got; Rasa hands it over with the message.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

import pluggy
from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from assistant.channels.settling import settle_when_started

logger = logging.getLogger(__name__)

# Rasa closes a connection without a call long before. A server that stood still for longer than Sanic's 5 seconds would
# find it idle, and close it with a call waiting in it.
KEPT_SECONDS = 60

_implements = pluggy.HookimplMarker("rasa_sdk")


def init_hooks(manager: pluggy.PluginManager) -> None:
    """Called by rasa-sdk."""
    manager.register(sys.modules[__name__])


@_implements
def attach_sanic_app_extensions(app: Sanic) -> None:
    settle_when_started(app)
    app.config.KEEP_ALIVE_TIMEOUT = KEPT_SECONDS
    app.register_middleware(_begin, "request")
    app.register_middleware(_end, "response")


def _begin(request: Request) -> None:
    request.ctx.began = time.monotonic()
    clear_contextvars()
    request_id = (((_call(request).get("tracker") or {}).get("latest_message") or {}).get("metadata") or {}).get(
        "request_id"
    )
    if request_id:
        bind_contextvars(request_id=request_id)


def _end(request: Request, response: BaseHTTPResponse) -> None:
    if request.path == "/webhook":
        milliseconds = (time.monotonic() - request.ctx.began) * 1000
        action = _call(request).get("next_action")
        logger.info("action ran: action=%s status=%d milliseconds=%.1f", action, response.status, milliseconds)


def _call(request: Request) -> dict[str, Any]:
    """What Rasa sent; Sanic reads it once and keeps it."""
    if request.path != "/webhook":
        return {}
    try:
        call = request.json
    except Exception:  # noqa: BLE001 - Sanic raises its own kind; the action server itself answers it
        return {}
    return call if isinstance(call, dict) else {}
