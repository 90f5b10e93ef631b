"""One message as the red-flag rules read it: its words, where it breaks, and what is denied, over, past or asked."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from assistant.nlu.red_flags.rules import DEFAULT_SILENCERS, PHRASES, Match, Pattern, Range, RedFlagRules
from assistant.nlu.red_flags.words import decimals_of, pieces

# How strongly a word is cut off from the word before it.
COMMA, SAME_SUBJECT, CLAUSE, SENTENCE = 1, 2, 3, 4

_LOOK_BACK = 16  # bounds the work on endless sentences, as does
_LOOK_AHEAD = 24
_MOST_SKIPPED = 5  # small words passed over between two words of a pattern
_STOPS = frozenset(".!?;\n")


class Message:
    """One message: its words, where it breaks, and which words of the lists stand where."""

    def __init__(self, rules: RedFlagRules, text: str) -> None:
        self._sets, self._phrases = rules.sets, rules.phrases
        self.words: list[str] = []
        breaks: list[int] = []
        pending = SENTENCE
        self.spots: dict[str, dict[int, list[int]]] = {}
        for piece in pieces(text):
            if piece[0].isalnum():
                if piece[0].isdigit():
                    self._place_number(piece, rules.ranges)
                for word in rules.spell(piece.split(".")[0]):
                    self.words.append(word)
                    breaks.append(pending)
                    pending = 0
            else:
                pending = max(pending, SENTENCE if piece in _STOPS else COMMA)
        self._commas = {i for i, level in enumerate(breaks) if level}
        self.breaks = [self._strength(i, level) for i, level in enumerate(breaks)]
        for start, word in enumerate(self.words):
            for phrase, name in rules.index.get(word, ()):
                end = start + len(phrase)
                if phrase == tuple(self.words[start:end]) and max(self.breaks[start + 1 : end], default=0) < SENTENCE:
                    self.spots.setdefault(name, {}).setdefault(start, []).append(end)
        self.present = set(self.spots)

    def _place_number(self, number: str, ranges: list[Range]) -> None:
        """Note the lists that the next word belongs to, being a number within their bounds."""
        at = len(self.words)
        for low, high, decimals, name in ranges:
            if low <= float(number) <= high and decimals in (0, decimals_of(number)):
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

    def matches(self, pattern: Pattern, skip: bool = True, commas: bool = True) -> Iterator[Match]:
        """Yield the positions of the pattern's words, match by match.

        `skip` lets small words stand between, `commas` lets the match reach over a comma.
        """
        starts = {start for name in pattern[0].names for start in self.spots.get(name, ())}
        for start in sorted(starts):
            yield from self._walk(pattern, start, (), self._sets["skip"] if skip else frozenset(), commas)

    def _walk(self, pattern: Pattern, start: int, used: Match, skip: frozenset[str], commas: bool) -> Iterator[Match]:
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

    def stands(self, match: Match, silencers: frozenset[str]) -> bool:
        """Is the match told as so, here and now?"""
        if not self.idioms.isdisjoint(match):
            return False
        return not any(silencer(match) for name, silencer in self._silencers.items() if name in silencers)

    @property
    def sentences(self) -> Iterator[range]:
        """Of each sentence, the positions of its words."""
        return (range(start, end) for start, end in itertools.pairwise(self._cuts[SENTENCE]))

    def is_silenced(self, word: int) -> bool:
        """Is the word, by itself, denied, over, past, only asked about, or part of an idiom?"""
        return word in self.idioms or any(self._silencers[name]((word,)) for name in DEFAULT_SILENCERS)

    @cached_property
    def _silencers(self) -> dict[str, Callable[[Match], bool]]:
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
        return frozenset(i for match in self._found("idioms", skip=True) for i in match)

    @cached_property
    def _spans(self) -> dict[str, dict[int, int]]:
        """For each kind of phrase, its first position and the one after its end; exceptions already left out."""
        spans: dict[str, dict[int, int]] = {}
        for kind in PHRASES:
            found = spans[kind] = {}
            for match in self._found(kind, skip=False):
                found[match[0]] = max(match[-1] + 1, found.get(match[0], 0))
        for kinds, exception in ((("denials",), "not_denials"), (("asked", "ifs"), "not_asked")):
            masked = {i for start, end in spans[exception].items() for i in range(start, end)}
            for kind in kinds:
                spans[kind] = {start: end for start, end in spans[kind].items() if start not in masked}
        return spans

    def _found(self, kind: str, skip: bool) -> Iterator[Match]:
        """Yield every phrase of this kind, within its commas."""
        phrases = self._phrases[kind]
        for n in phrases.possible(self.present):
            yield from self.matches(phrases.patterns[n], skip=skip, commas=False)

    def _has(self, kind: str, start: int, end: int) -> bool:
        """Does a phrase of this kind begin between the two positions?"""
        begins = self._begins[kind]
        at = bisect_left(begins, start)
        return at < len(begins) and begins[at] < end

    def _has_outside(self, match: Match, kind: str, start: int, end: int) -> bool:
        """Does such a phrase begin there that is no part of the match, as it is in "it used to be only the cheek"?"""
        spans = self._spans[kind]
        return any(start <= i < end and (i not in match or spans[i] > match[-1] + 1) for i in self._begins[kind])

    def _held(self, kind: str, i: int) -> bool:
        """Does a phrase of this kind reach up to word i, as in "what if | there is"?"""
        return any(self._spans[kind].get(start, start) >= i for start in range(max(i - 8, 0), i))

    def _behind(self, match: Match) -> Iterator[int]:
        """Walk back through the clause, from the end of the match."""
        for i in range(match[-1], max(match[0] - _LOOK_BACK, 0) - 1, -1):
            if i < match[0] and self.breaks[i + 1] >= SAME_SUBJECT:
                return
            yield i

    def _denied(self, match: Match) -> bool:
        if self._is_answered_no(match[-1] + 1):
            return True
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

    def _is_answered_no(self, after: int) -> bool:
        """ "chest pain no, rash no": is the next word a no with nothing that it denies behind it?"""
        told = self.words[after : after + 1]
        return told in (["no"], ["none"]) and (after + 1 == len(self.words) or self.breaks[after + 1] > 0)

    def _list_goes_on(self, start: int) -> bool:
        end = start + 1
        while end < len(self.words) and not self.breaks[end] and end < start + _LOOK_BACK:
            end += 1
        return end - start == 1 or "or" in self.words[start : end + 2]

    def _over(self, match: Match) -> bool:
        after = match[-1] + 1
        if self._has("over_later", after, after + _LOOK_AHEAD) and not self._has("again", after, len(self.words)):
            return True
        for i in range(after, min(after + _LOOK_BACK // 2, len(self.words))):
            if self.breaks[i] >= CLAUSE:
                return False
            if i in self._spans["over"]:
                still = self._has("denials", after, i) or self._has("not_denials", after, i + 1)
                return not still and not self._has("again", i, len(self.words))
        return False

    def _past(self, match: Match) -> bool:
        start, end = self._bounds(match[0], SAME_SUBJECT)[0], self._bounds(match[-1], SAME_SUBJECT)[1]
        if self._has("now", start, end):
            return False
        if self._has_outside(match, "past", start, end):
            return True
        earlier, _ = self._bounds(match[0], SENTENCE)
        return self._has("past", earlier, start) and self._has("past_verbs", start, end)

    def _habit(self, match: Match) -> bool:
        start, end = self._bounds(match[0], SAME_SUBJECT)
        return self._has("habits", start, end) and not self._has("now", start, end)

    def _asked(self, match: Match) -> bool:
        """Is it a question of a general kind, or an if?"""
        for i in self._behind(match):
            for kind in ("asked", "ifs"):
                # A pattern may hold such words itself: "is this infected".
                if not set(range(i, self._spans[kind].get(i, i))).issubset(match):
                    return True
            if i < match[0] and i in self._spans["told"]:
                return self._held("asked", i) or self._held("ifs", i) or self._after_if(match)
        return self._after_if(match) or self._bare_question(match)

    def _after_if(self, match: Match) -> bool:
        """Does the clause follow an if-clause, as in "if I get a fever, do I call"?"""
        start, end = self._bounds(match[0], SAME_SUBJECT)
        if self.breaks[start] >= SENTENCE or self.words[start] in self._sets["turns"] or self._has("now", start, end):
            return False
        return self._has("ifs", self._bounds(start - 1, SAME_SUBJECT)[0], start)

    def _conditional(self, match: Match) -> bool:
        """Is there an if in the sentence, as in "do I call 911 if it blisters"?"""
        return self._has("ifs", *self._bounds(match[0], SENTENCE)) and not self._has(
            "now", *self._bounds(match[0], SAME_SUBJECT)
        )

    def _bare_question(self, match: Match) -> bool:
        start, end = self._bounds(match[0], SENTENCE)
        return self.words[start] in self._sets["question_words"] and not (
            self._has("personal", start, end) or self._has("goes_on", end, end + 2)
        )

    def _mild(self, match: Match) -> bool:
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
