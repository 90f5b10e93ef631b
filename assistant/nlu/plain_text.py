"""Tidies a message before anything reads it: characters, text-speak, spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable

from symspellpy import SymSpell, Verbosity

from assistant.nlu.english_dictionary import english
from assistant.text import drawn_in, plain

LONGEST = 2000  # characters; the rest of a longer message is not read by the classifier

TEXT_SPEAK = {
    "u": "you", "ur": "your", "r": "are", "y": "why", "n": "and", "pls": "please", "plz": "please", "thx": "thanks",
    "ty": "thanks", "tysm": "thanks so much", "b4": "before", "aft": "after", "aftr": "after", "wat": "what",
    "wats": "what's", "wut": "what", "wot": "what", "abt": "about", "bc": "because", "cuz": "because",
    "coz": "because", "cos": "because", "tmr": "tomorrow", "tmrw": "tomorrow", "tmw": "tomorrow", "2day": "today",
    "2moro": "tomorrow", "2nite": "tonight", "4ever": "forever", "4eva": "forever", "enuf": "enough",
    "sesh": "session", "appt": "appointment", "appts": "appointments", "apptmt": "appointment", "rn": "right now",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "hafta": "have to", "shud": "should", "cud": "could",
    "wud": "would", "hrs": "hours", "hr": "hour", "mins": "minutes", "wk": "week", "wks": "weeks", "mth": "month",
    "mths": "months", "yr": "year", "yrs": "years", "tx": "treatment", "txt": "text", "pts": "patients",
    "w/o": "without", "w/": "with", "wbu": "what about you", "wbt": "what about", "hbu": "how about you",
    "ppl": "people", "idk": "i don't know", "tho": "though", "thru": "through", "cn": "can", "def": "definitely",
    "defo": "definitely", "prolly": "probably", "k": "ok", "kk": "ok", "pic": "picture", "pics": "pictures",
    "bday": "birthday", "abx": "antibiotics", "preggo": "pregnant", "preggers": "pregnant", "gr8": "great",
    "l8r": "later", "m8": "mate", "fav": "favourite", "fave": "favourite", "bf": "boyfriend", "gf": "girlfriend",
    "bff": "best friend", "mil": "mother in law", "dont": "don't", "cant": "can't", "wont": "won't",
    "doesnt": "doesn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't",
    "didnt": "didn't", "hasnt": "hasn't", "havent": "haven't", "hadnt": "hadn't", "shouldnt": "shouldn't",
    "wouldnt": "wouldn't", "couldnt": "couldn't", "mustnt": "mustn't", "aint": "ain't", "im": "i'm", "ive": "i've",
    "youre": "you're", "youve": "you've", "theyre": "they're", "theyve": "they've", "thats": "that's",
    "theres": "there's", "heres": "here's", "whats": "what's", "hows": "how's", "whens": "when's", "whos": "who's",
    "wheres": "where's", "hes": "he's", "shes": "she's", "itll": "it'll", "youll": "you'll", "lets": "let's",
}  # fmt: skip

_WORD = re.compile(r"[a-z0-9]+(?:['/][a-z0-9]+)*", re.I)
_SHORTEST_MENDED = 4  # letters; shorter words have too many neighbours
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)


def clean(text: str) -> str:
    """The plain text in one line, without markup."""
    return re.sub(r"\s+", " ", _MARKUP.sub(" ", plain(text[: LONGEST * 2]))).strip()[:LONGEST].rstrip()


class Spelling:
    """Mends slips in the words of a message; words in `known` are right and preferred as corrections."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {word for phrase in known for word in _WORD.findall(phrase.lower())}
        self._english = english()
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
        if len(word) < _SHORTEST_MENDED or not word.isalpha() or self._is_right(word):
            return word
        for form in (drawn_in(word, 2), drawn_in(word, 1)):
            if form in TEXT_SPEAK or self._is_right(form):
                return TEXT_SPEAK.get(form, form)
        word = drawn_in(word, 2)
        distance = 1 if len(word) < 7 else 2
        found = [
            suggestion
            for dictionary in (self._clinic, self._english)  # of two as near, the clinic's own word
            for suggestion in dictionary.lookup(word, Verbosity.TOP, max_edit_distance=distance)
            if suggestion.term[0] == word[0]
        ]
        return str(min(found, key=lambda suggestion: suggestion.distance).term) if found else word

    def _is_right(self, word: str) -> bool:
        return word in self._known or word in self._english.words
