"""How often somebody may do something: a sliding window, kept in memory."""

from __future__ import annotations

import math
import re
import time
from collections import deque
from collections.abc import Callable

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_MOST_REMEMBERED = 10_000  # keys; those unused for a whole window are dropped beyond it


class RateLimit:
    """`rate` is e.g. "20/minute". Raises ValueError for anything else."""

    def __init__(self, rate: str, clock: Callable[[], float] = time.monotonic) -> None:
        match = re.fullmatch(r"([1-9]\d*)/(second|minute|hour)", rate)
        if not match:
            raise ValueError(f"{rate!r} is no rate: write a number, a slash and second, minute or hour, e.g. 20/minute")
        self._most, self._window = int(match[1]), _SECONDS[match[2]]
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}

    def take(self, key: str) -> int:
        """0 when `key` may go ahead; else the seconds until it may."""
        now = self._clock()
        if len(self._taken) > _MOST_REMEMBERED:
            self._taken = {k: times for k, times in self._taken.items() if times[-1] > now - self._window}
        times = self._taken.setdefault(key, deque())
        while times and times[0] <= now - self._window:
            times.popleft()
        if len(times) >= self._most:
            return math.ceil(times[0] + self._window - now)
        times.append(now)
        return 0
