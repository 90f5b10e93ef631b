"""What the guidance asks of a patient around a treatment, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant.dates.effects import EFFECTS, When
from assistant.dates.moment import Moment
from assistant.knowledge.guidance import Fact


@dataclass(frozen=True)
class Step:
    """What a fact asks, and when; the step without a fact is the treatment itself."""

    fact: Fact | None
    at: When

    @property
    def day(self) -> date:
        return self.at.start.date() if isinstance(self.at.start, datetime) else self.at.start


def steps(facts: tuple[Fact, ...], treatment: Moment, today: date) -> list[Step]:
    """All steps around a treatment, by day; those of a day in the order of the guidance."""
    of_facts = [*steps_before(facts, treatment, today), *steps_after(facts, treatment, today)]
    start = treatment.start.astimezone(treatment.zone) if treatment.is_exact else treatment.first_day
    before = [step for step in of_facts if step.fact and EFFECTS[step.fact.effect].stage == "before"]
    return [*before, Step(None, When(start)), *(step for step in of_facts if step not in before)]


def steps_before(facts: tuple[Fact, ...], treatment: Moment, today: date) -> list[Step]:
    return _steps(facts, "before", treatment, today)


def steps_after(facts: tuple[Fact, ...], treatment: Moment, today: date) -> list[Step]:
    return _steps(facts, "after", treatment, today)


def _steps(facts: tuple[Fact, ...], stage: str, treatment: Moment, today: date) -> list[Step]:
    """What is to be done now or all the time comes first."""
    asked = [fact for fact in facts if fact.effect and EFFECTS[fact.effect].stage == stage]
    return sorted(
        (Step(fact, EFFECTS[fact.effect].when(fact.quantity, treatment, today)) for fact in asked),
        key=lambda step: step.day,
    )
