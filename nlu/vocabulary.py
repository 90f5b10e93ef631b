"""Finds the guidance's vocabulary in a text: concerns, activities, products, medicines, add-ons, signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from knowledge.guidance_files import TermEntry

# Patients put these between the words of a term: "the skin on my neck is so loose".
_FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "your",
        "her",
        "his",
        "their",
        "our",
        "is",
        "are",
        "was",
        "so",
        "very",
        "really",
        "all",
        "quite",
        "bit",
        "of",
        "on",
        "in",
        "at",
        "to",
        "some",
        "those",
        "these",
        "this",
        "that",
        "has",
        "have",
        "got",
        "been",
        "gone",
        "getting",
        "too",
        "super",
        "kind",
        "sort",
    ]
)


@dataclass(frozen=True)
class Mention:
    """Where a text names a term; `start` and `end` count characters."""

    term_id: str
    category: str
    start: int
    end: int


class Vocabulary:
    """The longest words win and use up what they cover."""

    def __init__(self, terms: Iterable[tuple[str, TermEntry]]) -> None:
        """`terms` are (category, term), as the guidance files give them."""
        self._category_of: dict[str, str] = {}
        self._nlp = spacy.blank("en")
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        for category, term in terms:
            self._category_of[term.id] = category
            forms = sorted(form for words in (term.name, *term.words) for form in _forms(words.lower()))
            self._matcher.add(term.id, [doc for form in forms if len(doc := self._without_fillers(form))])

    def _without_fillers(self, words: str) -> Doc:
        return _doc_of(self._nlp, [token for token in self._nlp.make_doc(words) if token.lower_ not in _FILLERS])

    def find(self, text: str) -> list[Mention]:
        """In the order of the text."""
        doc = self._nlp.make_doc(text)
        told = [token for token in doc if token.lower_ not in _FILLERS]
        spans = filter_spans(self._matcher(_doc_of(self._nlp, told), as_spans=True))
        return [
            Mention(
                span.label_,
                self._category_of[span.label_],
                told[span.start].idx,
                told[span.end - 1].idx + len(told[span.end - 1]),
            )
            for span in sorted(spans, key=lambda span: span.start)
        ]


def generic(text: str, mentions: Iterable[Mention]) -> str:
    """The text with what it names made general, so that one sentence teaches for all concerns.

    Concerns become one word, as they are asked about alike; rules differ by activity and product.
    """
    pieces: list[str] = []
    end = 0
    for mention in mentions:
        name = mention.category if mention.category in ("concerns", "treatments") else mention.term_id
        pieces += [text[end : mention.start], f"_{name}_"]
        end = mention.end
    return "".join([*pieces, text[end:]])


def _doc_of(nlp: Language, tokens: list[Token]) -> Doc:
    return Doc(nlp.vocab, words=[token.text for token in tokens])


def _forms(words: str) -> set[str]:
    """Patients leave out hyphens and apostrophes, or put a space."""
    return {words, words.replace("-", " "), words.replace("'", ""), words.replace("-", "")}
