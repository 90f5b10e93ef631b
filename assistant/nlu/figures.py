"""Figures made general: a date, a time of day, a length of time, an amount of money, a bare figure is one word each.

What is asked is the same on every day and for every figure, so nothing that is learnt reads which it is. What a
patient's dates mean is read in dates/, and the red-flag rules read temperatures, from the text as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from assistant.dates.words import MONTHS, ONES, SHORT_WEEKDAYS, TENS, WEEKDAYS

# A letter for each kind of word; the forms below are spelt with them.
_KINDS = {
    "n": (*ONES[2:], *TENS, "hundred", "thousand", "grand", "k"),
    # Figures only where something is counted: else "this one", or a number to call.
    "1": ("one", "911", "999", "112", "111", "988", "000"),
    "s": ("couple", "few", "several"),
    "h": ("half",),
    "q": ("quarter",),
    "u": (
        "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "h", "day", "days",
        "d", "night", "nights", "week", "weeks", "wk", "wks", "fortnight", "fortnights", "month", "months", "mth",
        "mths", "year", "years", "yr", "yrs",
    ),
    "l": ("full", "whole", "more", "business", "working"),
    "c": ("$", "£", "€", "dollar", "dollars", "bucks", "euro", "euros", "pounds", "quid", "usd", "eur", "gbp", "cents"),
    "m": tuple(name for name in MONTHS if name not in ("may", "march", "mar")),
    "M": ("may", "march", "mar"),  # other words, too
    "w": (*WEEKDAYS, *(f"{name}s" for name in WEEKDAYS)),
    "W": SHORT_WEEKDAYS,  # other words, too
    "i": ("st", "nd", "rd", "th"),
    "o": ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    "t": (
        "session", "sessions", "treatment", "treatments", "visit", "visits", "appointment", "appointments",
        "procedure", "procedures", "round", "rounds", "microneedling", "needling", "facial", "facials", "time", "times",
    ),
    "x": ("am", "pm", "a.m", "p.m"),
    "k": ("o'clock", "oclock", "ish"),
    "j": ("noon", "midday", "midnight"),
    "r": ("-", "to", "or", "and", "&"),
    "p": ("past", "after", "before"),
    "@": ("at", "@"),
    "b": ("on", "this", "next", "last"),
    "B": ("in", "since", "until", "till", "from", "by", "for"),
    "T": ("the",),
    "y": ("my", "your", "her", "his", "our"),
    "a": ("a", "an"),
    "f": ("of",),
    ",": (",", "."),
    "%": ("%",),
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_OTHER = "_"
_TOKEN = re.compile(
    r"(?P<_>24/7|50/50|[a-z_]+\d\w*)"  # sayings, and names: "co2"
    r"|(?P<F>1st)"
    r"|(?P<D>\d\d?/\d\d?(?:/(?:\d\d){1,2})?|20\d\d-\d\d?-\d\d?)(?![\d/])"
    r"|(?P<C>\d\d?:\d\d)(?!\d)"
    r"|(?P<Y>(?:19|20)\d\d)(?![\d.,]\d|\d)"
    r"|(?P<word>\d{3}(?![\d.,]\d|\d)|[ap]\.m\b|o'clock|[a-z]+|[^\s\d])(?:'s\b)?"
    r"|(?P<n>\.?\d+(?:[.,:/\u2044]\d+)*)"
)

_NUMBER = "[nY](?:r?[n1])*"  # "3.5", "twenty-four", "two hundred", "1-3", "two or three"
_COUNT = f"(?:{_NUMBER}|1(?:r?[n1])*)"
_NTH = "(?:ni|F)"
_DAY = f"(?:{_NTH}|n)(?:r(?:{_NTH}|n))?"
_ON_THE_NTH = f"(?<=[TbB]){_NTH}(?!t)"
_MONTH_AND_DAY = f"(?:[mM],?T?{_DAY}(?![utic%])|{_DAY}f?[mM])(?:,?Y)?"
_CALENDAR_DAY = f"(?:{_MONTH_AND_DAY}|D|{_ON_THE_NTH})"
_WEEKDAY = "(?:w|(?<=b)W)"
_AND_A_HALF = "(?:rah)?"
_CLOCK = f"(?:Cx?|{_COUNT}[xk]|[hq][pr][n1]x?|j)"

# In the order in which they are tried at each word.
_FORMS = {
    "money": f"c{_COUNT}c?(?:rc{_COUNT})?|{_COUNT}c",
    "length": f"(?:{_COUNT}{_AND_A_HALF}|a?sf?|ha|h|a(?=urah))r?l?u{_AND_A_HALF}",
    "date": "|".join(
        (
            f"{_WEEKDAY}(?:,?b?T?(?:{_CALENDAR_DAY}|{_NTH}))?",
            f"{_CALENDAR_DAY}(?:,?{_WEEKDAY})?",
            "m(?:,?Y)?",
            "(?<=B)[MY]",
        )
    ),
    "time": f"{_CLOCK}(?:r{_CLOCK})?|(?<=@){_COUNT}(?![t%])",
    "nth": "ni|o(?=t)|(?<=[Ty])o",
    "number": f"{_NUMBER}|1r?{_NUMBER}|1r1|(?<=u)1",
}
_FORM = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))
FIGURES = frozenset(f"_{name}_" for name in _FORMS)  # the general words
_FIGURE = re.compile("|".join(sorted(FIGURES)))
NUMBER, LENGTH = "_number_", "_length_"


class Found(Protocol):
    """Something in a text. `start` and `end` count characters, `word` is general and can stand for it: "_date_"."""

    @property
    def word(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Figure:
    word: str
    start: int
    end: int

    @property
    def measures(self) -> bool:
        """Whether it tells what it is a figure of."""
        return self.word != NUMBER

    def covers(self, other: Found) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets_an_end_of(self, other: Found) -> bool:
        """Whether what was found begins or ends within the figure."""
        return self.start <= other.start < self.end or self.start < other.end <= self.end


def figures_of(text: str) -> list[Figure]:
    """Those of a text in lower case, in order."""
    tokens = list(_TOKEN.finditer(text))
    kinds = "".join(_kind(token) for token in tokens)
    return [
        Figure(f"_{form.lastgroup}_", tokens[form.start()].start(), tokens[form.end() - 1].end())
        for form in _FORM.finditer(kinds)
    ]


def _kind(token: re.Match[str]) -> str:
    if token.lastgroup != "word":
        return str(token.lastgroup)
    return _KIND_OF.get(token["word"], "n" if token["word"].isdigit() else _OTHER)


def general(text: str) -> str:
    """The text with a general word for each of its figures."""
    return with_words(text, figures_of(text))


def with_words(text: str, found: Iterable[Found]) -> str:
    """The text with the words of what was found in it; of two that overlap, the first."""
    pieces: list[str] = []
    end = 0
    for each in sorted(found, key=lambda each: each.start):
        if each.start >= end:
            pieces += [text[end : each.start], each.word]
            end = each.end
    return "".join([*pieces, text[end:]])


def split_generally(split: Callable[[str], list[str]], text: str) -> list[str]:
    """What `split` makes of the text, its figures left out of account: it keeps all words that stand for one."""
    said = iter([text[figure.start : figure.end] for figure in figures_of(text)])
    return [_FIGURE.sub(lambda word: next(said, word[0]), part) for part in split(general(text))]
