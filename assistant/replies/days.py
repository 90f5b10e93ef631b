"""Days and moments as a patient reads them: "Friday, November 27, at 3:10 pm", by SMS "Fri Nov 27, 3:10 pm"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from assistant.dates.moment import Moment

SMS = "sms"
_HALF_A_YEAR = timedelta(days=182)


def day_in_words(day: date, today: date, channel: str = "") -> str:
    """The year is said where it is another than this one; by SMS only where the day would be taken for another."""
    if channel == SMS:
        words = f"{day:%a %b} {day.day}"
        return words if abs(day - today) < _HALF_A_YEAR else f"{words} {day.year}"
    words = f"{day:%A, %B} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


def moment_in_words(moment: Moment, today: date, channel: str = "") -> str:
    """The moment, or the day or days where no more is known."""
    if moment.is_exact:
        return time_in_words(moment.end.astimezone(moment.zone), today, channel)
    first = day_in_words(moment.first_day, today, channel)
    if moment.first_day == moment.last_day:
        return first
    join = "-" if channel == SMS else " or " if (moment.last_day - moment.first_day).days == 1 else " to "
    return f"{first}{join}{day_in_words(moment.last_day, today, channel)}"


def bound_in_words(bound: datetime, today: date, channel: str = "") -> str:
    """A bound on the clinic's clock; midnight is the end of the day before it."""
    if bound.time() == time():
        return (
            f"{'' if channel == SMS else 'the '}end of {day_in_words(bound.date() - timedelta(days=1), today, channel)}"
        )
    return time_in_words(bound, today, channel)


def time_in_words(moment: datetime, today: date, channel: str = "") -> str:
    """Rounded up to the minute, so that what is said is never too early."""
    if moment.second or moment.microsecond:
        moment = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    clock = f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"
    clock = {"12:00 pm": "noon", "12:00 am": "midnight"}.get(clock, clock)
    day = day_in_words(moment.date(), today, channel)
    return f"{day}, {clock}" if channel == SMS else f"{day}, at {clock}"


def hours_in_words(hours: int) -> str:
    return f"{hours} hour" if hours == 1 else f"{hours} hours"
