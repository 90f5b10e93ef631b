"""The calendar file of a plan: of the treatment it is asked for, in its own words, and of nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from sqlalchemy.engine import Engine

from assistant.channels.calendar import CalendarInput, _asked
from assistant.knowledge.guidance import Guidance, Treatment
from assistant.knowledge.guidance_files import guidance_of, read_folder

NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
START = datetime(2026, 12, 10, 19, 0, tzinfo=UTC)
PEEL = """\
treatment: {id: peel, name: chemical peels}
document: Our peels
reviewed_by: HerSpace MedSpa
reviewed_on: 2026-11-23
review_by: 2027-11-23
facts:
  - id: peel.makeup
    section: Peels
    aspects: [rule, aftercare]
    stage: after
    terms: [makeup]
    effect: avoid_until
    value: {amount: 5, unit: days}
    words: {en: {say: "Wear no makeup for {value} after your peel.", step: makeup}}
  - id: peel.checked
    section: Peels
    aspects: [recovery]
    effect: due
    value: {amount: 2, unit: weeks}
    words: {en: {say: "We look at your skin after {value}.", step: we look at your skin, title: "Check-up ({value})"}}
"""


@pytest.fixture(scope="module")
def both() -> Guidance:
    return guidance_of({**read_folder(), "peel.yml": PEEL})


def arguments(**more: str) -> dict[str, str]:
    return {"plan": "2026-12-10", "start": START.isoformat(), "end": START.isoformat(), "exact": "1", **more}


def events(guidance: Guidance, now: datetime = NOW, **more: str) -> tuple[str, dict[str, Any]]:
    treatment, moment, plan = _asked(arguments(**more), guidance, now)
    calendar = icalendar.Calendar.from_ical(CalendarInput()._file(guidance, treatment, moment, plan, now))
    return str(calendar["x-wr-calname"]), {str(event["summary"]): event for event in calendar.walk("VEVENT")}


@pytest.fixture(autouse=True)
def database(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(engine.url))


def test_a_second_treatment_has_its_own_plan_with_its_figures(both: Guidance) -> None:
    name, found = events(both, treatment="peel")
    assert name == "Chemical peels plan"
    assert set(found) == {"Chemical peels treatment", "Until now: no makeup (5 days)", "Check-up (2 weeks)"}
    assert found["Until now: no makeup (5 days)"].decoded("dtstart") == START + timedelta(days=5)
    assert found["Until now: no makeup (5 days)"]["description"] == "Wear no makeup for 5 days after your peel."
    assert found["Check-up (2 weeks)"].decoded("dtstart") == (START + timedelta(weeks=2)).date()


def test_the_first_treatment_has_nothing_of_the_second(both: Guidance) -> None:
    name, found = events(both, treatment="microneedling")
    assert name == "Microneedling plan"
    assert "Microneedling treatment" in found and "Until now: no makeup (48 hours)" in found
    assert not [title for title, event in found.items() if "peel" in f"{title}{event.get('description')}".lower()]
    assert events(both)[0] == name, "an address from before there were two"


def test_what_a_doctor_may_have_ordered_is_not_simply_left_off(guidance: Guidance) -> None:
    _, found = events(guidance)
    assert "Last day for topical retinoids (ask your provider if prescribed)" in found


def test_after_the_treatment_only_what_comes_after_it(guidance: Guidance) -> None:
    _, found = events(guidance, now=START + timedelta(hours=2))
    assert "Microneedling treatment" not in found and "Until now: no makeup (48 hours)" in found
    assert not [title for title in found if title.startswith("Last day")]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"treatment": "botox"}, "`treatment` has to be one of microneedling, peel"),
        ({"plan": "mine"}, "`plan` has to be a day"),
        ({"start": "soon"}, "have to be moments"),
        ({"end": (START - timedelta(hours=1)).isoformat()}, "`start` has to come before `end`"),
    ],
)
def test_an_address_that_makes_no_sense_is_told_what_it_has_to_hold(
    both: Guidance, more: dict[str, str], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        _asked(arguments(**more), both, NOW)


def test_an_addon_is_planned_as_its_treatment(both: Guidance) -> None:
    treatment, _, _ = _asked(arguments(treatment="prp"), both, NOW)
    assert isinstance(treatment, Treatment) and treatment.id == "microneedling"
