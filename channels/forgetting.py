"""Removes one conversation from what Rasa keeps."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasa.core.agent import Agent


async def forget_conversation(agent: Agent, conversation: str) -> None:
    """Delete its events, after whatever message of it is being answered. Raises NotImplementedError for other stores."""
    store: Any = agent.tracker_store
    while hasattr(store, "_tracker_store"):  # Rasa wraps the configured store
        store = store._tracker_store
    if not hasattr(store, "SQLEvent"):
        raise NotImplementedError(f"cannot delete from {type(store).__name__}; configure a tracker store of type SQL")
    async with agent.lock_store.lock(conversation):
        await asyncio.to_thread(_delete, store, conversation)


def _delete(store: Any, conversation: str) -> None:
    with store.session_scope() as session:
        session.query(store.SQLEvent).filter_by(sender_id=conversation).delete()
        session.commit()
