"""How long things are kept, and how they are deleted: in time, or when a patient asks. Each deletion leaves a proof."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert
from sqlalchemy.engine import Engine

from assistant.settings import settings
from assistant.storage.call_backs import CallBacks
from assistant.storage.continuations import Continuations
from assistant.storage.conversations import Conversations
from assistant.storage.database import overwrite_deleted
from assistant.storage.gaps import Gaps
from assistant.storage.models import DeletionRow, OutboxRow
from assistant.storage.receipts import Receipts
from assistant.storage.sent_texts import SentTexts

# An attempt at a call-back request that the patient left half done.
UNFINISHED_KEPT = timedelta(days=1)


def kept_about(engine: Engine, sender: str) -> dict[str, int]:
    """How many call-back requests and questions without an answer are kept about one patient."""
    return {"call_backs": len(CallBacks(engine).of(sender)), "gaps": Gaps(engine).of(sender)}


def erase(engine: Engine, sender: str) -> str:
    """Delete everything about one patient but the conversation itself; the receipt's number.

    An opt-out from text messages is no part of it: it has to outlive the conversation.
    """
    what = {
        "call_backs": CallBacks(engine).forget(sender),
        "gaps": Gaps(engine).forget(sender),
        "receipts": Receipts(engine).forget(sender),
        "continuations": Continuations(engine).forget(sender),
        "sent_texts": SentTexts(engine).forget(sender),
    }
    receipt = _proof(engine, "on request", {"conversations": 1, **what})
    overwrite_deleted(engine)
    return receipt


def purge(engine: Engine, now: datetime | None = None) -> dict[str, int]:
    """Delete what has been kept for long enough; how many of each."""
    now = now or datetime.now(UTC)
    days = settings().conversations_kept_days
    moment = now - timedelta(days=days)
    what = {
        "conversation events": Conversations(engine).forget_before(moment),
        "call_backs": CallBacks(engine).forget_before(moment, now - UNFINISHED_KEPT),
        "gaps": Gaps(engine).forget_before(moment),
        "receipts": Receipts(engine).forget_before(moment),
        "sent_texts": SentTexts(engine).forget_before(moment),
        "deliveries": _purge_outbox(engine, moment),
    }
    if any(what.values()):
        _proof(engine, f"after {days} days", what)
        overwrite_deleted(engine)
    return what


def _purge_outbox(engine: Engine, moment: datetime) -> int:
    with engine.begin() as connection:
        return int(connection.execute(delete(OutboxRow).where(OutboxRow.created_at < moment)).rowcount)


def _proof(engine: Engine, rule: str, what: dict[str, int]) -> str:
    receipt = secrets.token_hex(4).upper()
    row = insert(DeletionRow).values(receipt=receipt, deleted_at=datetime.now(UTC), rule=rule, what=what)
    with engine.begin() as connection:
        connection.execute(row)
    return receipt
