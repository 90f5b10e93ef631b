"""An id for each request, from the channel through Rasa to the action server: in the logs, and in the reply's header.

X-Request-ID names it where a proxy or a program has given one.
"""

from __future__ import annotations

import re
import uuid

from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def give_request_ids(app: Sanic) -> None:
    """To every request of the server."""
    app.register_middleware(_begin, "request")
    app.register_middleware(_end, "response")


def request_id() -> str | None:
    """Of the request that is being served."""
    return get_contextvars().get("request_id")


def _begin(request: Request) -> None:
    given = request.headers.get(HEADER, "")
    request.ctx.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
    clear_contextvars()
    bind_contextvars(request_id=request.ctx.request_id)


def _end(request: Request, response: BaseHTTPResponse) -> None:
    if hasattr(request.ctx, "request_id"):  # requests that nobody could read have none
        response.headers[HEADER] = request.ctx.request_id
