"""Keeps a message for the worker that is answering it: one that dies with it leaves it to another in seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import SQLAlchemyError

from assistant.storage.receipts import LEASE, Receipts

logger = logging.getLogger(__name__)


@asynccontextmanager
async def leased(receipts: Receipts, channel: str, message_id: str) -> AsyncIterator[None]:
    """While the body runs, nobody else takes the message."""
    renewing = asyncio.create_task(_renew(receipts, channel, message_id))
    try:
        yield
    finally:
        renewing.cancel()


async def _renew(receipts: Receipts, channel: str, message_id: str) -> None:
    while True:
        await asyncio.sleep(LEASE.total_seconds() / 3)
        try:
            await asyncio.to_thread(receipts.renew, channel, message_id)
        except SQLAlchemyError as error:  # better answered twice than not at all
            logger.error("lease not renewed: error=%s", type(error).__name__)
