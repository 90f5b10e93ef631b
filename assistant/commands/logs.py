"""Keeps patients' words out of the logs: what went wrong is named, what was said is not."""

from __future__ import annotations

import json
import logging
import logging.config
import re
from datetime import UTC, datetime

from ruamel.yaml import YAML
from structlog.contextvars import get_contextvars

from assistant.commands.environment import LOGGING
from assistant.settings import settings

LEVEL = settings().log_level

# These log codes and counts of their own, in sentences of their own; other programs quote what they were given.
OURS = (
    "actions",
    "assistant",
    "rasa_sdk_plugins",
)
LEFT_OUT = "[left out]"
# SQLAlchemy and Rasa quote what was being stored or sent behind these
_QUOTES = re.compile(
    r"\s*(?:\[SQL:|\[parameters:|\(Background on this error|request_body|\{['\"](?:text|error)['\"]).*", re.S
)
# a quotation, an object, a dict, a list, or a name=value: from there on anything may stand
_MAY_QUOTE = re.compile(r"\s*(?:(?<!\w)['\"`\u2018\u201c]|[{<]|\[(?!\w+\s*\]\s)|(?<=\w)\(|\b\w+=).*", re.S)
_COLORS = re.compile(r"\x1b\[[0-9;]*m")


def configure() -> None:
    """As logging.yml says; what a library has set up before gives way."""
    logging.config.dictConfig(YAML(typ="safe").load(LOGGING))


class WithoutPatientWords(logging.Filter):
    """Leaves of an exception its types, and of a message what stands before quoted data."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = _said_by_us(record) if record.name.split(".")[0] in OURS else _said_by_others(record)
        if record.exc_info and record.exc_info[1]:
            text += f" ({' < '.join(_types(record.exc_info[1]))})"
        request_id = get_contextvars().get("request_id")
        record.said, record.request_id = text, request_id
        if request_id:
            text += f" request_id={request_id}"
        record.msg, record.args, record.exc_info, record.exc_text, record.stack_info = text, (), None, None, None
        return True


class Json(logging.Formatter):
    """An object a line: time (UTC), level, logger, message, process id, and the request's id where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": getattr(record, "said", LEFT_OUT),  # what the filter let through
            "pid": record.process,
        }
        request_id = getattr(record, "request_id", None)
        return json.dumps({**line, "request_id": request_id} if request_id else line)


def formatter() -> logging.Formatter:
    """As LOG_FORMAT says."""
    return (
        Json()
        if settings().log_format == "json"
        else logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    )


def _said_by_us(record: logging.LogRecord) -> str:
    return _QUOTES.sub(f" {LEFT_OUT}", record.getMessage())


def _said_by_others(record: logging.LogRecord) -> str:
    if record.levelno < logging.WARNING:  # sentences with anything in them; where they were said is enough to find them
        return f"{record.funcName}:{record.lineno}"
    if isinstance(record.args, tuple):
        record.args = tuple(arg if isinstance(arg, (int, float)) else _Unsaid() for arg in record.args)
    elif record.args:
        record.args = {key: arg if isinstance(arg, (int, float)) else _Unsaid() for key, arg in record.args.items()}
    message = _COLORS.sub("", record.getMessage())
    if message.startswith("{"):
        return _structured(message)
    message = _QUOTES.sub(f" {LEFT_OUT}", message)
    return _MAY_QUOTE.sub(f" {LEFT_OUT}", message.replace(LEFT_OUT, "\0")).replace("\0", LEFT_OUT).strip()


class _Unsaid:
    """Takes the place of a value, however it is formatted."""

    def __str__(self) -> str:
        return LEFT_OUT

    __repr__ = __str__


def _structured(message: str) -> str:
    """structlog renders an event as JSON; its tracebacks show local variables."""
    try:
        event = json.loads(message)
    except ValueError:
        return LEFT_OUT
    shown = (
        f"{key}={_MAY_QUOTE.sub(f' {LEFT_OUT}', str(event[key])).strip()}"
        for key in ("event", "event_info", "level")
        if key in event
    )
    return " ".join(shown)


def _types(error: BaseException | None) -> list[str]:
    types: list[str] = []
    while error is not None and len(types) < 5:
        types.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return types
