"""The calendar file, read back by a calendar library."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from assistant.dates.calendar import Entry, calendar_file
from assistant.dates.effects import EFFECTS
from assistant.dates.moment import Moment, days, exactly
from assistant.dates.plan import Step, steps
from assistant.knowledge.guidance import Guidance

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=ZONE)
TREATMENT = "treatment"
TREATED = exactly(datetime(2026, 12, 10, 14, 0), ZONE)


def name_of(step: Step) -> str:
    return step.fact.id if step.fact else TREATMENT


def has_day(step: Step) -> bool:
    return step.fact is None or EFFECTS[step.fact.effect].has_day


def titled(guidance: Guidance) -> set[str]:
    return {TREATMENT, *(fact.id for fact in guidance.facts if fact.effect and EFFECTS[fact.effect].has_day)}


def events(
    guidance: Guidance, treated: Moment = TREATED, plan: str = "2026-12-10", now: datetime = NOW
) -> dict[str, Any]:
    planned = [step for step in steps(guidance.facts, treated, now.date()) if has_day(step)]
    entries = [(step, Entry(f"title of {name_of(step)}", "note, with; commas\nand lines")) for step in planned]
    body = calendar_file(plan, "My plan", entries, ZONE, now)
    calendar = icalendar.Calendar.from_ical(body)
    return {str(event["summary"]).removeprefix("title of "): event for event in calendar.walk("VEVENT")}


def test_every_step_with_a_day_is_in_it(guidance: Guidance) -> None:
    found = events(guidance)
    assert set(found) == titled(guidance)
    assert "aftercare.hygiene" not in found, "has no day of its own"
    assert found["prep.retinoids"].decoded("dtstart") == date(2026, 12, 2)
    assert found["prep.exfoliate"].decoded("dtstart") == date(2026, 12, 9)
    assert found["aftercare.makeup"].decoded("dtstart") == datetime(2026, 12, 12, 14, 0, tzinfo=ZONE)
    assert found["recovery.healing"].decoded("dtstart") == date(2026, 12, 17)
    assert found["recovery.healing"].decoded("dtend") == date(2026, 12, 25)  # the day after the last
    assert found["maintenance.interval"].decoded("dtstart") == date(2027, 6, 10)


def test_each_has_an_alarm_and_times_have_their_zone(guidance: Guidance) -> None:
    for event in events(guidance).values():
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") in (timedelta(0), timedelta(hours=9))
    (treatment,) = [step for step in steps(guidance.facts, TREATED, NOW.date()) if step.fact is None]
    body = calendar_file("p", "n", [(treatment, Entry("t", ""))], ZONE, NOW)
    assert b"BEGIN:VTIMEZONE\r\n" in body and b"TZID:America/New_York" in body
    assert b"DTSTART;TZID=America/New_York:20261210T140000" in body


def test_a_later_file_of_a_plan_updates_it_and_another_plan_does_not(guidance: Guidance) -> None:
    first = events(guidance)
    moved = exactly(datetime(2026, 12, 11, 9, 0), ZONE)
    second = events(guidance, moved, now=NOW + timedelta(minutes=5))
    other = events(guidance, plan="2027-06-10")
    for fact in titled(guidance):
        assert first[fact]["uid"] == second[fact]["uid"] != other[fact]["uid"]
        assert int(second[fact]["sequence"]) > int(first[fact]["sequence"])
    assert len({str(event["uid"]) for event in first.values()}) == len(titled(guidance))


@pytest.mark.parametrize("day", [date(2026, 3, 7), date(2026, 10, 31), date(2026, 12, 31), date(2028, 2, 28)])
def test_only_a_day_is_enough(guidance: Guidance, day: date) -> None:
    found = events(guidance, days(day, day, ZONE))
    assert found[TREATMENT].decoded("dtstart") == day
    allowed = found["aftercare.exercise"].decoded("dtstart")
    assert allowed.astimezone(ZoneInfo("UTC")) - days(day, day, ZONE).end == timedelta(hours=72)
