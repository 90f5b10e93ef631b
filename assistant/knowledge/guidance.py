"""What the clinic's guidance says, as typed objects to ask."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.knowledge.guidance_files import FactEntry, GuidanceFiles, TermEntry
from assistant.knowledge.quantities import Quantity


@dataclass(frozen=True)
class Term:
    """A concern, activity, product, medicine, add-on or sign of the vocabulary; `words` say it, name first.

    `broader` is the id of the term that it is a kind of: what the guidance says of wrinkles holds for crow's feet.
    """

    id: str
    category: str
    name: str
    words: tuple[str, ...]
    broader: str | None = None


@dataclass(frozen=True)
class Fact:
    """One thing the guidance says. `stage` is "before", "after", "between" or None; `terms` are term ids."""

    id: str
    stage: str | None
    section: str
    says: str
    quantity: Quantity | None
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Clinic:
    """The clinic's profile; empty strings where the clinic gives nothing."""

    name: str
    phone: str
    hours: str
    address: str
    booking_link: str
    time_zone: str
    emergency_number: str
    crisis_number: str


@dataclass(frozen=True)
class Guidance:
    """One version of the guidance, whole. Facts and terms keep the order of the guidance file."""

    version: str
    document: str
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]
    clinic: Clinic

    def fact(self, fact_id: str) -> Fact | None:
        return self._facts_by_id.get(fact_id)

    def term(self, term_id: str) -> Term | None:
        return self._terms_by_id.get(term_id)

    def is_about(self, fact_id: str, term_id: str) -> bool:
        fact = self.fact(fact_id)
        return fact is not None and any(each in fact.terms for each in self._with_broader(term_id))

    def facts_about(self, term_id: str, among: Iterable[str] | None = None) -> list[Fact]:
        """Facts that name the term, in the guidance's order, or in that of `among` where it is given."""
        if among is None:
            named = {n for term in self._with_broader(term_id) for n in self._facts_by_term.get(term, ())}
            return [self.facts[n] for n in sorted(named)]
        candidates = [self.fact(fact_id) for fact_id in among]
        return [fact for fact in candidates if fact is not None and self.is_about(fact.id, term_id)]

    def names(self, term_ids: Iterable[str]) -> list[str]:
        return [self._terms_by_id[term_id].name for term_id in term_ids if term_id in self._terms_by_id]

    def _with_broader(self, term_id: str) -> tuple[str, ...]:
        term = self.term(term_id)
        return (term_id, term.broader) if term and term.broader else (term_id,)

    @functools.cached_property
    def _facts_by_term(self) -> dict[str, list[int]]:
        """Where in `facts` those stand that name a term: a question costs the same with a hundred times the facts."""
        positions: dict[str, list[int]] = {}
        for position, fact in enumerate(self.facts):
            for term_id in fact.terms:
                positions.setdefault(term_id, []).append(position)
        return positions

    @functools.cached_property
    def _facts_by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @functools.cached_property
    def _terms_by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}


def guidance_of(version: str, files: GuidanceFiles) -> Guidance:
    """What checked files say."""
    return Guidance(
        version=version,
        document=files.treatment.document,
        facts=tuple(_fact(entry) for entry in files.treatment.facts),
        terms=tuple(_term(category, entry) for category, entry in files.treatment.terms),
        clinic=Clinic(**files.clinic.dict()),
    )


def _fact(entry: FactEntry) -> Fact:
    quantity = entry.value.quantity() if entry.value else None
    return Fact(entry.id, entry.stage, entry.section, entry.says, quantity, entry.terms)


def _term(category: str, entry: TermEntry) -> Term:
    words = tuple(dict.fromkeys(words.lower() for words in (entry.name, *entry.words)))
    return Term(id=entry.id, category=category, name=entry.name, words=words, broader=entry.broader)
