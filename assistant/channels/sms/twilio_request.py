"""Twilio's requests: the fields of a form, the text that came in, the report on one that went out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

_MOST_FIELDS = 500
_LONGEST_ID = 64  # characters


class Malformed(ValueError):
    """A request without what every request of Twilio's has; the message names it."""


class Fields(dict[str, list[str]]):
    """All values of each field, empty ones too: Twilio signs them as well."""

    def getlist(self, name: str) -> list[str]:
        return self[name]

    def first(self, name: str) -> str:
        return self.get(name, [""])[0]


@dataclass(frozen=True)
class Text:
    """A text that came in; see Twilio's request parameters. `opt_out_type` is set where Twilio has replied already."""

    sid: str
    sender_number: str
    number: str
    body: str
    has_media: bool
    opt_out_type: str


@dataclass(frozen=True)
class Report:
    """What became of a text that went out."""

    sid: str
    number: str
    status: str
    error: str | None


def form_fields(body: bytes) -> Fields:
    """Raises Malformed."""
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Malformed("send a form as Twilio does") from error
    fields = Fields()
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def json_fields(body: bytes) -> Fields:
    """Raises Malformed."""
    try:
        values = json.loads(body)
    except ValueError as error:
        raise Malformed("the body is no JSON") from error
    if not isinstance(values, dict):
        raise Malformed("send a JSON object")
    return Fields({name: [str(value)] for name, value in values.items()})


def text_of(fields: Fields) -> Text:
    """Raises Malformed."""
    media = fields.first("NumMedia")
    return Text(
        sid=_required(fields, "MessageSid", "SmsMessageSid", "SmsSid"),
        sender_number=_required(fields, "From"),
        number=fields.first("To"),
        body=fields.first("Body"),
        has_media=media.isascii() and media.isdigit() and int(media[:4]) > 0,
        opt_out_type=fields.first("OptOutType").upper(),
    )


def report_of(fields: Fields) -> Report:
    """Raises Malformed."""
    return Report(
        sid=_required(fields, "MessageSid", "SmsSid"),
        number=_required(fields, "To"),
        status=_required(fields, "MessageStatus", "SmsStatus").lower(),
        error=fields.first("ErrorCode") or None,
    )


def _required(fields: Fields, *names: str) -> str:
    value = next((fields.first(name) for name in names if fields.first(name)), "")
    if not 0 < len(value) <= _LONGEST_ID or not value.isprintable():
        raise Malformed(f"{names[0]} is missing, too long or not printable")
    return value
