"""Whether the assistant is being developed, or stands where the public reaches it."""

from __future__ import annotations

import os

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def is_development() -> bool:
    """ENVIRONMENT is "development" or "production"; unset, development is where only this machine can connect.

    Raises ValueError for another value.
    """
    environment = os.environ.get("ENVIRONMENT", "")
    if environment not in ("", "development", "production"):
        raise ValueError(f"ENVIRONMENT has to be development or production, not {environment!r}")
    return environment == "development" or (not environment and os.environ.get("HOST", LOOPBACK[0]) in LOOPBACK)
