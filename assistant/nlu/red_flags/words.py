"""Words as patients type them: tidied before the red-flag rules are looked up."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans("\u2018\u2019\u02bc\u2032\u00b4`\u201b\uff07", "''''''''")
_PIECE = re.compile(r"[a-z]+|\d+(?:\.\d+)?|\.{2,}|[.!?;\n\r\u2028\u2029,:()\u2013\u2014]|(?<=\s)-+(?=\s)")
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
    """Lower case without accents, invisible characters, and apostrophes; contractions opened up."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    text = re.sub(r"(?<=\w)&(?=\w)", "", text.lower()).replace("&", " and ")
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
