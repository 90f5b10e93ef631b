"""Rasa's lock store: one message of a conversation at a time, in this process or, where REDIS_URL is given, in all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import RedisError

from assistant.settings import settings

logger = logging.getLogger(__name__)

# A lock of a worker that was killed is free after this long; one that lives renews it, however long its turn takes.
LIFETIME_SECONDS = 8.0
LOOK_AGAIN_SECONDS = 0.05
_REDIS_WAIT_SECONDS = 2.0


class ConversationLocks(InMemoryLockStore):
    """Rasa's own locks in Redis are read and written in two steps, in between which another worker may take them."""

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()
        url, wait = settings().redis_url, _REDIS_WAIT_SECONDS
        self._redis = Redis.from_url(url, socket_timeout=wait, socket_connect_timeout=wait) if url else None

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = LOOK_AGAIN_SECONDS,
    ) -> AsyncIterator[Any]:
        """Raises RedisError where Redis can't be reached: the message is not worked on then."""
        if self._redis is None:
            async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as held:
                yield held
            return
        lock = self._redis.lock(f"conversation:{conversation_id}", LIFETIME_SECONDS, wait_time_in_seconds)
        await lock.acquire()
        renewing = asyncio.create_task(_renew(lock))
        try:
            yield lock
        finally:
            renewing.cancel()
            try:
                await lock.release()
            except RedisError as error:  # it frees itself; the turn is done
                logger.error("lock not released: error=%s", type(error).__name__)


async def _renew(lock: Lock) -> None:
    while True:
        await asyncio.sleep(LIFETIME_SECONDS / 4)
        try:
            await lock.reacquire()
        except RedisError as error:
            logger.error("lock not renewed: error=%s", type(error).__name__)
