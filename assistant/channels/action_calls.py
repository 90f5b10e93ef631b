"""What Rasa's calls of the action server need not cost. Rasa has no setting for it, so its classes get methods."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

_ANSWER = Draft7Validator(
    {
        "type": "object",
        "properties": {
            "events": {"type": "array", "items": {"type": "object", "required": ["event"]}},
            "responses": {"type": "array", "items": {"type": "object"}},
        },
    }
)
# Less than the action server, or nginx before it, keeps a connection without a call: it must not be the one to close it.
IDLE_SECONDS = 2.0
_whole_call = RemoteAction._action_call_format


def lighten() -> None:
    """From here on a call holds one turn and goes over a connection that is there, and its answer is checked once.

    Rasa checks its schema of all events anew for each answer, then the answer's events against each kind there is,
    and then makes the events, which fails for the wrong ones as well: two fifths of a first message's time.
    """
    RemoteAction._validate_action_result = _check
    RemoteAction._action_call_format = _call
    EndpointConfig.session = _kept_session


def _check(_action: RemoteAction, answer: Any) -> bool:
    """Raises jsonschema's ValidationError, as Rasa's does."""
    _ANSWER.validate(answer)
    return True


def _call(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """The call with the events since the patient's message; what was before stands in the slots."""
    call: dict[str, Any] = _whole_call(action, tracker, domain)
    events = call["tracker"]["events"]
    message = max((number for number, event in enumerate(events) if event["event"] == "user"), default=0)
    call["tracker"]["events"] = events[message:]
    return call


@asynccontextmanager
async def _kept_session(endpoint: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
    """The endpoint's one session of this event loop, left open; Rasa makes a session, and a connection, for each call."""
    loop = asyncio.get_running_loop()
    of_loop, session = getattr(endpoint, "kept_session", (None, None))
    if session is None or of_loop is not loop:
        login = endpoint.basic_auth
        session = aiohttp.ClientSession(
            headers=endpoint.headers,
            auth=aiohttp.BasicAuth(login["username"], login["password"]) if login else None,
            timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
            connector=aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS, limit=0),
        )
        endpoint.kept_session = loop, session
    yield session
