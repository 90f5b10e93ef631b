"""Finds the guidance's vocabulary in a text: concerns, activities, products, medicines, add-ons, signs."""

from __future__ import annotations

from collections.abc import Iterable

import spacy
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans


class Vocabulary:
    """`terms` are (term id, words that say it). The longest words win and use up what they cover."""

    def __init__(self, terms: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._nlp = spacy.blank("en")
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        for term_id, phrases in terms:
            self._matcher.add(term_id, [self._nlp.make_doc(form) for words in phrases for form in _forms(words)])

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """(term id, start, end) in characters, in the order of the text."""
        doc = self._nlp.make_doc(text)
        spans = filter_spans(self._matcher(doc, as_spans=True))
        return [(span.label_, span.start_char, span.end_char) for span in sorted(spans, key=lambda span: span.start)]


def _forms(words: str) -> set[str]:
    """Patients leave out hyphens and apostrophes, or put a space."""
    return {words, words.replace("-", " "), words.replace("'", ""), words.replace("-", "")}
