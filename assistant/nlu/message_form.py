"""Messages whose form alone says how to answer: nothing in them, no words, another script, far too long."""

from __future__ import annotations

import re
import unicodedata

from assistant.nlu.plain_text import LONGEST, clean

_NOT_ENGLISH = frozenset("\u00bf\u00a1")  # the marks that open a Spanish question or exclamation

# What other bots, and Rasa itself, take for commands; channels leave out the slash.
_COMMAND = re.compile(r"/(?:start|restart|reset)|/?[a-z]+(?:_[a-z]+)+", re.I)


def form_of(text: str) -> tuple[str | None, str | None]:
    """(form, intent): "too_long" or "nothing" where the text can't be read, and the intent that follows.

    (None, None) where the words have to be understood.
    """
    if len(text) > LONGEST:
        return "too_long", "nlu_fallback"
    if _COMMAND.fullmatch(text.strip()):
        return None, "out_of_scope"
    cleaned = clean(text)
    letters = [character for character in cleaned if character.isalnum()]
    if not letters:
        symbols = any(unicodedata.category(character)[0] == "S" for character in cleaned)
        return (None, "react") if symbols else ("nothing", "nlu_fallback")
    if _NOT_ENGLISH.intersection(text):
        return None, "ask_language"
    plain = sum(letter.isascii() or "LATIN" in unicodedata.name(letter, "") for letter in letters)
    return (None, None) if plain * 2 >= len(letters) else (None, "ask_language")
