"""Finds the guidance's vocabulary in a text: concerns, activities, products, medicines, add-ons, signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from knowledge.guidance_files import TermEntry


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
            self._matcher.add(term.id, [self._nlp.make_doc(form) for form in forms])

    def find(self, text: str) -> list[Mention]:
        """In the order of the text."""
        spans = filter_spans(self._matcher(self._nlp.make_doc(text), as_spans=True))
        return [
            Mention(span.label_, self._category_of[span.label_], span.start_char, span.end_char)
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


def _forms(words: str) -> set[str]:
    """Patients leave out hyphens and apostrophes, or put a space."""
    return {words, words.replace("-", " "), words.replace("'", ""), words.replace("-", "")}
