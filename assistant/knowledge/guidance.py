"""What the clinic's guidance says, as typed objects to ask."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, selectinload

from assistant.knowledge.models import FactRow, GuidanceVersion, TermRow
from assistant.knowledge.quantities import Quantity


class NoGuidance(LookupError):
    """No guidance has been loaded into the database yet."""


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


class Library:
    """Hands out the current guidance of a database.

    One short query a call sees whether another version has become current; the whole is read only then.
    Raises NoGuidance where nothing is loaded and SQLAlchemy's errors where the database cannot be read.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._guidance: Guidance | None = None
        self._lock = threading.Lock()

    def current(self) -> Guidance:
        with Session(self._engine) as session:
            current = sqlalchemy.select(GuidanceVersion.id, GuidanceVersion.content_hash).filter_by(is_current=True)
            row = session.execute(current).one_or_none()
            if row is None:
                raise NoGuidance("no guidance is loaded: run `make guidance`")
            version_id, content_hash = row
            with self._lock:
                if self._guidance is None or self._guidance.version != content_hash:
                    self._guidance = _read_version(session, version_id)
                return self._guidance


def _read_version(session: Session, version_id: int) -> Guidance:
    whole = (
        sqlalchemy.select(GuidanceVersion)
        .filter_by(id=version_id)
        .options(
            selectinload(GuidanceVersion.facts).selectinload(FactRow.terms),
            selectinload(GuidanceVersion.terms).selectinload(TermRow.synonyms),
            selectinload(GuidanceVersion.clinic),
        )
    )
    version = session.scalars(whole).one()
    clinic = {name: getattr(version.clinic, name) for name in Clinic.__dataclass_fields__}
    return Guidance(
        version=version.content_hash,
        document=version.document,
        facts=tuple(_fact(row) for row in version.facts),
        terms=tuple(_term(row) for row in version.terms),
        clinic=Clinic(**clinic),
    )


def _fact(row: FactRow) -> Fact:
    return Fact(
        id=row.fact_id,
        stage=row.stage,
        section=row.section,
        says=row.says,
        quantity=Quantity(row.low, row.high, row.unit, row.bound) if row.unit else None,
        terms=tuple(link.term_id for link in row.terms),
    )


def _term(row: TermRow) -> Term:
    words = tuple(dict.fromkeys([row.name.lower(), *(synonym.words.lower() for synonym in row.synonyms)]))
    return Term(id=row.term_id, category=row.category, name=row.name, words=words, broader=row.broader)
