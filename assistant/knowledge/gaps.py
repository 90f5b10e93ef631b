"""What was asked and not answered, by subject, aspect and terms, and the entry that would answer it."""

from __future__ import annotations

from assistant.knowledge.aspects import ASPECTS
from assistant.knowledge.guidance import RULE, Asked, Guidance

LONGEST = 64  # characters that the database keeps of a topic
_PARTS, _TERMS = "/", "+"
_PREFIX = {"before": "prep", "after": "aftercare", "between": "care"}
_OTHER_ASPECT = {"before": "preparation", "after": "aftercare"}


def topic_of(asked: Asked) -> str:
    """As it is kept: "microneedling/rule/alcohol+smoking"."""
    terms = sorted({*asked.terms} or {*asked.meant, *asked.near})
    topics = [
        _PARTS.join([asked.subject, asked.aspect, _TERMS.join(terms[:most])]) for most in range(len(terms), -1, -1)
    ]
    return next((topic for topic in topics if len(topic) <= LONGEST), topics[-1][:LONGEST])


def asked_of(topic: str, stage: str | None) -> Asked | None:
    """The other way round; None for what asks nothing of the guidance."""
    parts = topic.split(_PARTS)
    if len(parts) != 3 or parts[1] not in ASPECTS:
        return None
    subject, aspect, terms = parts
    return Asked(aspect, subject, tuple(filter(None, terms.split(_TERMS))), stage)


def is_closed(asked: Asked, guidance: Guidance) -> bool:
    """Whether the guidance answers by now."""
    found = guidance.answer(asked)
    return bool(found.facts) and not found.missing


def entry_for(asked: Asked, guidance: Guidance) -> str:
    """A fact for the treatment's file that answers it: it can be pasted as it is, and then be given its real words."""
    names = " and ".join(guidance.names(asked.terms)) or asked.aspect.replace("_", " ")
    side = {"before": " before your treatment", "after": " after your treatment"}.get(asked.stage or "", "")
    aspects = [asked.aspect, *filter(None, [_OTHER_ASPECT.get(asked.stage or "") if asked.aspect == RULE else None])]
    prefix = _PREFIX.get(asked.stage or "", "general")
    treatment = guidance.treatment_of(asked.subject)
    lines = [
        f"  - id: {prefix}.{'_'.join(asked.terms) or asked.aspect}",
        "    section: Added by the clinic",
        *([f"    subject: {asked.subject}"] if treatment and asked.subject != treatment.id else []),
        f"    aspects: [{', '.join(aspects)}]",
        *([f"    stage: {asked.stage}"] if asked.stage else []),
        *([f"    terms: [{', '.join(asked.terms)}]"] if asked.terms else []),
        "    # effect: avoid_until",
        "    # value: {bound: at_least, amount: 24, unit: hours}",
        "    words:",
        "      en:",
        f'        say: "Please ask the clinic about {names}{side}."',
        f'        # step: "{names}"',
    ]
    return "\n".join(lines)
