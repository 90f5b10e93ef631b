"""Website visitors: the server names each conversation and signs a token for it, so that nobody can guess another's."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import jwt

from assistant.storage.identity import signing_key

# Longer than a day's breaks; the widget begins a new conversation by itself after that.
LIFETIME = timedelta(hours=24)
_ALGORITHM = "HS256"
_AUDIENCE = "web chat"


def new_conversation() -> tuple[str, str]:
    """(id, token) of a conversation that is the token holder's alone."""
    conversation = f"web-{secrets.token_hex(16)}"
    expires = datetime.now(UTC) + LIFETIME
    claims = {"sub": conversation, "aud": _AUDIENCE, "exp": expires}
    return conversation, jwt.encode(claims, signing_key(_AUDIENCE), algorithm=_ALGORITHM)


def conversation_of(authorization: str) -> str | None:
    """The conversation of an Authorization header's value; None if it is missing, forged or expired."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        claims = jwt.decode(token, signing_key(_AUDIENCE), algorithms=[_ALGORITHM], audience=_AUDIENCE)
    except jwt.InvalidTokenError:
        return None
    conversation: str = claims["sub"]
    return conversation
