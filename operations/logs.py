"""Keeps patients' words out of the logs: what went wrong is named, what was said is not."""

from __future__ import annotations

import json
import logging
import re

# SQLAlchemy and Rasa quote what was being stored or sent behind these
_QUOTES = re.compile(
    r"\s*(?:\[SQL:|\[parameters:|\(Background on this error|request_body|\{['\"](?:text|error)['\"]).*", re.S
)


class WithoutPatientWords(logging.Filter):
    """Leaves of an exception its types, and of a message what stands before quoted data."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = _QUOTES.sub(" [left out]", _without_traceback(record.getMessage()))
        if record.exc_info and record.exc_info[1]:
            text += f" ({' < '.join(_types(record.exc_info[1]))})"
        record.msg, record.args, record.exc_info, record.exc_text = text, (), None, None
        return True


def _without_traceback(message: str) -> str:
    """structlog renders an event as JSON; its tracebacks show local variables."""
    if not message.startswith("{"):
        return message
    try:
        event = json.loads(message)
    except ValueError:
        return message
    return " ".join(f"{key}={event[key]}" for key in ("event", "event_info", "level") if key in event)


def _types(error: BaseException | None) -> list[str]:
    types: list[str] = []
    while error is not None and len(types) < 5:
        types.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return types
