"""The red-flag rules as data: reads and checks guidance/red_flags.yml, which explains the pattern language."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from assistant.nlu.red_flags.spelling import Spelling
from assistant.nlu.red_flags.words import decimals_of, raw_words

PATH = Path(__file__).resolve().parent.parent.parent.parent / "guidance" / "red_flags.yml"
SELF_HARM = "self_harm"

_GAPS = {"..": 4, "...": 8}
_EITHER_ORDER_GAP = 5
_SILENCERS = ("denied", "over", "past", "habit", "asked", "conditional", "mild")
DEFAULT_SILENCERS = ("denied", "over", "past", "habit", "asked")
_WORD_SETS = ("skip", "joins", "turns", "subjects", "same_subjects", "question_words")
PHRASES = [
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
    "over_later",
    "again",
    "idioms",
]
_TOP = ("reviewed_by", "reviewed_on", "review_by", "lexicon", "rules", "spelling", "reading", "real_words")
_RULE = {"id", "group", "patterns", "even_if_asked", "silenced_by", "fires", "ignores"}

_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class RedFlag:
    """The first rule of the file that a message meets."""

    rule: str
    group: str
    self_harm: bool


class Range(NamedTuple):
    """Numbers of a list: 38-42 takes any between, 38.0-42.9 only those typed with one decimal."""

    low: float
    high: float
    decimals: int
    name: str


class Item(NamedTuple):
    names: frozenset[str]  # words or lists, any of which may stand here
    gap: int  # other words allowed before it


Pattern = tuple[Item, ...]
Match = tuple[int, ...]  # positions of the pattern's words


class Sign(NamedTuple):
    """One pattern of a rule."""

    flag: RedFlag
    pattern: Pattern
    silenced_by: frozenset[str]


class Patterns:
    """Patterns in their order, looked up by the words they may begin with."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = patterns
        self._names = [[item.names for item in pattern] for pattern in patterns]
        self._by_name: dict[str, list[int]] = {}
        for n, pattern in enumerate(patterns):
            for name in pattern[0].names:
                self._by_name.setdefault(name, []).append(n)

    def possible(self, present: set[str]) -> list[int]:
        """Return the numbers of the patterns all of whose words are present."""
        starts = {n for name in self._by_name.keys() & present for n in self._by_name[name]}
        return [n for n in sorted(starts) if not any(map(present.isdisjoint, self._names[n]))]


