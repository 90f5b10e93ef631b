"""The plain page's questions and answers, derived from the guidance: every fact stands under one question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from assistant.knowledge.aspects import ASPECTS, Part
from assistant.knowledge.guidance import Fact, Guidance, Treatment
from assistant.replies.wording import LANGUAGE, Wording, filled, in_words, words_of

CHANNEL = "web"


@dataclass(frozen=True)
class Answered:
    """A question with the sentences that answer it; `id` is its address on the page."""

    id: str
    question: str
    sentences: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    heading: str
    questions: list[Answered]


def sections(guidance: Guidance, wording: Wording) -> list[Section]:
    """By treatment and part of the page, in the order of the guidance; parts without facts are left out."""
    made = (
        _section(guidance, wording, treatment, part) for treatment in guidance.treatments for part in get_args(Part)
    )
    return [section for section in made if section.questions]


def _section(guidance: Guidance, wording: Wording, treatment: Treatment, part: str) -> Section:
    answered: dict[str, Answered] = {}
    for fact in guidance.facts_of(treatment):
        if _part_of(fact) == part:
            question = _question(fact, guidance, wording)
            answered.setdefault(question, Answered(_address(treatment, question, guidance), question))
            answered[question].sentences.append(words_of(fact, guidance, CHANNEL))
    values = {"treatment": treatment.name}
    heading = wording.say(f"utter_faq_part_{part}", values)
    named = f"{treatment.name[:1].upper()}{treatment.name[1:]}: {heading}"
    return Section(named if len(guidance.treatments) > 1 else heading, list(answered.values()))


def _part_of(fact: Fact) -> str:
    """A rule stands with the other rules of its side."""
    row = ASPECTS[next(iter(fact.aspects))]
    if row.by_stage and fact.stage:
        return {"before": "before", "after": "after", "between": "lasting"}[fact.stage]
    return row.part


def _question(fact: Fact, guidance: Guidance, wording: Wording) -> str:
    own = fact.words[LANGUAGE].question
    if own:
        return filled(own, fact, guidance)
    subject = in_words(guidance.names([fact.subject]))
    values = {"treatment": subject, "terms": in_words(guidance.names(fact.terms))}
    return wording.say(f"utter_faq_{next(iter(fact.aspects))}", values)


def _address(treatment: Treatment, question: str, guidance: Guidance) -> str:
    address = re.sub(r"[^a-z0-9]+", "-", question.lower()).strip("-")
    return f"{treatment.id}-{address}" if len(guidance.treatments) > 1 else address


def all_answers(those: list[Section]) -> Iterator[Answered]:
    return (answered for section in those for answered in section.questions)
