from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.knowledge.opening_hours import OpeningHours, in_words

NEW_YORK = ZoneInfo("America/New_York")
LINE = "Mon to Fri 9 am to 6 pm, Sat 10:30 am to 2 pm"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week of Monday 16 November 2026."""
    return datetime(2026, 11, 16 + day, hour, minute, tzinfo=NEW_YORK)


@pytest.fixture
def hours() -> OpeningHours:
    hours = OpeningHours.read(LINE, "America/New_York")
    assert hours is not None
    return hours


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        (at(0, 8, 59), False, "today at 9 am"),
        (at(0, 9), True, "Tuesday at 9 am"),
        (at(4, 17, 59), True, "Saturday at 10:30 am"),
        (at(4, 18), False, "Saturday at 10:30 am"),
        (at(5, 14), False, "Monday at 9 am"),
        (at(6, 12), False, "Monday at 9 am"),
    ],
)
def test_knows_when_the_clinic_is_open(hours: OpeningHours, moment: datetime, is_open: bool, opens: str) -> None:
    utc = moment.astimezone(ZoneInfo("UTC"))
    assert hours.is_open(utc) == is_open
    assert in_words(hours.next_opening(utc), utc) == opens


def test_clocks_that_change_do_not_matter(hours: OpeningHours) -> None:
    before = datetime(2027, 3, 13, 20, tzinfo=NEW_YORK)  # the night in which New York loses an hour
    assert in_words(hours.next_opening(before), before) == "Monday at 9 am"
    assert hours.next_opening(before).utcoffset() != before.utcoffset()


def test_every_day() -> None:
    hours = OpeningHours.read("daily 9 am to noon", "")
    assert hours is not None and len(hours.spans) == 7


@pytest.mark.parametrize(
    "line", ["9 to 5", "Mon-Fri 9-5", "Mon 9 am", "Mon 6 pm to 9 am", "Mon 13 am to 2 pm", "by appointment"]
)
def test_a_line_that_cannot_be_read_says_how_to_write_it(line: str) -> None:
    with pytest.raises(ValueError, match=r"write hours like|closes before|no time"):
        OpeningHours.read(line, "")


def test_no_hours() -> None:
    assert OpeningHours.read("", "") is None
