"""Tells the clinic at once that a patient wrote of danger."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.engine import Engine

from assistant.storage.call_backs import CLINIC
from assistant.storage.outbox import Outbox

QUIET_MINUTES = 15  # one alert a conversation in this time; a frightened patient writes several messages


def alert_clinic(engine: Engine, channel: str, sender: str, self_harm: bool, phone: str | None = None) -> bool:
    """Put an alert into the outbox; False if this conversation raised one just now. No word of the patient's is in it.

    `phone`, where the channel knows it, lets staff call.
    """
    now = datetime.now(UTC)
    payload = {
        "event": "urgent",
        "channel": channel,
        "conversation": sender,
        "self_harm": self_harm,
        "at": now.isoformat(timespec="minutes"),
    }
    if phone:
        payload["phone"] = phone
    window = int(now.timestamp()) // (QUIET_MINUTES * 60)
    return Outbox(engine).put(CLINIC, f"urgent-{sender}-{'self-harm' if self_harm else 'symptom'}-{window}", payload)
