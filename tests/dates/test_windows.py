"""Bounds against the guidance's own figures, over every hour of two years and more, in several time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates.moment import Moment, clinic_zone, days, elapsed, exactly
from assistant.dates.windows import allowed_from, day_after, hours_left, last_day_before, normal_until, verdict_on
from assistant.knowledge.quantities import Quantity
from tests.knowledge.shared import clinic_guidance

ZONES = [ZoneInfo(name) for name in ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HOURS_OF_TWO_YEARS = 2 * 365 * 24
WAITS = ("aftercare.makeup", "aftercare.exercise", "aftercare.swimming", "aftercare.sauna")
STOPS = ("prep.retinoids", "prep.antibiotics")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))
some_days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
zones = st.sampled_from(ZONES)


def figure(fact_id: str) -> Quantity:
    fact = clinic_guidance().fact(fact_id)
    assert fact and fact.quantity
    return fact.quantity


def known(moment: datetime, zone: ZoneInfo) -> Moment:
    return Moment(moment, moment, zone)


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("fact_id", WAITS)
def test_a_wait_is_exact_to_the_second_at_every_hour_of_two_years(fact_id: str, zone: ZoneInfo) -> None:
    wait = figure(fact_id)
    assert wait.hours
    before = FIRST
    for hour in range(HOURS_OF_TWO_YEARS):
        treated = FIRST + timedelta(hours=hour)
        allowed = allowed_from(known(treated, zone), wait)
        assert (allowed - treated).total_seconds() == wait.hours * 3600
        assert allowed > before  # never earlier for a later treatment
        before = allowed


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("fact_id", WAITS)
def test_where_only_the_day_is_known_no_hour_of_it_is_let_off_early(fact_id: str, zone: ZoneInfo) -> None:
    wait = figure(fact_id)
    assert wait.hours
    for number in range(2 * 365):
        day = date(2026, 1, 1) + timedelta(days=number)
        whole = days(day, day, zone)
        assert allowed_from(whole, wait) - whole.end == timedelta(hours=wait.hours)
        assert allowed_from(whole, wait) > allowed_from(known(whole.end - timedelta(seconds=1), zone), wait)


@given(moments, zones, st.sampled_from(WAITS), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_later_treatment_is_never_allowed_earlier(
    moment: datetime, zone: ZoneInfo, fact_id: str, later: timedelta
) -> None:
    wait = figure(fact_id)
    assert allowed_from(known(moment, zone), wait) <= allowed_from(known(moment + later, zone), wait)


@given(some_days, zones, st.sampled_from(STOPS))
def test_the_last_day_is_a_whole_bound_before_the_day_of_treatment(day: date, zone: ZoneInfo, fact_id: str) -> None:
    stop = figure(fact_id)
    assert stop.hours
    last = last_day_before(days(day, day, zone), stop)
    free = (day - last).days - 1  # whole days between the last use and the treatment
    assert free == stop.hours // 24
    assert last_day_before(days(day + timedelta(days=1), day + timedelta(days=1), zone), stop) > last


@given(moments, zones, st.sampled_from(STOPS))
def test_no_hour_of_the_last_day_is_too_late(moment: datetime, zone: ZoneInfo, fact_id: str) -> None:
    stop = figure(fact_id)
    treatment = known(moment, zone)
    end_of_last_day = days(*[last_day_before(treatment, stop)] * 2, zone).end.astimezone(zone).replace(tzinfo=None)
    at_treatment = moment.astimezone(zone).replace(tzinfo=None)
    assert stop.hours
    assert at_treatment - end_of_last_day >= timedelta(hours=stop.hours)


@given(moments, zones)
def test_the_window_of_redness_closes_with_its_upper_end(moment: datetime, zone: ZoneInfo) -> None:
    window = figure("recovery.redness")
    closes = normal_until(known(moment, zone), window)
    assert abs(closes - moment - timedelta(days=window.high)) <= timedelta(hours=1)  # a clock change may lie between


@given(some_days, zones)
def test_where_only_the_day_is_known_its_last_day_counts_whole(day: date, zone: ZoneInfo) -> None:
    window = figure("recovery.redness")
    last = (normal_until(days(day, day, zone), window) - timedelta(seconds=1)).astimezone(zone).date()
    assert (last - day).days == window.high


def test_on_day_two_redness_is_inside_and_on_day_six_outside() -> None:
    zone = ZoneInfo("America/New_York")
    window, now = figure("recovery.redness"), datetime(2026, 11, 25, 14, tzinfo=zone)
    assert normal_until(days(date(2026, 11, 23), date(2026, 11, 24), zone), window) > now
    assert normal_until(days(date(2026, 11, 19), date(2026, 11, 20), zone), window) < now


@pytest.mark.parametrize(
    ("treated", "fact_id", "expected"),
    [
        (date(2026, 12, 31), "results.timeline", date(2027, 2, 28)),
        (date(2027, 12, 31), "results.timeline", date(2028, 2, 29)),
        (date(2026, 8, 31), "maintenance.interval", date(2027, 2, 28)),
        (date(2026, 11, 24), "maintenance.interval", date(2027, 5, 24)),
        (date(2026, 12, 25), "recovery.healing", date(2027, 1, 8)),
    ],
)
def test_months_and_weeks_end_on_days_that_exist(treated: date, fact_id: str, expected: date) -> None:
    quantity = figure(fact_id)
    assert day_after(days(treated, treated, ZoneInfo("UTC")), quantity.high, quantity) == expected


def test_hours_pass_the_same_over_both_clock_changes() -> None:
    zone = ZoneInfo("America/New_York")
    wait = figure("aftercare.exercise")
    for wall in (datetime(2026, 10, 31, 15, 10), datetime(2026, 3, 7, 15, 10)):
        treated = exactly(wall, zone)
        assert allowed_from(treated, wait) - treated.start == timedelta(hours=wait.high)
    assert allowed_from(exactly(datetime(2026, 10, 31, 15, 10), zone), wait).astimezone(zone).hour == 14
    assert allowed_from(exactly(datetime(2026, 3, 7, 15, 10), zone), wait).astimezone(zone).hour == 16


def test_a_time_that_the_clocks_show_twice_is_taken_late_and_one_they_skip_moved_on() -> None:
    zone = ZoneInfo("America/New_York")
    twice = exactly(datetime(2026, 11, 1, 1, 30), zone)
    assert twice.end - twice.start == timedelta(hours=1)
    skipped = exactly(datetime(2026, 3, 8, 2, 30), zone)
    assert skipped.start == skipped.end == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_an_event_is_judged_by_all_of_its_day() -> None:
    zone = ZoneInfo("UTC")
    allowed = datetime(2026, 12, 6, 15, tzinfo=UTC)
    verdicts = [verdict_on(days(date(2026, 12, day), date(2026, 12, day), zone), allowed) for day in (5, 6, 7)]
    assert verdicts == ["no", "in_part", "yes"]
    assert verdict_on(known(allowed, zone), allowed) == "yes"
    assert verdict_on(known(allowed - timedelta(seconds=1), zone), allowed) == "no"


def test_hours_left_are_rounded_up() -> None:
    now = datetime(2026, 12, 6, 15, tzinfo=UTC)
    assert hours_left(now, now + timedelta(hours=22)) == 22
    assert hours_left(now, now + timedelta(hours=21, seconds=1)) == 22
    assert hours_left(now, now - timedelta(hours=3)) == 0


def test_a_moment_survives_its_slot() -> None:
    zone = ZoneInfo("America/New_York")
    for moment in (elapsed(datetime(2026, 1, 1, tzinfo=UTC), 50, zone), days(date(2026, 1, 1), date(2026, 1, 3), zone)):
        assert Moment.from_json(moment.as_json(), zone) == moment


def test_a_clinic_without_a_time_zone_has_utc_and_a_wrong_one_is_refused() -> None:
    assert clinic_zone("") == ZoneInfo("UTC")
    for name in ("Mars/Olympus", "../etc/passwd"):
        with pytest.raises(ValueError, match="time zone"):
            clinic_zone(name)
