"""The same question as a hurried thumb, text-speak or dictation would have it."""

from __future__ import annotations

import random
import re

from assistant.text import plain

_SPEAK = {
    "you": "u", "are": "r", "before": "b4", "please": "pls", "because": "cuz", "people": "ppl", "about": "abt",
    "what": "wat", "for": "4", "to": "2", "thanks": "thx", "tomorrow": "tmrw", "appointment": "appt", "weeks": "wks",
    "hours": "hrs", "want to": "wanna", "going to": "gonna", "and": "n",
}  # fmt: skip


def with_typos(text: str, chance: random.Random) -> str:
    """One slip in each of a third of the words of five letters or more: a letter lost, doubled or swapped."""
    return " ".join(
        _slipped(word, chance) if len(word) > 4 and chance.random() < 1 / 3 else word for word in text.split()
    )


def without_apostrophes(text: str, _chance: random.Random) -> str:
    return plain(text).replace("'", "").lower()


def in_text_speak(text: str, chance: random.Random) -> str:
    for word, short in _SPEAK.items():
        if chance.random() < 0.7:
            text = re.sub(rf"\b{word}\b", short, text, flags=re.I)
    return text.lower()


def dictated(text: str, _chance: random.Random) -> str:
    """No punctuation and no capitals."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']", " ", text)).strip().lower()


SLIPS = {
    "typos": with_typos,
    "no apostrophes": without_apostrophes,
    "text-speak": in_text_speak,
    "dictation": dictated,
}


def _slipped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("lost", "doubled", "swapped"))
    if kind == "lost":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
