"""What each effect of a fact asks of a patient around a treatment, and in which order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.dates.effects import EFFECTS, When
from assistant.dates.moment import Moment, days, exactly
from assistant.dates.plan import Step, steps, steps_after, steps_before
from assistant.knowledge.guidance import Fact, Words
from assistant.knowledge.quantities import Quantity

ZONE = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 25)
TREATED = exactly(datetime(2026, 12, 10, 14, 0), ZONE)
ON_A_DAY = days(date(2026, 12, 10), date(2026, 12, 10), ZONE)


def fact(effect: str, quantity: Quantity | None = None, name: str = "") -> Fact:
    words = {"en": Words("Say.", step="step")}
    return Fact(
        name or f"x.{effect}", "peel", "Section", "Document", {"rule": None}, words, effect=effect, quantity=quantity
    )


@pytest.mark.parametrize(
    ("effect", "length", "treated", "expected"),
    [
        ("avoid_until", Quantity(48, 48, "hours"), TREATED, When(datetime(2026, 12, 12, 14, 0, tzinfo=ZONE))),
        ("avoid_until", Quantity(30, 30, "minutes"), TREATED, When(datetime(2026, 12, 10, 14, 30, tzinfo=ZONE))),
        ("avoid_until", Quantity(48, 48, "hours"), ON_A_DAY, When(datetime(2026, 12, 13, 0, 0, tzinfo=ZONE))),
        ("do", None, TREATED, When(date(2026, 12, 10))),
        ("window", Quantity(1, 3, "days"), ON_A_DAY, When(date(2026, 12, 13))),
        ("due", Quantity(1, 2, "weeks"), TREATED, When(date(2026, 12, 17), date(2026, 12, 24))),
        ("due", Quantity(6, 6, "months", "every"), TREATED, When(date(2027, 6, 10))),
        ("due", Quantity(1, 1, "years"), TREATED, When(date(2027, 12, 10))),
        ("stop_before", Quantity(1, 1, "weeks", "at_least"), TREATED, When(date(2026, 12, 2))),
        ("avoid_night_before", None, TREATED, When(date(2026, 12, 9))),
        ("ask", None, TREATED, When(TODAY)),
    ],
)
def test_where_an_effect_stands(effect: str, length: Quantity | None, treated: Moment, expected: When) -> None:
    assert EFFECTS[effect].when(length, treated, TODAY) == expected


def test_every_effect_says_its_side_and_only_lengths_of_time_have_figures() -> None:
    assert {effect.stage for effect in EFFECTS.values()} == {"before", "after"}
    needing = {name for name, effect in EFFECTS.items() if effect.needs_length}
    assert needing == {"avoid_until", "window", "due", "stop_before"}
    assert {name for name, effect in EFFECTS.items() if not effect.has_day} == {"do"}


FACTS = (
    fact("due", Quantity(2, 2, "weeks")),
    fact("avoid_until", Quantity(3, 3, "days"), "x.later"),
    fact("avoid_until", Quantity(1, 1, "days"), "x.first"),
    fact("avoid_until", Quantity(1, 1, "days"), "x.second"),
    fact("stop_before", Quantity(1, 1, "weeks")),
    fact("ask"),
    fact("do"),
    fact(""),
)


def names(planned: list[Step]) -> list[str]:
    return [step.fact.id if step.fact else "treatment" for step in planned]


def test_steps_come_by_day_around_the_treatment_those_of_a_day_in_the_guidances_order() -> None:
    planned = steps(FACTS, TREATED, TODAY)
    before, after = ["x.ask", "x.stop_before"], ["x.do", "x.first", "x.second", "x.later", "x.due"]
    assert names(planned) == [*before, "treatment", *after]
    assert names(steps_before(FACTS, TREATED, TODAY)) == before
    assert names(steps_after(FACTS, TREATED, TODAY)) == after


def test_the_treatment_has_its_time_where_that_is_known() -> None:
    (at,) = [step.at for step in steps((), TREATED, TODAY)]
    assert at == When(datetime(2026, 12, 10, 14, 0, tzinfo=ZONE))
    (at,) = [step.at for step in steps((), ON_A_DAY, TODAY)]
    assert at == When(date(2026, 12, 10))


def test_a_step_of_a_moment_has_its_day() -> None:
    (step,) = steps_after((fact("avoid_until", Quantity(12, 12, "hours")),), TREATED, TODAY)
    assert isinstance(step.at.start, datetime)
    assert step.day == date(2026, 12, 10) + timedelta(days=1)
