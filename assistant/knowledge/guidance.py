"""What the clinic's guidance says, and the one look-up that answers from it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from assistant.knowledge.aspects import ASPECTS, Aspect
from assistant.knowledge.quantities import Quantity

ALWAYS, LISTED, NAMED, UNNAMED = "always", "listed", "named", "unnamed"  # when a fact answers an aspect
RULE = "rule"  # what may be done, from when on or until when


@dataclass(frozen=True)
class Term:
    """Something that patients name: a concern, activity, product, medicine, sign, add-on or treatment.

    `words` say it, name first. `broader` is the id of the term that it is a kind of: what the guidance says of
    wrinkles holds for crow's feet. Of a `judged` one (a prescription) only a provider can say more than the guidance.
    """

    id: str
    category: str
    name: str
    words: tuple[str, ...] = ()
    broader: str | None = None
    judged: bool = False


@dataclass(frozen=True)
class Words:
    """How a fact is said in one language; {value} is its figure and {terms} what it lists.

    `sms` and `sms_step` are shorter forms for texts, `why` the reason the guidance gives, `step` what is put into the
    frames of a plan, `title` an entry of a calendar, `question` what patients ask that it answers.
    """

    say: str
    sms: str | None = None
    why: str | None = None
    step: str | None = None
    sms_step: str | None = None
    title: str | None = None
    question: str | None = None


@dataclass(frozen=True)
class Fact:
    """One thing the guidance says: what it answers (see knowledge.guidance_files for the fields) and its words."""

    id: str
    subject: str
    section: str
    document: str
    aspects: dict[str, str | None]
    words: dict[str, Words]
    stage: str | None = None
    terms: tuple[str, ...] = ()
    effect: str = ""
    quantity: Quantity | None = None
    near: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    def said(self, aspect: str) -> str:
        """When it answers this aspect: always, as one of a list, or only if one, or none, of its terms is named."""
        usual = NAMED if aspect == RULE else LISTED if self.terms else ALWAYS
        return self.aspects[aspect] or usual


@dataclass(frozen=True)
class Silence:
    """Something asked about that the guidance names without saying it; `near` are facts that are said beside it."""

    aspects: tuple[str, ...]
    subject: str
    words: dict[str, Words]
    stage: str | None = None
    terms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Treatment:
    """A treatment that the guidance is about. What it says of the aspects in `inherits` holds with its add-ons too."""

    id: str
    name: str
    document: str
    addons: tuple[str, ...] = ()
    inherits: tuple[str, ...] = ()


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
class Asked:
    """What a question asks: an aspect, of a subject (a treatment or add-on), about terms, at a stage.

    `meant` are terms that the question means where its words name none, `near` ones that it only comes close to.
    `stage_is_said` tells a stage that stands in the words from one that is gathered from them. `inherited` says that an
    add-on was asked of, and the treatment's own facts are looked for.
    """

    aspect: str
    subject: str
    terms: tuple[str, ...] = ()
    stage: str | None = None
    meant: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    stage_is_said: bool = True
    inherited: bool = False


@dataclass(frozen=True)
class Found:
    """What the guidance says to a question, and what it does not.

    `facts` answer it, most particular first. Where they belong to another than the subject asked of, `owner` is that
    treatment. `missing` are terms that were asked about and that no fact is about; `silence` is what the guidance names
    without saying it, `near` what it says close by, `stage` the stage for which alone it says nothing.
    """

    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    near: tuple[Fact, ...] = ()
    silence: Silence | None = None
    owner: str | None = None
    stage: str | None = None


@dataclass(frozen=True)
class Guidance:
    """One version of the guidance, whole. Facts and terms keep the order of its files."""

    version: str
    treatments: tuple[Treatment, ...]
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]
    clinic: Clinic
    silences: tuple[Silence, ...] = ()
    reviews: dict[str, tuple[str, str]] = field(default_factory=dict)  # file: (reviewed by, review by)

    def fact(self, fact_id: str) -> Fact | None:
        return self._facts_by_id.get(fact_id)

    def term(self, term_id: str) -> Term | None:
        return self._terms_by_id.get(term_id)

    def treatment_of(self, subject: str) -> Treatment | None:
        """The documented treatment that a subject is, or is an add-on of; None where the guidance has nothing on it."""
        return next((each for each in self.treatments if subject == each.id or subject in each.addons), None)

    def is_addon(self, subject: str) -> bool:
        return any(subject in each.addons for each in self.treatments)

    def facts_of(self, treatment: Treatment) -> tuple[Fact, ...]:
        """All facts of a treatment and of its add-ons."""
        return tuple(fact for fact in self.facts if fact.subject == treatment.id or fact.subject in treatment.addons)

    def names(self, ids: Iterable[str]) -> list[str]:
        return [self._terms_by_id[each].name for each in ids if each in self._terms_by_id]

    def is_about(self, fact: Fact | Silence, term_id: str) -> bool:
        return any(each in fact.terms for each in self._with_broader(term_id))

    def is_judged(self, fact: Fact) -> bool:
        """Whether a doctor may have ordered what the fact is about."""
        return any(term is not None and term.judged for term in map(self.term, fact.terms))

    def says_anything_of(self, term_id: str, treatment: Treatment) -> bool:
        return any(self.is_about(fact, term_id) for fact in self.facts_of(treatment))

    def answer(self, asked: Asked) -> Found:
        """What the guidance says: of the subject itself, else what holds of its treatment as well."""
        treatment = self.treatment_of(asked.subject)
        if treatment is None or asked.aspect not in ASPECTS:
            return Found()
        found = self._with_neighbours(asked, treatment)
        if found.facts or found.silence or asked.subject == treatment.id or asked.aspect not in treatment.inherits:
            return found
        inherited = self._with_neighbours(replace(asked, subject=treatment.id, inherited=True), treatment)
        return replace(inherited, owner=treatment.id) if inherited.facts or inherited.silence else found

    def _with_neighbours(self, asked: Asked, treatment: Treatment) -> Found:
        """What answers the aspect itself, and rules about things named that it is easily taken for, or goes with."""
        aspect = ASPECTS[asked.aspect]
        found = self._of_subject(asked, treatment, aspect)
        if aspect.with_rules:
            rules = self._of_subject(
                replace(asked, aspect=RULE, meant=(), stage_is_said=False), treatment, ASPECTS[RULE]
            )
            named = [fact for fact in rules.facts if self._is_about(fact, asked.terms)]
            return replace(found, facts=tuple(dict.fromkeys([*named, *found.facts])))
        if found.facts or found.silence or not (asked.terms or asked.meant):
            return found
        others = (self._of_subject(replace(asked, aspect=each), treatment, ASPECTS[each]) for each in aspect.neighbours)
        return next((other for other in others if other.facts), found)

    def _of_subject(self, asked: Asked, treatment: Treatment, aspect: Aspect) -> Found:
        candidates = [fact for fact in self._facts_for(asked, treatment, aspect) if asked.aspect in fact.aspects]
        candidates.sort(key=lambda fact: next(iter(fact.aspects)) != asked.aspect)  # what it is about first of all
        named = tuple(term for term in asked.terms if self._category(term) in aspect.about)
        looked_for = named or asked.meant
        about = [fact for fact in candidates if fact.said(asked.aspect) != UNNAMED and self._is_about(fact, looked_for)]
        missing = tuple(term for term in named if not any(self.is_about(fact, term) for fact in about))
        unheard = tuple(term for term in missing if not self.says_anything_of(term, treatment))
        if looked_for and not about and (asked.aspect == RULE or unheard == looked_for):
            return self._nothing(asked, missing or looked_for, treatment)
        general = [fact for fact in candidates if fact.said(asked.aspect) in _general(aspect, looked_for, about)]
        if not looked_for and asked.subject != treatment.id:  # of an add-on's own facts none has to be named
            general = candidates
        facts = self._with_companions(dict.fromkeys([*about, *general]), looked_for)
        return (
            self._at_stage(asked, facts, unheard, treatment)
            if aspect.by_stage
            else self._found(asked, facts, unheard, treatment)
        )

    def _facts_for(self, asked: Asked, treatment: Treatment, aspect: Aspect) -> tuple[Fact, ...]:
        joins = aspect.of_addons and asked.subject == treatment.id and not asked.inherited
        return (
            self.facts_of(treatment) if joins else tuple(fact for fact in self.facts if fact.subject == asked.subject)
        )

    def _found(self, asked: Asked, facts: tuple[Fact, ...], unheard: tuple[str, ...], treatment: Treatment) -> Found:
        return Found(facts, unheard) if facts else self._nothing(asked, unheard, treatment)

    def _at_stage(self, asked: Asked, facts: tuple[Fact, ...], unheard: tuple[str, ...], treatment: Treatment) -> Found:
        """Of the facts those for the stage asked about; where there is none for it, that is said."""
        stage = asked.stage or ASPECTS[asked.aspect].stage
        silence = self._silence(asked, stage)
        if silence:
            return Found(() if stage else facts, unheard, self._facts(silence.near) if stage else (), silence)
        at_stage = tuple(fact for fact in facts if stage is None or fact.stage in (stage, None))
        if at_stage or not facts:
            return self._found(asked, at_stage, unheard, treatment)
        return Found(missing=unheard, stage=stage) if asked.stage_is_said else Found(facts, unheard)

    def _nothing(self, asked: Asked, missing: tuple[str, ...], treatment: Treatment) -> Found:
        """Nothing found: what the guidance says near it helps all the same."""
        ours = self.facts_of(treatment)
        meant = [fact for fact in ours if RULE in fact.aspects and self._is_about(fact, (*asked.meant, *asked.near))]
        close = [fact for fact in ours if asked.aspect in fact.near]
        silence = self._silence(asked, asked.stage)
        return Found(missing=missing, near=tuple(dict.fromkeys([*meant, *close])), silence=silence)

    def _silence(self, asked: Asked, stage: str | None) -> Silence | None:
        for silence in self.silences:
            fits_stage = stage is None or silence.stage in (None, stage)
            about = not silence.terms or self._is_about(silence, asked.terms or asked.meant)
            if silence.subject == asked.subject and asked.aspect in silence.aspects and fits_stage and about:
                return silence
        return None

    def _with_companions(self, facts: Iterable[Fact], terms: tuple[str, ...]) -> tuple[Fact, ...]:
        """Each with what it brings: what one session may do needs upkeep, too."""
        facts = tuple(facts)
        companions = [companion for fact in facts for companion in self._facts(fact.brings)] if terms else []
        said = [each for each in companions if not each.terms or self._is_about(each, terms)]
        return tuple(dict.fromkeys([*facts, *said]))

    def _is_about(self, fact: Fact | Silence, terms: Iterable[str]) -> bool:
        return any(self.is_about(fact, term) for term in terms)

    def _facts(self, ids: Iterable[str]) -> tuple[Fact, ...]:
        return tuple(self._facts_by_id[each] for each in ids if each in self._facts_by_id)

    def _category(self, term_id: str) -> str:
        term = self.term(term_id)
        return term.category if term else ""

    def _with_broader(self, term_id: str) -> Iterator[str]:
        term = self.term(term_id)
        while term is not None:
            yield term.id
            term = self.term(term.broader) if term.broader else None

    @functools.cached_property
    def _facts_by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @functools.cached_property
    def _terms_by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}


def _general(aspect: Aspect, looked_for: tuple[str, ...], about: list[Fact]) -> tuple[str, ...]:
    """When facts are said that are not about what was named."""
    if not looked_for:
        return ALWAYS, UNNAMED, LISTED
    if about:
        return (ALWAYS,)
    # what the guidance knows but has no fact about for this aspect gets what holds for all
    return (ALWAYS, UNNAMED, LISTED) if aspect.lists else (ALWAYS, UNNAMED)
