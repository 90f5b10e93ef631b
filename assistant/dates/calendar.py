"""A plan as an iCalendar file (RFC 5545), for the calendar programs people have."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from assistant.dates.plan import Step

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "microneedling-assistant/plan")
_MORNING = timedelta(hours=9)  # of a day, when it is called to mind
_FIRST_SEQUENCE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """The words of a step: `title` in the calendar, `note` beside it."""

    title: str
    note: str


def calendar_file(plan: str, name: str, entries: Iterable[tuple[Step, Entry]], zone: ZoneInfo, now: datetime) -> bytes:
    """The file. `plan` names the plan: a step keeps its id in every file of a plan, and a later file replaces it."""
    calendar = Calendar()
    calendar.add("prodid", "-//microneedling-assistant//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for step, entry in entries:
        calendar.add_component(_event(plan, step, entry, zone, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(plan: str, step: Step, entry: Entry, zone: ZoneInfo, now: datetime) -> Event:
    event = Event()
    what = step.fact.id if step.fact else "treatment"
    event.add("uid", f"{uuid.uuid5(_NAMESPACE, f'{plan}/{what}')}@microneedling-assistant")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int((now - _FIRST_SEQUENCE).total_seconds()))  # a later file counts as the newer version
    event.add("summary", entry.title)
    event.add("description", entry.note)
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    start = step.at.start
    is_moment = isinstance(start, datetime)
    event.add("dtstart", _on_the_minute(start, zone) if isinstance(start, datetime) else start)
    if step.at.until:
        event.add("dtend", step.at.until + timedelta(days=1))
    event.add_component(_alarm(entry, timedelta(0) if is_moment else _MORNING))
    return event


def _on_the_minute(moment: datetime, zone: ZoneInfo) -> datetime:
    """Rounded up, so that a calendar never says a thing too early."""
    if moment.second or moment.microsecond:
        moment = moment.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    return moment.astimezone(zone)


def _alarm(entry: Entry, after_start: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", after_start)
    return alarm
