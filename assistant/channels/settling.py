"""What a server does once it has loaded everything: it stops looking through all of it for garbage."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from typing import Any

from sanic import Sanic

# Allocations between two looks for garbage. A message makes tens of thousands of objects, nearly none in circles.
YOUNG_OBJECTS = 20_000


def settle_when_started(app: Sanic) -> None:
    """Python looks through a million objects of models and libraries now and then, which takes a third of a second."""
    app.register_listener(_settle, "after_server_start")


async def _settle(_app: Sanic, _loop: Any) -> None:
    gc.collect()
    _give_back()
    gc.freeze()
    _, middle, old = gc.get_threshold()
    gc.set_threshold(YOUNG_OBJECTS, middle, old)


def _give_back() -> None:
    """What loading needed for a moment, to the system: tens of megabytes. Only the C library of Linux knows how."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
