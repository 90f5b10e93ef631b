"""What a fact asks of a patient in time. A new effect is a class here, and its frames in domain.yml.

A fact without an effect only states something. A step's words are said in the frames utter_step_NAME of a plan and
utter_title_NAME of a calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from assistant.dates.moment import Moment
from assistant.dates.windows import allowed_from, day_after, day_before, last_day_before, normal_until
from assistant.knowledge.quantities import Quantity


@dataclass(frozen=True)
class When:
    """A day, or a moment on the clinic's clock; `until` is the last day of what lasts."""

    start: date | datetime
    until: date | None = None


class Effect:
    """`stage` is the side of the treatment it is about; `needs_length` whether its figure is a length of time."""

    name: ClassVar[str]
    stage: ClassVar[str]
    needs_length: ClassVar[bool] = False
    has_day: ClassVar[bool] = True  # whether it belongs into a calendar

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        """Where its step stands around a treatment."""
        raise NotImplementedError


def _given(length: Quantity | None) -> Quantity:
    """Of an effect that needs a length; the guidance is refused without it."""
    assert length is not None
    return length


class AvoidUntil(Effect):
    """Not before so long after the treatment: makeup."""

    name, stage, needs_length = "avoid_until", "after", True

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        return When(allowed_from(treatment, _given(length)).astimezone(treatment.zone))


class Do(Effect):
    """From the treatment on, with no end given: wash your hands."""

    name, stage, has_day = "do", "after", False

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        return When(treatment.first_day)


class Window(Effect):
    """Normal for so long after the treatment, and no longer: redness."""

    name, stage, needs_length = "window", "after", True

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        last_moment = normal_until(treatment, _given(length)) - timedelta(microseconds=1)
        return When(last_moment.astimezone(treatment.zone).date())


class Due(Effect):
    """To be expected so long after the treatment: healing, results, the next visit."""

    name, stage, needs_length = "due", "after", True

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        length = _given(length)
        first, last = (day_after(treatment, number, length) for number in (length.low, length.high))
        return When(first, last if last != first else None)


class StopBefore(Effect):
    """Not for so long before the treatment: retinoids. Its day is the last one on which it may be used."""

    name, stage, needs_length = "stop_before", "before", True

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        return When(last_day_before(treatment, _given(length)))


class AvoidNightBefore(Effect):
    """Not on the night before the treatment: exfoliating."""

    name, stage = "avoid_night_before", "before"

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        return When(day_before(treatment))


class Ask(Effect):
    """The clinic is to be told or asked, now: medicines."""

    name, stage = "ask", "before"

    @classmethod
    def when(cls, length: Quantity | None, treatment: Moment, today: date) -> When:
        return When(today)


EFFECTS: dict[str, type[Effect]] = {effect.name: effect for effect in Effect.__subclasses__()}