class _Bad(Exception):
    """What is wrong in the file, and where."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")


class RedFlagRules:
    """The clinic's rules, checked and ready to be matched."""

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
                self._spelling[word] = raw_words(meaning)
        self.index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.ranges: list[Range] = []
        lexicon = _mapping(data["lexicon"], "lexicon")
        self.lists = frozenset(lexicon)
        for name in lexicon:
            self._add_list(name, name, lexicon, ())
        # Only these are worth a typo repair: the words of patterns are too ordinary.
        self.lexicon = frozenset(self._words())
        reading = _mapping(data["reading"], "reading")
        if set(reading) != {*_WORD_SETS, *PHRASES}:
            odd = min(set(reading) ^ {*_WORD_SETS, *PHRASES})
            _fail(f"reading {odd}", "missing or unknown")
        self.sets = {k: frozenset(_parts(reading[k], f"reading {k}")) for k in _WORD_SETS}
        self.phrases = {k: Patterns(self._compile_all(reading[k], f"reading {k}")) for k in PHRASES}
        ids: set[str] = set()
        self.signs = [s for n, rule in enumerate(_list(data["rules"], "rules"), 1) for s in self._rule(rule, n, ids)]
        self.sign_patterns = Patterns([sign.pattern for sign in self.signs])
        self._known = self._words().union(_parts(data["real_words"], "real_words"), *self.sets.values())
        self._mending = Spelling(self.lexicon, self._known)

    @classmethod
    def load(cls, path: Path = PATH) -> RedFlagRules:
        """Read and check the whole file; a ValueError names the file, the rule and what is wrong."""
        try:
            return cls.read(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            raise ValueError(f"{path}: {error}") from error

    @classmethod
    def read(cls, text: str) -> RedFlagRules:
        """Read and check the text of the file; a ValueError names the rule and what is wrong."""
        try:
            return cls(_mapping(YAML(typ="safe", pure=True).load(text), "file"))
        except (_Bad, YAMLError) as error:
            raise ValueError(str(error)) from error

    def spell(self, word: str) -> Sequence[str]:
        """Return what is meant by a word as typed; usually the word itself."""
        squeezed = re.sub(r"(.)\1{2,}", r"\1\1", word)  # figures too: so the weights were learnt
        for form in (word, squeezed, re.sub(r"(.)\1+", r"\1", word)):
            if form in self._spelling:
                return self._spelling[form]
            if form in self._known:
                return (form,)
        if word.endswith("in") and not self._mending.is_real(word):  # "burnin"
            meant = self._mending.mended(f"{word}g")
            if meant in self._known:
                return (meant,)
        return (self._mending.mended(squeezed),)

    def _words(self) -> set[str]:
        return {word for phrases in self.index.values() for phrase, _ in phrases for word in phrase}

    def _add_list(self, name: str, part: str, lexicon: dict[str, Any], within: tuple[str, ...]) -> None:
        """Add to the list `name` the words of the list `part`: itself, or one that it contains."""
        for entry in _parts(lexicon[part], f"lexicon {part}"):
            if entry == part or entry in within:
                _fail(f"lexicon {part}", f"'{entry}' contains itself")
            if entry in self.lists:
                self._add_list(name, entry, lexicon, (*within, part))
            elif bounds := _RANGE.fullmatch(entry):
                self.ranges.append(Range(float(bounds[1]), float(bounds[2]), decimals_of(bounds[1]), name))
            else:
                self._add_phrase(entry, name, f"lexicon {part}")

    def _add_phrase(self, phrase: str, name: str, where: str) -> None:
        for word in phrase.split():
            if word.isupper() and len(word) > 1:
                _fail(where, f"there is no list '{word}'" if word not in self.lists else f"'{word}' must stand alone")
        words = tuple(w for raw in raw_words(phrase) for w in self._spelling.get(raw, (raw,)))
        if not words:
            _fail(where, f"'{phrase}' holds no word")
        if (words, name) not in self.index.setdefault(words[0], []):
            self.index[words[0]].append((words, name))

    def _compile_all(self, entry: object, where: str) -> list[Pattern]:
        return [pattern for part in _parts(entry, where) for pattern in self._compile(part, where)]

    def _compile(self, text: str, where: str) -> list[Pattern]:
        """Turn a pattern into item sequences; "a & b" becomes both orders."""
        parts: list[list[Item]] = []
        for part in re.split(r"\s&\s", text):
            items: list[Item] = []
            gap = 0
            for piece in re.findall(r"\([^()]*\)(?=\s|$)|\S+", part):
                if piece in _GAPS:
                    gap = _GAPS[piece]
                    continue
                if re.search(r"[()]", piece[1:-1]) or piece.startswith("(") != piece.endswith(")"):
                    _fail(where, f"brackets in '{text}' must stand around a whole choice: (a|b c)")
                names = [" ".join(name.split()) for name in piece.strip("()").split("|")]
                for name in names:
                    if name not in self.lists:
                        self._add_phrase(name, name, where)
                items.append(Item(frozenset(names), gap))
                gap = 0
            if not items or gap or items[0].gap:
                _fail(where, f"pattern '{text}' lacks a word at a gap or '&'")
            parts.append(items)
        return [
            tuple(item._replace(gap=_EITHER_ORDER_GAP) if i == 0 < n else item
                  for n, items in enumerate(order) for i, item in enumerate(items))
            for order in itertools.permutations(parts)
        ]  # fmt: skip

    def _rule(self, entry: object, number: int, ids: set[str]) -> Iterator[Sign]:
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
        silenced_by = frozenset(_list(rule.get("silenced_by", list(DEFAULT_SILENCERS)), f"{where}, silenced_by"))
        if wrong := silenced_by - set(_SILENCERS):
            _fail(where, f"silenced_by knows {', '.join(_SILENCERS)}, not '{min(map(str, wrong))}'")
        group = _text(rule.get("group"), f"{where}, group")
        if not rule.get("patterns") and not rule.get("even_if_asked"):
            _fail(where, "has no patterns")
        for key, silencers in (("patterns", silenced_by), ("even_if_asked", silenced_by - {"asked"} | {"conditional"})):
            for text in _list(rule.get(key, []), f"{where}, {key}"):
                for pattern in self._compile(_text(text, f"{where}, {key}"), where):
                    yield Sign(RedFlag(name, group, group == SELF_HARM), pattern, silencers)


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
