"""What staff are told, from an entry of the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Engine

from assistant.knowledge.guidance_files import clinic_on_file
from assistant.replies.wording import Wording, clinic_values
from assistant.storage.call_backs import CallBack, CallBacks

_NONE = "none"


@dataclass(frozen=True)
class Notice:
    """`data` is what a webhook gets; `subject` and `text` are for people."""

    event: str
    subject: str
    text: str
    data: dict[str, Any]


def notice(payload: dict[str, Any], engine: Engine) -> Notice | None:
    """None if what it tells of has been deleted since. Raises ValueError for an event nobody knows."""
    if payload["event"] == "call_back":
        request = CallBacks(engine).find(payload["request"])
        return _of_call_back(request) if request else None
    if payload["event"] == "urgent":
        return _of_urgent(payload, CallBacks(engine).of(payload.get("conversation", "")))
    raise ValueError("an unknown event")


def _of_call_back(request: CallBack) -> Notice:
    data = {
        "number": request.id,
        "name": request.name,
        "phone": request.phone,
        "best_time": request.best_time,
        "channel": request.channel,
        "at": request.requested_at.isoformat(timespec="seconds") if request.requested_at else None,
    }
    return _worded("call_back", "utter_notice_call_back", "utter_notice_call_back_subject", data)


def _of_urgent(payload: dict[str, Any], call_backs: list[CallBack]) -> Notice:
    data: dict[str, Any] = {key: payload[key] for key in ("channel", "at", "phone", "self_harm") if key in payload}
    data["call_backs"] = [request.id for request in call_backs]
    response = "utter_notice_self_harm" if payload.get("self_harm") else "utter_notice_urgent"
    return _worded("urgent", response, "utter_notice_urgent_subject", data)


def _worded(event: str, response: str, subject: str, data: dict[str, Any]) -> Notice:
    values = {key: ", ".join(map(str, v)) or _NONE if isinstance(v, list) else str(v) for key, v in data.items()}
    values |= clinic_values(clinic_on_file())
    wording = Wording()
    return Notice(event, wording.say(subject, values), wording.say(response, values), data)
