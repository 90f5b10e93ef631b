"""What clinic staff should decide about the guidance: contradictions, vague words, silences, reviews that are due."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import combinations

import yaml

from assistant.knowledge.aspects import ASPECTS
from assistant.knowledge.guidance import RULE, Asked, Guidance
from assistant.knowledge.guidance_files import AUDIT_FILE, CLINIC_FILE, RED_FLAGS_FILE
from assistant.replies.wording import words_of

_REVIEW = re.compile(r'^(reviewed_by|reviewed_on|review_by): *"?([^"#\n]*?)"?\s*(?:#.*)?$', re.M)


def audit(guidance: Guidance, texts: Mapping[str, str], today: datetime.date) -> Iterator[str]:
    """One sentence for each thing to decide; `texts` are the guidance's files by name."""
    rules = yaml.safe_load(texts.get(AUDIT_FILE, "")) or {}
    yield from _conflicts(guidance)
    yield from _vague_words(guidance, rules.get("to_define", []))
    yield from _silences(guidance, rules.get("essentials", []))
    yield from _profile_gaps(guidance)
    yield from _reviews(guidance, texts.get(RED_FLAGS_FILE, ""), today)


def _conflicts(guidance: Guidance) -> Iterator[str]:
    """Rules of two sides of a treatment that speak of the same thing, and facts that need another beside them."""
    for term in guidance.terms:
        about = [fact for fact in guidance.facts if term.id in fact.terms]
        for one, other in combinations(about, 2):
            are_rules = one.stage != other.stage and RULE in one.aspects and RULE in other.aspects
            belong_together = other.id in one.brings or one.id in other.brings
            if one.subject == other.subject and (are_rules or belong_together):
                yield (
                    f"conflict: {term.name}: {one.id} says {words_of(one, guidance)!r}, {other.id} says "
                    f"{words_of(other, guidance)!r}; is it clear to patients when each holds?"
                )


def _vague_words(guidance: Guidance, to_define: list[str]) -> Iterator[str]:
    for word in to_define:
        pattern = re.compile(rf"\b{re.escape(word)}\b", re.I)
        facts = [fact.id for fact in guidance.facts if pattern.search(words_of(fact, guidance))]
        if facts:
            yield f"undefined: what does {word!r} mean? ({', '.join(facts)})"


def _silences(guidance: Guidance, essentials: list[dict[str, str]]) -> Iterator[str]:
    """What patients need and ask for, where the look-up finds nothing: a fact that answers it closes the entry."""
    for treatment in guidance.treatments:
        for essential in essentials:
            term = essential.get("term")
            asked = Asked(essential["aspect"], treatment.id, (term,) if term else (), essential.get("stage"))
            if not guidance.answer(asked).facts:
                words = ", ".join(filter(None, [essential["aspect"], term, essential.get("stage")]))
                yield f"missing: {treatment.name}: {essential['says']} (a fact that answers: {words})"
        essential_aspects = {essential["aspect"] for essential in essentials}
        silent = [
            aspect
            for aspect in ASPECTS
            if aspect not in essential_aspects | {RULE, "other"}
            and not guidance.answer(Asked(aspect, treatment.id)).facts
        ]
        if silent:
            yield f"silent: {treatment.name}: nothing is said about {', '.join(silent)}"


def _profile_gaps(guidance: Guidance) -> Iterator[str]:
    for name in ("phone", "hours", "address", "time_zone"):
        if not getattr(guidance.clinic, name):
            yield f"missing: the clinic's {name.replace('_', ' ')} ({CLINIC_FILE})"


def _reviews(guidance: Guidance, red_flags: str, today: datetime.date) -> Iterator[str]:
    reviewed = dict(_REVIEW.findall(red_flags))
    if not reviewed.get("reviewed_by") or not reviewed.get("reviewed_on"):
        yield f"review: nobody of the clinic has reviewed {RED_FLAGS_FILE} yet"
    due = {name: review_by for name, (_, review_by) in guidance.reviews.items()}
    due[RED_FLAGS_FILE] = reviewed.get("review_by", "")
    for name, review_by in due.items():
        if review_by and review_by < today.isoformat():
            yield f"review: {name} was to be reviewed by {review_by}"
