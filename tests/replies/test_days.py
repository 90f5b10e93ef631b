from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.dates.moment import days, exactly
from assistant.replies.days import SMS, bound_in_words, day_in_words, moment_in_words

ZONE = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 25)


def test_a_day_is_named_with_its_weekday_and_the_year_where_it_is_another() -> None:
    assert day_in_words(date(2026, 11, 27), TODAY) == "Friday, November 27"
    assert day_in_words(date(2027, 1, 8), TODAY) == "Friday, January 8, 2027"
    assert day_in_words(date(2027, 1, 8), TODAY, SMS) == "Fri Jan 8"
    assert day_in_words(date(2027, 6, 8), TODAY, SMS) == "Tue Jun 8 2027"


def test_a_moment_is_said_to_the_minute_and_a_day_as_a_day() -> None:
    assert moment_in_words(exactly(datetime(2026, 11, 24, 15, 10), ZONE), TODAY) == "Tuesday, November 24, at 3:10 pm"
    assert moment_in_words(exactly(datetime(2026, 11, 24, 0, 5), ZONE), TODAY, SMS) == "Tue Nov 24, 12:05 am"
    assert moment_in_words(days(date(2026, 11, 24), date(2026, 11, 24), ZONE), TODAY) == "Tuesday, November 24"
    two = days(date(2026, 11, 23), date(2026, 11, 24), ZONE)
    assert moment_in_words(two, TODAY) == "Monday, November 23 or Tuesday, November 24"


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert bound_in_words(datetime(2026, 12, 7, tzinfo=ZONE), TODAY) == "the end of Sunday, December 6"
    assert bound_in_words(datetime(2027, 1, 1, tzinfo=ZONE), TODAY) == "the end of Thursday, December 31"
    assert bound_in_words(datetime(2026, 12, 7, 12, tzinfo=ZONE), TODAY) == "Monday, December 7, at noon"


def test_seconds_are_rounded_up_so_that_nothing_is_said_too_early() -> None:
    assert bound_in_words(datetime(2026, 12, 7, 12, 0, 0, 1, tzinfo=ZONE), TODAY).endswith("12:01 pm")
    assert bound_in_words(datetime(2026, 12, 7, 23, 59, 30, tzinfo=ZONE), TODAY).endswith("midnight")
