"""Where actions keep what they have to: call-back requests, and questions that the guidance did not answer."""

from __future__ import annotations

import functools

from sqlalchemy.engine import Engine

from assistant.storage.database import connect


@functools.lru_cache(maxsize=1)
def records() -> Engine:
    return connect()
