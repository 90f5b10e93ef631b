"""The clinic's opening hours, read from the one line that patients see: "Mon to Fri 9 am to 6 pm, Sat 10 am to 2 pm"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_TIME = r"\d{1,2}(?::\d{2})? ?(?:am|pm)|noon"
_SPAN = re.compile(
    rf"\s*(?:(?P<daily>daily|every day)|(?P<first>{_DAY})(?:\s*(?:to|-)\s*(?P<last>{_DAY}))?)\s+(?P<opens>{_TIME})\s*(?:to|-)\s*(?P<closes>{_TIME})\s*",
    re.I,
)


@dataclass(frozen=True)
class OpeningHours:
    """`spans` are (weekday from Monday 0, opens, closes) in the clinic's time zone."""

    spans: tuple[tuple[int, time, time], ...]
    zone: ZoneInfo

    @classmethod
    def read(cls, hours: str, time_zone: str) -> OpeningHours | None:
        """None for an empty line. Raises ValueError for one that can't be read."""
        if not hours.strip():
            return None
        spans: list[tuple[int, time, time]] = []
        for part in hours.split(","):
            match = _SPAN.fullmatch(part)
            if not match:
                raise ValueError(
                    f"{part.strip()!r} can't be read; write hours like: Mon to Fri 9 am to 6 pm, Sat 10 am to 2 pm"
                )
            first, last = (0, 6) if match["daily"] else (_day(match["first"]), _day(match["last"] or match["first"]))
            opens, closes = _time(match["opens"]), _time(match["closes"])
            if opens >= closes:
                raise ValueError(f"{part.strip()!r} closes before it opens")
            spans += [((first + n) % 7, opens, closes) for n in range((last - first) % 7 + 1)]
        return cls(tuple(sorted(spans)), ZoneInfo(time_zone or "UTC"))

    def is_open(self, moment: datetime) -> bool:
        here = moment.astimezone(self.zone)
        return any(day == here.weekday() and opens <= here.time() < closes for day, opens, closes in self.spans)

    def next_opening(self, moment: datetime) -> datetime:
        """The first opening after `moment`, in the clinic's time zone."""
        here = moment.astimezone(self.zone)
        for ahead in range(8):
            date = (here + timedelta(days=ahead)).date()
            for day, opens, _ in self.spans:
                opening = datetime.combine(date, opens, self.zone)
                if day == date.weekday() and opening > here:
                    return opening
        raise AssertionError("a week has no opening")


def in_words(opening: datetime, now: datetime) -> str:
    """ "today at 9 am", "Monday at 10:30 am"."""
    day = "today" if opening.date() == now.astimezone(opening.tzinfo).date() else f"{opening:%A}"
    clock = f"{opening.hour % 12 or 12}{f':{opening:%M}' if opening.minute else ''} {opening:%p}"
    return f"{day} at {clock.lower()}"


def _day(word: str) -> int:
    return _DAYS.index(word[:3].lower())


def _time(word: str) -> time:
    if word.lower() == "noon":
        return time(12)
    digits, half = re.fullmatch(r"(.*?) ?([ap])m", word.lower()).groups()  # type: ignore[union-attr]
    hour, _, minute = digits.partition(":")
    if not 1 <= int(hour) <= 12 or int(minute or 0) > 59:
        raise ValueError(f"there is no time {word!r}")
    return time(int(hour) % 12 + (12 if half == "p" else 0), int(minute or 0))
