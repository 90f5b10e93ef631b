"""How often somebody may do something: a sliding window, shared by all workers where REDIS_URL names a Redis."""

from __future__ import annotations

import functools
import logging
import math
import re
import time
import uuid
from collections import deque
from collections.abc import Callable

import redis

from assistant.settings import settings
from assistant.storage.identity import pseudonym

logger = logging.getLogger(__name__)

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_MOST_REMEMBERED = 10_000  # keys; those unused for a whole window are dropped beyond it
_LONGEST_WAIT_SECONDS = 0.5  # for Redis; without it each worker counts by itself

# A sorted set of the moments taken, by Redis's clock; in one step, so that no two workers take the same place.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return tostring(first[2] + ARGV[1] - now)
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[1])
return '0'
"""


class RateLimit:
    """`rate` is e.g. "20/minute". Raises ValueError for anything else. `name` tells limits apart that share a Redis."""

    def __init__(self, rate: str, name: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        match = re.fullmatch(r"([1-9]\d*)/(second|minute|hour)", rate)
        if not match:
            raise ValueError(f"{rate!r} is no rate: write a number, a slash and second, minute or hour, e.g. 20/minute")
        self._most, self._window = int(match[1]), _SECONDS[match[2]]
        self._name = name
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}

    def take(self, key: str) -> int:
        """0 when `key` may go ahead; else the seconds until it may."""
        shared = _shared()
        if shared is None:
            return self._take_here(key)
        try:
            # addresses are kept nowhere, not even for a minute
            kept = f"limit:{self._name}:{pseudonym('rate limit', key)}"
            wait = shared.eval(_TAKE, 1, kept, self._window, self._most, uuid.uuid4().hex)
        except redis.RedisError as error:
            logger.warning("limits are not shared: error=%s", type(error).__name__)
            return self._take_here(key)
        return math.ceil(float(wait))

    def _take_here(self, key: str) -> int:
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


@functools.lru_cache(maxsize=1)
def _shared() -> redis.Redis | None:
    url = settings().redis_url
    if not url:
        return None
    wait = _LONGEST_WAIT_SECONDS
    return redis.Redis.from_url(url, socket_timeout=wait, socket_connect_timeout=wait)
