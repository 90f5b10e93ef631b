"""Finds the guidance's vocabulary in a text: concerns, activities, products, medicines, add-ons, signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from assistant.knowledge.guidance import Term
from assistant.text import plain

# Patients put these between the words of a term: "the skin on my neck is so loose".
_FILLERS = frozenset({
    "a", "an", "the", "my", "your", "her", "his", "their", "our", "is", "are", "was", "so", "very", "really",
    "all", "quite", "bit", "of", "on", "in", "at", "to", "some", "those", "these", "this", "that", "has",
    "have", "got", "been", "gone", "getting", "too", "super", "kind", "sort",
})  # fmt: skip
_GAP = ".."  # between two words of a term: other words may stand there
_WIDEST_GAP = 4  # words


@dataclass(frozen=True)
class Mention:
    """Where a text names a term; `start` and `end` count characters."""

    term_id: str
    category: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Stands for all that is asked about alike, so that one sentence teaches for all: for concerns, one word."""
        return f"_{self.category if self.category in ('concerns', 'treatments') else self.term_id}_"


class Vocabulary:
    """The longest words win and use up what they cover."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._category_of: dict[str, str] = {}
        self._nlp = spacy.blank("en")
        self._phrases = PhraseMatcher(self._nlp.vocab, attr="NORM")
        self._gapped = Matcher(self._nlp.vocab)
        self._words_of_gapped: list[frozenset[str]] = []  # each pattern's; matching where they are not takes long
        for term in terms:
            self._category_of[term.id] = term.category
            forms = sorted(form for words in term.words for form in _forms(plain(words).lower()))
            self._phrases.add(term.id, [doc for form in forms if _GAP not in form and len(doc := self._told(form))])
            gapped = [self._with_gaps(form) for form in forms if _GAP in form]
            self._words_of_gapped += [frozenset(step["NORM"] for step in form if "NORM" in step) for form in gapped]
            if gapped:
                self._gapped.add(term.id, gapped)

    def _told(self, words: str) -> Doc:
        return _doc_of(self._nlp, [token for token in self._nlp.make_doc(words) if token.lower_ not in _FILLERS])

    def _with_gaps(self, words: str) -> list[dict[str, Any]]:
        first, *rest = ([{"NORM": token.norm_} for token in self._told(part.strip())] for part in words.split(_GAP))
        anything: list[dict[str, Any]] = [{"OP": "?"}] * _WIDEST_GAP
        return [*first, *(step for part in rest for step in (*anything, *part))]

    def find(self, text: str) -> list[Mention]:
        """In the order of the text."""
        doc = self._nlp.make_doc(text)
        told = [token for token in doc if token.lower_ not in _FILLERS]
        read = _doc_of(self._nlp, told)
        words = {token.norm_ for token in read}
        is_possible = any(needed <= words for needed in self._words_of_gapped)
        gapped = self._gapped(read, as_spans=True) if is_possible else []
        spans = filter_spans([*self._phrases(read, as_spans=True), *gapped])
        return [
            Mention(
                span.label_,
                self._category_of[span.label_],
                told[span.start].idx,
                told[span.end - 1].idx + len(told[span.end - 1]),
            )
            for span in sorted(spans, key=lambda span: span.start)
        ]


def _doc_of(nlp: Language, tokens: list[Token]) -> Doc:
    doc = Doc(nlp.vocab, words=[token.text for token in tokens])
    for token in doc:
        token.norm_ = _singular(token.lower_)
    return doc


def _singular(word: str) -> str:
    """Close enough for matching: "craters" is read as "crater"."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _forms(words: str) -> set[str]:
    """Patients leave out hyphens and apostrophes, or put a space."""
    return {words, words.replace("-", " "), words.replace("'", ""), words.replace("-", "")}
