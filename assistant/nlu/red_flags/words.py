"""Words as patients type them: tidied before the red-flag rules are looked up."""

from __future__ import annotations

import re

from assistant.text import bare

_PIECE = re.compile(r"[a-z]+|\d+(?:\.\d+)?|\.{2,}|[.!?;\n,:()]|(?<=\s)-+(?=\s)")
_ABBREVIATION = re.compile(r"\b([a-z])\.([a-z])\b(?:\.(?=\s*[a-z,?!]))?")
_IS = re.compile(r"\b(it|that|there|here|what|who|where|how|why|he|she|something|everything)'s\b")
_ENDINGS = (
    ("'ll", " will"),
    ("'m", " am"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'d", ""),
    ("'s", ""),
    ("'", ""),
)


def _plain(text: str) -> str:
    """Bare of case, accents and apostrophes; contractions opened up."""
    text = re.sub(r"(?<=\w)&(?=\w)", "", bare(text)).replace("&", " and ")
    text = _ABBREVIATION.sub(r"\1\2", text)
    text = _IS.sub(r"\1 is", text.replace("n't", "nt"))
    for ending, meaning in _ENDINGS:
        text = text.replace(ending, meaning)
    return text


def pieces(text: str) -> list[str]:
    """Split into words, numbers and the marks that part sentences."""
    return _PIECE.findall(_plain(text))


def raw_words(text: str) -> tuple[str, ...]:
    """Return the words alone; of a number, the part before the point."""
    return tuple(piece.split(".")[0] for piece in pieces(text) if piece[0].isalnum())


def decimals_of(number: str) -> int:
    """Count the digits after the point."""
    return len(number.partition(".")[2])
