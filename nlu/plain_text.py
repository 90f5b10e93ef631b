"""Tidies a message before anything reads it: characters, text-speak, spelling."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from importlib.resources import as_file, files

from symspellpy import SymSpell, Verbosity

LONGEST = 2000  # characters; the rest of a longer message is not read by the classifier

TEXT_SPEAK = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "ty": "thanks",
    "b4": "before", "wat": "what", "wats": "what's", "wut": "what", "abt": "about", "bc": "because", "tmr": "tomorrow",
    "tmrw": "tomorrow", "tmw": "tomorrow", "2day": "today", "2moro": "tomorrow", "2nite": "tonight", "appt": "appointment",
    "rn": "right now", "cuz": "because", "coz": "because", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "hrs": "hours", "hr": "hour", "mins": "minutes", "wk": "week", "wks": "weeks", "mth": "month", "mths": "months",
    "tx": "treatment", "txt": "text", "w/o": "without", "w/": "with", "whats": "what's", "hows": "how's", "whens": "when's",
    "dont": "don't", "cant": "can't", "wont": "won't", "doesnt": "doesn't", "isnt": "isn't", "im": "i'm", "ive": "i've",
    "didnt": "didn't", "shouldnt": "shouldn't", "wouldnt": "wouldn't", "ppl": "people", "idk": "i don't know",
}  # fmt: skip

_WORD = re.compile(r"[a-z0-9]+(?:['/][a-z0-9]+)*", re.I)
_SHORTEST_MENDED = 4  # letters; shorter words have too many neighbours
_QUOTES = str.maketrans("‘’‛′`´“”„«»–—‑…", "''''''\"\"\"\"\"---.", "\u00ad\ufeff")


def clean(text: str) -> str:
    """One line of ordinary characters: no control, zero-width or bidi marks, plain quotes and dashes."""
    text = unicodedata.normalize("NFKC", text[: LONGEST * 2]).translate(_QUOTES)
    # U+200D and kin are category Cf; they would split words invisibly
    kept = "".join(" " if c in "\n\r\t" else c for c in text if c in "\n\r\t" or unicodedata.category(c)[0] != "C")
    return re.sub(r"\s+", " ", kept).strip()[:LONGEST]


class Spelling:
    """Mends slips in the words of a message; words in `known` are right and preferred as corrections."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {word for phrase in known for word in _WORD.findall(phrase.lower())}
        self._english = _english()
        self._clinic = SymSpell(max_dictionary_edit_distance=2)
        for word in sorted(self._known):
            if len(word) >= _SHORTEST_MENDED:
                self._clinic.create_dictionary_entry(word, 1)

    def mend(self, text: str) -> str:
        """The text in lower case with text-speak written out and misspelt words corrected."""
        return _WORD.sub(lambda match: self._mended(match.group()), text.lower())

    def _mended(self, word: str) -> str:
        if word in TEXT_SPEAK:
            return TEXT_SPEAK[word]
        if len(word) < _SHORTEST_MENDED or not word.isalpha() or word in self._known or word in self._english.words:
            return word
        distance = 1 if len(word) < 7 else 2
        for dictionary in (self._clinic, self._english):
            found = dictionary.lookup(word, Verbosity.TOP, max_edit_distance=distance)
            if found and found[0].term[0] == word[0]:
                return str(found[0].term)
        return word


@functools.lru_cache(maxsize=1)
def _english() -> SymSpell:
    dictionary = SymSpell(max_dictionary_edit_distance=2)
    with as_file(files("symspellpy") / "frequency_dictionary_en_82_765.txt") as path:
        dictionary.load_dictionary(str(path), term_index=0, count_index=1)
    return dictionary
