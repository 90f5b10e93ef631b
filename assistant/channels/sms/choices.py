"""Numbered choices: a patient answers with the number, or with words of the choice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text import plain

_NUMBER = re.compile(r"\W*(?:(?:number|no|option|choice|the|answer) ?)?(\w+)(?: (?:one|please|pls))?\W*", re.I)
_IN_WORDS = {"one": 1, "first": 1, "1st": 1, "two": 2, "second": 2, "2nd": 2, "three": 3, "third": 3, "3rd": 3}
_SAYS_NOTHING = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "are",
        "at",
        "can",
        "do",
        "for",
        "how",
        "i",
        "is",
        "it",
        "it's",
        "my",
        "of",
        "on",
        "the",
        "to",
        "what",
        "when",
        "you",
        "your",
    ]
)
_MOST_WORDS = 5


def chosen(text: str, choices: Sequence[str]) -> str | None:
    """The choice that a text names, by its number or by words that no other choice has."""
    text = plain(text)
    match = _NUMBER.fullmatch(text)
    if match:
        number = int(match[1]) if match[1].isdecimal() else _IN_WORDS.get(match[1].lower(), 0)
        if 1 <= number <= len(choices):
            return choices[number - 1]
    words = _words(text)
    named = [choice for choice in choices if words and words <= _words(choice)]
    return named[0] if len(named) == 1 and len(words) <= _MOST_WORDS else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w']+", text.lower())) - _SAYS_NOTHING
