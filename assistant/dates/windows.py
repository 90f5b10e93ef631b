"""Where a moment stands against the guidance's clocks: not before when, until when, the last day for something.

Minutes and hours pass the same whatever the clocks do; days and longer are counted on the clinic's calendar. Where no
more than a day is known, the careful end of it counts: its end for what has to wait, its start for what has to stop.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from assistant.dates.moment import Moment, at, midnight
from assistant.knowledge.quantities import Quantity

Verdict = Literal["yes", "no", "in_part"]


def allowed_from(treated: Moment, wait: Quantity) -> datetime:
    """The first moment at which a rule "not for at least ..." is over for sure, in UTC."""
    return _later(treated.end, wait.high, wait, treated)


def normal_until(treated: Moment, window: Quantity) -> datetime:
    """The moment until which a rule "fades in ..." may still hold: with the treatment at its earliest, so that
    nothing late is called normal. Where only a day is known, the whole of the last day counts. In UTC."""
    if treated.is_exact:
        return _later(treated.start, window.high, window, treated)
    return midnight(_day_later(treated.first_day, window.high, window) + timedelta(days=1), treated.zone)


def day_after(treated: Moment, number: int, quantity: Quantity) -> date:
    """The calendar day that many of the quantity's unit after the treatment's last possible day."""
    return _day_later(treated.last_day, number, quantity)


def last_day_before(treatment: Moment, stop: Quantity) -> date:
    """The last whole day on which something may be used that must stop "at least ..." before a treatment."""
    bound = _later(treatment.start, -stop.high, stop, treatment)
    return (bound.astimezone(treatment.zone) - timedelta(days=1)).date()


def day_before(treatment: Moment) -> date:
    return treatment.first_day - timedelta(days=1)


def verdict_on(event: Moment, allowed: datetime) -> Verdict:
    """Whether the wait is over when an event happens; "in_part" where that depends on its time of day."""
    if event.start >= allowed:
        return "yes"
    return "no" if event.end <= allowed else "in_part"


def hours_left(now: datetime, allowed: datetime) -> int:
    """Whole hours until then, rounded up; 0 where it is over."""
    seconds = (allowed.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
    return max(0, -int(-seconds // 3600))


def _later(moment: datetime, number: int, quantity: Quantity, clock: Moment) -> datetime:
    if quantity.unit in ("minutes", "hours"):
        return moment + timedelta(**{quantity.unit: number})
    wall = moment.astimezone(clock.zone)
    return at(wall.replace(tzinfo=None, fold=0) + _length(number, quantity), clock.zone)


def _day_later(day: date, number: int, quantity: Quantity) -> date:
    later = day + _length(number, quantity)
    return later.date() if isinstance(later, datetime) else later


def _length(number: int, quantity: Quantity) -> relativedelta:
    if not quantity.is_length:
        raise ValueError(f"{quantity} is no length of time")
    return relativedelta(**{quantity.unit: number})
