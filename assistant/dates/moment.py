"""When something happened or will: an exact moment, or no more than a day or part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.tz import resolve_imaginary


@dataclass(frozen=True)
class Moment:
    """It lies between `start` and `end`, both in UTC; they are equal where it is exact.

    `zone` is the clinic's. `counted` says that it was counted from now ("50 hours ago"), so that it holds in any zone.
    """

    start: datetime
    end: datetime
    zone: ZoneInfo
    is_exact: bool = True
    counted: bool = False

    @property
    def first_day(self) -> date:
        return self.start.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        end = self.end if self.is_exact else self.end - timedelta(microseconds=1)
        return end.astimezone(self.zone).date()

    def as_json(self) -> dict[str, Any]:
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "is_exact": self.is_exact,
            "counted": self.counted,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any], zone: ZoneInfo) -> Moment:
        start, end = (datetime.fromisoformat(data[name]) for name in ("start", "end"))
        return cls(start, end, zone, data["is_exact"], data["counted"])


def clinic_zone(name: str) -> ZoneInfo:
    """The clinic's time zone; UTC where it gives none. Raises ValueError for a name that is no time zone."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; give an IANA name such as America/New_York") from error


def exactly(wall: datetime, zone: ZoneInfo) -> Moment:
    """The moment a wall clock shows `wall`; where a clock change repeats that time, either of the two."""
    start, end = at(wall, zone), at(wall.replace(fold=1), zone)
    return Moment(start, max(start, end), zone)


def elapsed(now: datetime, hours: float, zone: ZoneInfo) -> Moment:
    """That many hours before `now` (after it where negative); hours pass the same whatever the clocks do."""
    moment = now.astimezone(UTC) - timedelta(hours=hours)
    return Moment(moment, moment, zone, counted=True)


def days(first: date, last: date, zone: ZoneInfo) -> Moment:
    """Some time on these days, from midnight to midnight."""
    return Moment(midnight(first, zone), midnight(last + timedelta(days=1), zone), zone, is_exact=False)


def part_of_day(day: date, first_hour: int, last_hour: int, zone: ZoneInfo) -> Moment:
    """Some time of a day between two hours of its clock; 24 is midnight."""
    start = at(datetime.combine(day, time(first_hour)), zone)
    end = datetime.combine(day, time()) + timedelta(hours=last_hour)
    return Moment(start, at(end, zone), zone, is_exact=False)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day, in UTC."""
    return at(datetime.combine(day, time()), zone)


def at(wall: datetime, zone: ZoneInfo) -> datetime:
    """A wall clock's time, in UTC; a time that a clock change skips is moved on by that change."""
    return resolve_imaginary(wall.replace(tzinfo=zone)).astimezone(UTC)
