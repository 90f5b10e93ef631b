"""The red-flag gate: does a message tell of an urgent symptom, or of self-harm, happening now?

It runs before every classifier. The words and rules are data: guidance/red_flags.yml, which explains the pattern
language. This module only knows how to read: it tidies spelling, splits a message into clauses, finds the
patterns, and leaves out what is denied, over, long past, or only asked about.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

PATH = Path(__file__).resolve().parent.parent / "guidance" / "red_flags.yml"
SELF_HARM = "self_harm"

# How strongly a word is cut off from the word before it.
COMMA, SAME_SUBJECT, CLAUSE, SENTENCE = 1, 2, 3, 4

_GAPS = {"..": 4, "...": 8}
_EITHER_ORDER_GAP = 5
_LOOK_BACK = 16  # bounds the work on endless sentences, as does
_MOST_SKIPPED = 5  # small words passed over between two words of a pattern
_FUZZY_LENGTH = 5  # shorter words are too easily mistaken for another
_SILENCERS = ("denied", "over", "past", "habit", "asked", "conditional", "mild")
_DEFAULT_SILENCERS = ["denied", "over", "past", "habit", "asked"]
_WORD_SETS = ("skip", "joins", "turns", "subjects", "same_subjects", "question_words")
_PHRASES = [
    "denials",
    "not_denials",
    "told",
    "asked",
    "not_asked",
    "ifs",
    "personal",
    "goes_on",
    "past",
    "past_verbs",
    "habits",
    "now",
    "mild",
    "over",
    "again",
    "idioms",
]
_TOP = ("reviewed_by", "reviewed_on", "review_by", "lexicon", "rules", "spelling", "reading", "real_words")
_RULE = {"id", "group", "patterns", "even_if_asked", "silenced_by", "fires", "ignores"}

_QUOTES = str.maketrans("\u2018\u2019\u02bc\u2032\u00b4`\u201b\uff07", "''''''''")
_PIECE = re.compile(r"[a-z]+|\d+(?:\.\d+)?|\.{2,}|[.!?;\n\r\u2028\u2029,:()\u2013\u2014]|(?<=\s)-+(?=\s)")
_STOPS = frozenset(".!?;\n\r\u2028\u2029")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
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


@dataclass(frozen=True)
class RedFlag:
    """The first rule of the file that a message meets."""

    rule: str
    group: str
    self_harm: bool


class _Range(NamedTuple):
    """Numbers of a list: 38-42 takes any between, 38.0-42.9 only those typed with one decimal."""

    low: float
    high: float
    decimals: int
    name: str


class _Item(NamedTuple):
    names: frozenset[str]  # words or lists, any of which may stand here
    gap: int  # other words allowed before it


_Pattern = tuple[_Item, ...]
_Match = tuple[int, ...]  # positions of the pattern's words


class _Sign(NamedTuple):
    """One pattern of a rule."""

    flag: RedFlag
    pattern: _Pattern
    silenced_by: frozenset[str]


class _Patterns:
    """Patterns in their order, looked up by the words they may begin with."""

    def __init__(self, patterns: Sequence[_Pattern]) -> None:
        self._patterns = patterns
        self._by_name: dict[str, list[int]] = {}
        for n, pattern in enumerate(patterns):
            for name in pattern[0].names:
                self._by_name.setdefault(name, []).append(n)

    def possible(self, present: set[str]) -> list[int]:
        """Return the numbers of the patterns all of whose words are present."""
        starts = {n for name in present for n in self._by_name.get(name, ())}
        return [n for n in sorted(starts) if not any(item.names.isdisjoint(present) for item in self._patterns[n])]

    def found(self, message: _Message, skip: bool) -> Iterator[_Match]:
        """Yield every match in the message, within its commas."""
        for n in self.possible(message.present):
            yield from message.matches(self._patterns[n], skip=skip, commas=False)


class _Bad(Exception):
    """What is wrong in the file, and where."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")


