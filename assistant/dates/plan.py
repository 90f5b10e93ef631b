"""What the guidance asks of a patient around a treatment, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.dates.moment import Moment
from assistant.dates.windows import allowed_from, day_after, day_before, last_day_before, normal_until
from assistant.knowledge.guidance import Guidance

TREATMENT = "treatment"  # the step that is no fact
BEFORE = ("prep.acne_medication", "prep.retinoids", "prep.antibiotics", "prep.exfoliate")
CARE = ("aftercare.sun", "aftercare.hygiene", "aftercare.antibiotic_cream")  # from the treatment on, no end is given
SWEATING = ("aftercare.exercise", "aftercare.swimming", "aftercare.sauna")
WAITS = ("aftercare.makeup", *SWEATING)
OUTLOOK = ("recovery.redness", "recovery.healing", "results.timeline", "maintenance.interval")


@dataclass(frozen=True)
class Step:
    """`when` is a day, or a moment on the clinic's clock; `until` the last day of a step that lasts."""

    fact: str
    when: date | datetime
    until: date | None = None


def steps(guidance: Guidance, treatment: Moment, today: date) -> Iterator[Step]:
    """All steps before and after a treatment, in the order of the guidance's use; facts that are gone have none."""
    yield from steps_before(guidance, treatment, today)
    whole_day = treatment.first_day
    yield Step(TREATMENT, treatment.start.astimezone(treatment.zone) if treatment.is_exact else whole_day)
    yield from steps_after(guidance, treatment)


def steps_before(guidance: Guidance, treatment: Moment, today: date) -> Iterator[Step]:
    for fact_id in filter(guidance.fact, BEFORE):
        fact = guidance.fact(fact_id)
        assert fact
        if fact.quantity:
            yield Step(fact_id, last_day_before(treatment, fact.quantity))
        elif fact_id == "prep.exfoliate":
            yield Step(fact_id, day_before(treatment))
        else:
            yield Step(fact_id, today)  # the clinic is to be asked now


def steps_after(guidance: Guidance, treatment: Moment) -> Iterator[Step]:
    for fact_id in filter(guidance.fact, CARE):
        yield Step(fact_id, treatment.first_day)
    for fact_id in (*WAITS, *OUTLOOK):
        fact = guidance.fact(fact_id)
        if fact is None or fact.quantity is None:
            continue
        quantity = fact.quantity
        if fact_id in WAITS:
            yield Step(fact_id, allowed_from(treatment, quantity).astimezone(treatment.zone))
        elif fact_id == "recovery.redness":
            end = normal_until(treatment, quantity) - timedelta(microseconds=1)
            yield Step(fact_id, end.astimezone(treatment.zone).date())
        elif quantity.low != quantity.high:
            first, last = (day_after(treatment, number, quantity) for number in (quantity.low, quantity.high))
            yield Step(fact_id, first, last)
        else:
            yield Step(fact_id, day_after(treatment, quantity.high, quantity))
