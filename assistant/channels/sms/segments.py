"""What fits in a text message: GSM-7 characters, counted in segments, and long replies cut at sentences.

Counted here, as no well-kept library counts right: sms-counter takes an emoji for one unit and fills segments to the
brim; smsutil counts the same as this does, but was last released in 2020 and needs a bridge from Python 2.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.text import plain

# GSM 03.38: its basic characters, and those that take the place of two
GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_EXTENDED = frozenset("^{}\\[~]|€")
MOST_SEGMENTS = 2

_ALONE, _JOINED = 160, 153  # septets of a message that is one segment, and of each segment of a longer one
_UCS2_ALONE, _UCS2_JOINED = 70, 67  # UTF-16 units, where a single character is not GSM-7

_BULLETS = str.maketrans(dict.fromkeys("•‣▪·", "-"))
# a full stop after a title or an initial ends no sentence
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bDr\.)(?<!\bMs\.)(?<!\bMr\.)(?<!\bSt\.)(?<!\b[A-Z]\.)\s+|\n+")


def as_gsm7(text: str) -> str:
    """The text made plain, with accents dropped that GSM-7 does not have, and without what else it does not have."""
    return re.sub(" {2,}", " ", "".join(map(_gsm7_character, plain(text).translate(_BULLETS)))).strip()


def is_gsm7(text: str) -> bool:
    return GSM_7.union(GSM_7_EXTENDED).issuperset(text)


def segments(text: str) -> int:
    """How many segments a text is sent and billed as; no character is split between two."""
    if is_gsm7(text):
        widths = [2 if character in GSM_7_EXTENDED else 1 for character in text]
        alone, joined = _ALONE, _JOINED
    else:
        widths = [len(character.encode("utf-16-le")) // 2 for character in text]
        alone, joined = _UCS2_ALONE, _UCS2_JOINED
    if sum(widths) <= alone:
        return 1
    count, filled = 1, 0
    for width in widths:
        if filled + width > joined:
            count, filled = count + 1, 0
        filled += width
    return count


def cut(text: str, more: str) -> tuple[str, str]:
    """(what fits, the rest): at most two segments, cut behind a sentence; `more` ends them if there is a rest."""
    if segments(text) <= MOST_SEGMENTS:
        return text, ""
    for end in (_SENTENCE_END, re.compile(r"\s+")):
        for match in reversed(list(end.finditer(text))):
            part = f"{text[: match.start()]}\n{more}"
            if match.start() and text[match.end() :] and segments(part) <= MOST_SEGMENTS:
                return part, text[match.end() :]
    fits = next(n for n in range(len(text), 0, -1) if segments(f"{text[:n]}\n{more}") <= MOST_SEGMENTS)
    return f"{text[:fits]}\n{more}", text[fits:]


def _gsm7_character(character: str) -> str:
    if character in GSM_7 or character in GSM_7_EXTENDED:
        return character
    letters = unicodedata.normalize("NFKD", character)
    return "".join(letter for letter in letters if is_gsm7(letter))