class RedFlags:
    """Finds red flags in patients' messages by the clinic's rules."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Take the parsed file. Use `load` for messages that name the file."""
        for key in _TOP:
            if key not in data:
                _fail("file", f"'{key}' is missing")
        if extra := set(data) - set(_TOP):
            _fail("file", f"unknown key '{min(map(str, extra))}'")
        self._spelling: dict[str, tuple[str, ...]] = {}
        for meaning, typed in _mapping(data["spelling"], "spelling").items():
            for word in _parts(typed, f"spelling {meaning}"):
                if word in self._spelling:
                    _fail(f"spelling {meaning}", f"'{word}' is listed twice")
                self._spelling[word] = _raw_words(meaning)
        self._index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._ranges: list[_Range] = []
        lexicon = _mapping(data["lexicon"], "lexicon")
        self._lists = frozenset(lexicon)
        for name in lexicon:
            self._add_list(name, name, lexicon, ())
        # Only these are worth a typo repair: the words of patterns are too ordinary.
        repairable = self._words()
        reading = _mapping(data["reading"], "reading")
        if set(reading) != {*_WORD_SETS, *_PHRASES}:
            odd = min(set(reading) ^ {*_WORD_SETS, *_PHRASES})
            _fail(f"reading {odd}", "missing or unknown")
        self._sets = {k: frozenset(_parts(reading[k], f"reading {k}")) for k in _WORD_SETS}
        self._phrases = {k: _Patterns(self._compile_all(reading[k], f"reading {k}")) for k in _PHRASES}
        ids: set[str] = set()
        self._signs = [s for n, rule in enumerate(_list(data["rules"], "rules"), 1) for s in self._rule(rule, n, ids)]
        self._sign_patterns = _Patterns([sign.pattern for sign in self._signs])
        self._known = self._words().union(_parts(data["real_words"], "real_words"), *self._sets.values())
        self._similar: dict[tuple[str, int], list[str]] = {}
        for word in sorted(w for w in repairable if len(w) >= _FUZZY_LENGTH):
            self._similar.setdefault((word[0], len(word)), []).append(word)

    @classmethod
    def load(cls, path: Path = PATH) -> RedFlags:
        """Read and check the whole file; a ValueError names the file, the rule and what is wrong."""
        try:
            return cls(_mapping(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")), "file"))
        except (_Bad, YAMLError, OSError, UnicodeDecodeError) as error:
            raise ValueError(f"{path}: {error}") from error

    def find(self, text: str) -> RedFlag | None:
        """Return the first red flag told as happening now, or None."""
        message = _Message(self, text)
        for n in self._sign_patterns.possible(message.present):
            sign = self._signs[n]
            if any(message.stands(match, sign.silenced_by) for match in message.matches(sign.pattern)):
                return sign.flag
        return None

    def spell(self, word: str) -> Sequence[str]:
        """Return what is meant by a word as typed; usually the word itself."""
        squeezed = re.sub(r"(.)\1{2,}", r"\1\1", word)
        for form in (word, squeezed, re.sub(r"(.)\1+", r"\1", word)):
            if form in self._spelling:
                return self._spelling[form]
            if form in self._known:
                return (form,)
        if word.endswith("in") and f"{word}g" in self._known:
            return (f"{word}g",)
        if len(squeezed) >= _FUZZY_LENGTH:
            for length in (len(squeezed), len(squeezed) + 1, len(squeezed) - 1):
                for known in self._similar.get((squeezed[0], length), ()):
                    if _one_typo(squeezed, known):
                        return (known,)
        return (word,)

    def _words(self) -> set[str]:
        return {word for phrases in self._index.values() for phrase, _ in phrases for word in phrase}

    def _add_list(self, name: str, part: str, lexicon: dict[str, Any], within: tuple[str, ...]) -> None:
        """Add to the list `name` the words of the list `part`: itself, or one that it contains."""
        for entry in _parts(lexicon[part], f"lexicon {part}"):
            if entry == part or entry in within:
                _fail(f"lexicon {part}", f"'{entry}' contains itself")
            if entry in self._lists:
                self._add_list(name, entry, lexicon, (*within, part))
            elif bounds := _RANGE.fullmatch(entry):
                self._ranges.append(_Range(float(bounds[1]), float(bounds[2]), _decimals(bounds[1]), name))
            else:
                self._add_phrase(entry, name, f"lexicon {part}")

    def _add_phrase(self, phrase: str, name: str, where: str) -> None:
        for word in phrase.split():
            if word.isupper() and len(word) > 1:
                _fail(where, f"there is no list '{word}'" if word not in self._lists else f"'{word}' must stand alone")
        words = tuple(w for raw in _raw_words(phrase) for w in self._spelling.get(raw, (raw,)))
        if not words:
            _fail(where, f"'{phrase}' holds no word")
        if (words, name) not in self._index.setdefault(words[0], []):
            self._index[words[0]].append((words, name))

    def _compile_all(self, entry: object, where: str) -> list[_Pattern]:
        return [pattern for part in _parts(entry, where) for pattern in self._compile(part, where)]

    def _compile(self, text: str, where: str) -> list[_Pattern]:
        """Turn a pattern into item sequences; "a & b" becomes both orders."""
        parts: list[list[_Item]] = []
        for part in re.split(r"\s&\s", text):
            items: list[_Item] = []
            gap = 0
            for piece in re.findall(r"\([^()]*\)(?=\s|$)|\S+", part):
                if piece in _GAPS:
                    gap = _GAPS[piece]
                    continue
                if re.search(r"[()]", piece[1:-1]) or piece.startswith("(") != piece.endswith(")"):
                    _fail(where, f"brackets in '{text}' must stand around a whole choice: (a|b c)")
                names = [" ".join(name.split()) for name in piece.strip("()").split("|")]
                for name in names:
                    if name not in self._lists:
                        self._add_phrase(name, name, where)
                items.append(_Item(frozenset(names), gap))
                gap = 0
            if not items or gap or items[0].gap:
                _fail(where, f"pattern '{text}' lacks a word at a gap or '&'")
            parts.append(items)
        return [
            tuple(item._replace(gap=_EITHER_ORDER_GAP) if i == 0 < n else item
                  for n, items in enumerate(order) for i, item in enumerate(items))
            for order in itertools.permutations(parts)
        ]  # fmt: skip

    def _rule(self, entry: object, number: int, ids: set[str]) -> Iterator[_Sign]:
        rule = _mapping(entry, f"rule number {number}")
        name = _text(rule.get("id"), f"rule number {number}, id")
        where = f"rule {name}"
        if extra := set(rule) - _RULE:
            _fail(where, f"unknown key '{min(extra)}'")
        if name in ids:
            _fail(where, "this id is used twice")
        ids.add(name)
        for key in ("fires", "ignores"):
            for line in _list(rule.get(key), f"{where}, {key}"):
                _text(line, f"{where}, {key}")
        silenced_by = frozenset(_list(rule.get("silenced_by", _DEFAULT_SILENCERS), f"{where}, silenced_by"))
        if wrong := silenced_by - set(_SILENCERS):
            _fail(where, f"silenced_by knows {', '.join(_SILENCERS)}, not '{min(map(str, wrong))}'")
        group = _text(rule.get("group"), f"{where}, group")
        if not rule.get("patterns") and not rule.get("even_if_asked"):
            _fail(where, "has no patterns")
        for key, silencers in (("patterns", silenced_by), ("even_if_asked", silenced_by - {"asked"})):
            for text in _list(rule.get(key, []), f"{where}, {key}"):
                for pattern in self._compile(_text(text, f"{where}, {key}"), where):
                    yield _Sign(RedFlag(name, group, group == SELF_HARM), pattern, silencers)


class _Message:
    """One message: its words, where it breaks, and which words of the lists stand where."""

    def __init__(self, gate: RedFlags, text: str) -> None:
        self._sets, self._phrases = gate._sets, gate._phrases
        self.words: list[str] = []
        breaks: list[int] = []
        pending = SENTENCE
        self.spots: dict[str, dict[int, list[int]]] = {}
        for piece in _PIECE.findall(_plain(text)):
            if piece[0].isalnum():
                if piece[0].isdigit():
                    self._place_number(piece, gate._ranges)
                for word in gate.spell(piece.split(".")[0]):
                    self.words.append(word)
                    breaks.append(pending)
                    pending = 0
            else:
                pending = max(pending, SENTENCE if piece in _STOPS else COMMA)
        self._commas = {i for i, level in enumerate(breaks) if level}
        self.breaks = [self._strength(i, level) for i, level in enumerate(breaks)]
        for start, word in enumerate(self.words):
            for phrase, name in gate._index.get(word, ()):
                end = start + len(phrase)
                if phrase == tuple(self.words[start:end]) and max(self.breaks[start + 1 : end], default=0) < SENTENCE:
                    self.spots.setdefault(name, {}).setdefault(start, []).append(end)

        self.present = set(self.spots)

    def _place_number(self, number: str, ranges: Sequence[_Range]) -> None:
        """Note the lists that the next word belongs to, being a number within their bounds."""
        at = len(self.words)
        for low, high, decimals, name in ranges:
            if low <= float(number) <= high and decimals in (0, _decimals(number)):
                self.spots.setdefault(name, {})[at] = [at + 1]

    def _strength(self, i: int, level: int) -> int:
        if level == SENTENCE:
            return level
        if self.words[i] in self._sets["turns"]:
            return SAME_SUBJECT
        joined = self.words[i] in self._sets["joins"] and i + 1 < len(self.words)
        opener = self.words[i + 1 if joined else i]
        if level or joined:
            if opener in self._sets["same_subjects"]:
                return SAME_SUBJECT
            if opener in self._sets["subjects"]:
                return CLAUSE
        return level

    def matches(self, pattern: _Pattern, skip: bool = True, commas: bool = True) -> Iterator[_Match]:
        """Yield the positions of the pattern's words, match by match.

        `skip` lets small words stand between, `commas` lets the match reach over a comma.
        """
        starts = {start for name in pattern[0].names for start in self.spots.get(name, ())}
        for start in sorted(starts):
            yield from self._walk(pattern, start, (), self._sets["skip"] if skip else frozenset(), commas)

    def _walk(
        self, pattern: _Pattern, start: int, used: _Match, skip: frozenset[str], commas: bool
    ) -> Iterator[_Match]:
        item, rest = pattern[0], pattern[1:]
        between = 0
        for at in range(start, min(start + item.gap + _MOST_SKIPPED, len(self.words)) if used else start + 1):
            if used and (self.breaks[at] >= CLAUSE or (at in self._commas and not commas)):
                return
            for end in sorted({end for name in item.names for end in self.spots.get(name, {}).get(at, ())}):
                found = (*used, *range(at, end))
                if rest:
                    yield from self._walk(rest, end, found, skip, commas)
                else:
                    yield found
            between += self.words[at] not in skip
            if between > item.gap:
                return

    def stands(self, match: _Match, silencers: frozenset[str]) -> bool:
        """Is the match told as so, here and now?"""
        if not self.idioms.isdisjoint(match):
            return False
        return not any(silencer(match) for name, silencer in self._silencers.items() if name in silencers)

    @cached_property
    def _silencers(self) -> dict[str, Callable[[_Match], bool]]:
        return {
            "denied": self._denied,
            "over": self._over,
            "past": self._past,
            "habit": self._habit,
            "asked": self._asked,
            "conditional": self._conditional,
            "mild": self._mild,
        }

    @cached_property
    def idioms(self) -> frozenset[int]:
        """Positions of words that only look like a symptom."""
        return frozenset(i for match in self._phrases["idioms"].found(self, skip=True) for i in match)

    @cached_property
    def _spans(self) -> dict[str, dict[int, int]]:
        """For each kind of phrase, its first position and the one after its end; exceptions already left out."""
        spans: dict[str, dict[int, int]] = {}
        for kind in _PHRASES:
            found = spans[kind] = {}
            for match in self._phrases[kind].found(self, skip=False):
                found[match[0]] = max(match[-1] + 1, found.get(match[0], 0))
        for kinds, exception in ((("denials",), "not_denials"), (("asked", "ifs"), "not_asked")):
            masked = {i for start, end in spans[exception].items() for i in range(start, end)}
            for kind in kinds:
                spans[kind] = {start: end for start, end in spans[kind].items() if start not in masked}
        return spans

    def _has(self, kind: str, start: int, end: int) -> bool:
        """Does a phrase of this kind begin between the two positions?"""
        begins = self._begins[kind]
        at = bisect_left(begins, start)
        return at < len(begins) and begins[at] < end

    def _has_outside(self, match: _Match, kind: str, start: int, end: int) -> bool:
        """Does such a phrase begin there, not with a word of the match, as in "it used to be only the cheek"?"""
        return any(start <= i < end and i not in match for i in self._begins[kind])

    def _held(self, kind: str, i: int) -> bool:
        """Does a phrase of this kind reach up to word i, as in "what if | there is"?"""
        return any(self._spans[kind].get(start, start) >= i for start in range(max(i - 8, 0), i))

    def _behind(self, match: _Match) -> Iterator[int]:
        """Walk back through the clause, from the end of the match."""
        for i in range(match[-1], max(match[0] - _LOOK_BACK, 0) - 1, -1):
            if i < match[0] and self.breaks[i + 1] >= SAME_SUBJECT:
                return
            yield i

    def _denied(self, match: _Match) -> bool:
        for i in self._behind(match):
            if i in self._spans["denials"] and i not in match:
                return True
            if i < match[0]:
                # "no fever, eye swollen shut" denies one thing; "no fever, chills or pus" denies three.
                if self.breaks[i + 1] == COMMA and not self._list_goes_on(i + 1):
                    return False
                if i in self._spans["told"] and not self._held("denials", i):
                    return False
        return False

    def _list_goes_on(self, start: int) -> bool:
        end = start + 1
        while end < len(self.words) and not self.breaks[end] and end < start + _LOOK_BACK:
            end += 1
        return end - start == 1 or "or" in self.words[start : end + 2]

    def _over(self, match: _Match) -> bool:
        after = match[-1] + 1
        for i in range(after, min(after + _LOOK_BACK // 2, len(self.words))):
            if self.breaks[i] >= CLAUSE:
                return False
            if i in self._spans["over"]:
                still = self._has("denials", after, i) or self._has("not_denials", after, i + 1)
                return not still and not self._has("again", i, len(self.words))
        return False

    def _past(self, match: _Match) -> bool:
        start, end = self._bounds(match[0], SAME_SUBJECT)[0], self._bounds(match[-1], SAME_SUBJECT)[1]
        if self._has("now", start, end):
            return False
        if self._has_outside(match, "past", start, end):
            return True
        earlier, _ = self._bounds(match[0], SENTENCE)
        return self._has("past", earlier, start) and self._has("past_verbs", start, end)

    def _habit(self, match: _Match) -> bool:
        start, end = self._bounds(match[0], SAME_SUBJECT)
        return self._has("habits", start, end) and not self._has("now", start, end)

    def _asked(self, match: _Match) -> bool:
        """Is it a question of a general kind, or an if?"""
        for i in self._behind(match):
            for kind in ("asked", "ifs"):
                # A pattern may hold such words itself: "is this infected".
                if not set(range(i, self._spans[kind].get(i, i))).issubset(match):
                    return True
            if i < match[0] and i in self._spans["told"]:
                return self._held("asked", i) or self._held("ifs", i) or self._after_if(match)
        return self._after_if(match) or self._bare_question(match)

    def _after_if(self, match: _Match) -> bool:
        """Does the clause follow an if-clause, as in "if I get a fever, do I call"?"""
        start, end = self._bounds(match[0], SAME_SUBJECT)
        if self.breaks[start] >= SENTENCE or self.words[start] in self._sets["turns"] or self._has("now", start, end):
            return False
        return self._has("ifs", self._bounds(start - 1, SAME_SUBJECT)[0], start)

    def _conditional(self, match: _Match) -> bool:
        """Is there an if in the sentence, as in "do I call 911 if it blisters"?"""
        return self._has("ifs", *self._bounds(match[0], SENTENCE)) and not self._has(
            "now", *self._bounds(match[0], SAME_SUBJECT)
        )

    def _bare_question(self, match: _Match) -> bool:
        start, end = self._bounds(match[0], SENTENCE)
        return self.words[start] in self._sets["question_words"] and not (
            self._has("personal", start, end) or self._has("goes_on", end, end + 2)
        )

    def _mild(self, match: _Match) -> bool:
        start, end = self._bounds(match[0], SAME_SUBJECT)
        return self._has("mild", max(start, match[0] - 4), min(end, match[-1] + 4))

    def _bounds(self, i: int, strength: int) -> tuple[int, int]:
        """Return where the clause (or sentence) around word i starts and ends."""
        cuts = self._cuts[strength]
        at = bisect_right(cuts, i)
        return cuts[at - 1], cuts[at]

    @cached_property
    def _cuts(self) -> dict[int, list[int]]:
        return {
            strength: [i for i, level in enumerate(self.breaks) if level >= strength] + [len(self.words)]
            for strength in (SAME_SUBJECT, SENTENCE)
        }

    @cached_property
    def _begins(self) -> dict[str, list[int]]:
        return {kind: sorted(spans) for kind, spans in self._spans.items()}


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


def _raw_words(text: str) -> tuple[str, ...]:
    return tuple(piece.split(".")[0] for piece in _PIECE.findall(_plain(text)) if piece[0].isalnum())


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _one_typo(word: str, known: str) -> bool:
    """Is one letter wrong, missing, too many, or are two swapped?"""
    left = 0
    while left < min(len(word), len(known)) and word[left] == known[left]:
        left += 1
    a, b = word[left:], known[left:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _fail(where: str, reason: str) -> NoReturn:
    raise _Bad(where, reason)


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        _fail(where, f"needs words, not {value!r}")
    return value


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        _fail(where, "needs a list")
    return value


def _mapping(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        _fail(where, "needs 'name: value' lines")
    return {_text(key, where): entry for key, entry in value.items()}


def _parts(value: object, where: str) -> list[str]:
    """Split "one, two, three"."""
    return [part for raw in _text(value, where).split(",") if (part := " ".join(raw.split()))]
