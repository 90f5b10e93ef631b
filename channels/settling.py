"""What a server does once it has loaded everything: it stops looking through all of it for garbage."""

from __future__ import annotations

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
    gc.freeze()
    _, middle, old = gc.get_threshold()
    gc.set_threshold(YOUNG_OBJECTS, middle, old)
