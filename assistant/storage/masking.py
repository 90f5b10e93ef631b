"""Phone numbers and e-mail addresses in what people write, made unreadable before it is kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import phonenumbers

from assistant.text import plain

PHONE = "[phone number]"
EMAIL = "[e-mail address]"
LEFT_OUT = "[left out]"
DEFAULT_REGION = "US"
_FEWEST_DIGITS = 7  # of a phone number
_ATOM = r"[^\s@,;<>()\[\]\"']"  # what an address is made of; between two of them, an apostrophe as in o'brien@
# an address begins where a word does; from every letter of a long word, the search would take for ever
_EMAIL = re.compile(
    rf"(?<!{_ATOM})(?<!\w'){_ATOM}++(?:'{_ATOM}++)*+\s?(?:@|\(at\)|\[at\])\s?{_ATOM}+\.[a-z]{{2,}}", re.I
)
_DIGITS = re.compile(r"(?<![\w.])\+?\(?(?:\d[ \t().\-/]{0,3}){6,14}\d(?!\w)")  # what the matcher of numbers lets pass
_DATE = re.compile(  # is no phone number; with the time and its parts of a second, as slots keep a moment
    r"(?<!\d)(?:\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[+-]\d{2}:\d{2})?|"
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?!\d)"
)


def masked(text: str) -> str:
    """ "call [phone number]" for "call 212-555-0123"; dates and other words stay as they are.

    They are looked for in the plain text, which is kept where there are any; else the text is kept as typed.
    """
    readable = plain(text)
    hidden = _hidden(readable)
    return text if hidden == readable else hidden


def _hidden(text: str) -> str:
    text = _EMAIL.sub(EMAIL, text)
    dates = list(_DATE.finditer(text))
    starts, ends = [0, *(date.end() for date in dates)], [*(date.start() for date in dates), len(text)]
    between = [_without_phones(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return "".join(part for pair in zip(between, [date[0] for date in dates] + [""], strict=True) for part in pair)


def masked_throughout(data: Any, but: Collection[str] = ()) -> Any:
    """A JSON value with every text in it masked, except under the keys of `but`."""
    if isinstance(data, str):
        return masked(data)
    if isinstance(data, dict):
        return {key: value if key in but else masked_throughout(value, but) for key, value in data.items()}
    if isinstance(data, list):
        return [masked_throughout(value, but) for value in data]
    return data


def phone_in(text: str, region: str = DEFAULT_REGION) -> tuple[str, str] | None:
    """(number in E.164 form, the words as written) of the first valid phone number, or None."""
    for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID):
        return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164), match.raw_string
    return None


def _without_phones(text: str) -> str:
    if sum(character.isdigit() for character in text) < _FEWEST_DIGITS:
        return text
    found = phonenumbers.PhoneNumberMatcher(text, DEFAULT_REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    for match in reversed(list(found)):
        text = f"{text[: match.start]}{PHONE}{text[match.end :]}"
    return _DIGITS.sub(PHONE, text)
