"""Patients' own dates on the running assistant, counted from the real now; bounds come from the guidance."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from assistant.dates.moment import Moment, clinic_zone, exactly, midnight
from assistant.dates.windows import last_day_before
from assistant.knowledge.quantities import Quantity
from assistant.replies.days import bound_in_words, day_in_words, moment_in_words
from tests.assistant import Assistant
from tests.knowledge.shared import clinic_guidance

pytestmark = [pytest.mark.assistant, pytest.mark.clock]

ZONE = clinic_zone(clinic_guidance().clinic.time_zone)


def figure(fact_id: str) -> Quantity:
    fact = clinic_guidance().fact(fact_id)
    assert fact and fact.quantity
    return fact.quantity


def hours(fact_id: str) -> int:
    found = figure(fact_id).hours
    assert found
    return found


def today() -> date:
    return datetime.now(ZONE).date()


@pytest.fixture(autouse=True)
def within_one_day() -> None:
    """What a test calls today still is when the assistant answers."""
    left = (midnight(today() + timedelta(days=1), ZONE) - datetime.now(UTC)).total_seconds()
    if left < 60:
        time.sleep(left)


def treated(ago: timedelta) -> tuple[Moment, str]:
    """A moment on the half hour, and how a patient says it."""
    wall = (datetime.now(ZONE) - ago).replace(minute=30, second=0, microsecond=0, tzinfo=None)
    return exactly(
        wall, ZONE
    ), f"{wall:%B} {wall.day}, {wall.year} at {wall.hour % 12 or 12}:30 {'am' if wall.hour < 12 else 'pm'}"


def not_before(moment: Moment, fact_id: str) -> str:
    bound = (moment.end + timedelta(hours=hours(fact_id))).astimezone(ZONE)
    return f"not before {bound_in_words(bound, today())}"


@pytest.fixture
def sender() -> str:
    return uuid.uuid4().hex


@pytest.mark.parametrize(
    ("words", "fact_id"),
    [
        ("when can I go back to hot yoga?", "aftercare.exercise"),
        ("when can I swim again?", "aftercare.swimming"),
        ("when can I go to the sauna?", "aftercare.sauna"),
        ("when can I wear makeup?", "aftercare.makeup"),
    ],
)
def test_a_date_beside_the_question(assistant: Assistant, words: str, fact_id: str) -> None:
    moment, said = treated(timedelta(hours=20))
    reply = assistant.ask(f"I was treated on {said}, {words}")
    assert (reply.kind, reply.facts) == ("answer", [fact_id])
    assert moment_in_words(moment, today()) in reply.text
    assert not_before(moment, fact_id) in reply.text
    assert str(figure(fact_id)) in reply.text


def test_a_date_in_an_earlier_message_and_its_correction(assistant: Assistant, sender: str) -> None:
    first, said_first = treated(timedelta(hours=30))
    second, said_second = treated(timedelta(hours=10))
    asked = assistant.ask("when can I wear makeup again?", sender)
    assert "Tell me when you were treated" in asked.text
    assert not_before(first, "aftercare.makeup") in assistant.ask(f"I had it on {said_first}", sender).text
    assert not_before(first, "aftercare.swimming") in assistant.ask("and when can I swim?", sender).text
    assert not_before(second, "aftercare.swimming") in assistant.ask(f"sorry, on {said_second}", sender).text
    assert not_before(second, "aftercare.sauna") in assistant.ask("when can I go to the sauna?", sender).text


def test_the_date_is_asked_for_once(assistant: Assistant, sender: str) -> None:
    assert "Tell me when" in assistant.ask("when can I swim?", sender).text
    assert "Tell me when" not in assistant.ask("when can I wear makeup?", sender).text


def test_another_conversation_knows_no_date(assistant: Assistant, sender: str) -> None:
    _, said = treated(timedelta(hours=20))
    assistant.ask(f"I was treated on {said}, when can I swim?", sender)
    assert "Counted from" not in assistant.ask("when can I swim?").text


def test_verdicts_on_hours_since_the_treatment(assistant: Assistant) -> None:
    since = hours("aftercare.makeup") + 2
    reply = assistant.ask(f"Been {since} hours: makeup? gym?")
    assert reply.facts == ["aftercare.makeup", "aftercare.exercise"]
    makeup, gym = reply.text.splitlines()[-2:]
    assert makeup.startswith("That is long enough.")
    assert gym.startswith("Not yet.") and f"{hours('aftercare.exercise') - since} hours more" in gym


def test_an_event_against_a_treatment_to_come(assistant: Assistant) -> None:
    treatment = today() + timedelta(days=9)
    party = treatment + timedelta(days=2)
    last = treatment + timedelta(hours=hours("aftercare.swimming"))
    reply = assistant.ask(f"Pool party on {party:%B} {party.day}, treatment on {treatment:%B} {treatment.day}?")
    assert reply.facts == ["aftercare.swimming"]
    assert "That is too soon." in reply.text
    assert f"not before the end of {day_in_words(last, today())}" in reply.text


def test_inside_and_outside_the_window_of_redness(assistant: Assistant) -> None:
    window = figure("recovery.redness")
    inside = assistant.ask(f"day {window.high - 1} and still red")
    assert (inside.kind, inside.facts) == ("answer", ["recovery.redness"])
    assert str(window) in inside.text and "inside that time" in inside.text
    outside = assistant.ask(f"{window.high * 2} days and still red")
    assert (outside.kind, outside.facts) == ("medical", ["recovery.redness"])
    assert "past that time" in outside.text and "normal" not in outside.text


def test_no_window_beside_an_urgent_symptom(assistant: Assistant) -> None:
    reply = assistant.ask("day 2 and still red, and pus is coming out")
    assert (reply.kind, reply.facts) == ("urgent", [])
    assert str(figure("recovery.redness")) not in reply.text


@pytest.mark.parametrize("words", ["I had it on Feb 31, when can I swim?", "I had it tomorrow, can I swim?"])
def test_what_cannot_be_is_asked_about(assistant: Assistant, words: str) -> None:
    reply = assistant.ask(words)
    assert reply.facts == ["aftercare.swimming"]
    assert "When exactly" in reply.text and "Counted from" not in reply.text


@pytest.mark.parametrize(
    ("words", "fact_id"),
    [
        ("when is my last day for retinol?", "prep.retinoids"),
        ("when do I have to stop my antibiotic cream before it?", "prep.antibiotics"),
    ],
)
def test_the_last_day_before(assistant: Assistant, words: str, fact_id: str) -> None:
    day = today() + timedelta(days=20)
    reply = assistant.ask(f"My treatment is on {day:%B} {day.day}, {words}")
    assert fact_id in reply.facts
    treatment = exactly(datetime.combine(day, datetime.min.time()), ZONE)
    last = last_day_before(treatment, figure(fact_id))
    assert f"the last day for them is {day_in_words(last, today())}" in reply.text


def test_the_plan_and_its_calendar_file(assistant: Assistant, sender: str) -> None:
    day = today() + timedelta(days=20)
    body = {"sender": sender, "message": f"my treatment is on {day:%B} {day.day}, what do I have to do and when"}
    messages = assistant.post(body)[1]
    (report,) = [message["custom"] for message in messages if "custom" in message]
    assert {"prep.retinoids", "prep.exfoliate", "aftercare.makeup", "recovery.healing", "maintenance.interval"} <= set(
        report["facts"]
    )
    first, second = (calendar(assistant, report["calendar"]) for _ in range(2))
    assert first["Microneedling treatment"].decoded("dtstart") == day
    assert {str(event["uid"]) for event in first.values()} == {str(event["uid"]) for event in second.values()}
    (makeup,) = [event for title, event in first.items() if "makeup" in title]
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZONE).astimezone(UTC)
    assert makeup.decoded("dtstart").astimezone(UTC) == midnight + timedelta(hours=hours("aftercare.makeup"))


def test_ready_walks_the_preparation(assistant: Assistant) -> None:
    day = today() + timedelta(days=2)
    reply = assistant.ask(f"Am I ready for my treatment on {day:%B} {day.day}?")
    assert set(reply.facts) == {"prep.acne_medication", "prep.retinoids", "prep.antibiotics", "prep.exfoliate"}
    assert "was the last day for topical retinoids" in reply.text


@pytest.mark.parametrize(
    "query",
    ["", "plan=x&start=2026-12-04T05:00:00Z", "plan=2026-12-04&start=now&end=later", "plan=2026-12-04&start=1700-01-01T00:00:00%2B00:00&end=1700-01-02T00:00:00%2B00:00"],
)  # fmt: skip
def test_a_calendar_address_that_makes_no_sense_gets_a_reason(assistant: Assistant, query: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{origin(assistant)}/webhooks/calendar/plan.ics?{query}", timeout=30)
    assert refused.value.code == 400
    assert "have to" in json.load(refused.value)["error"] or "has to" in str(refused.value)


def calendar(assistant: Assistant, address: str) -> dict[str, icalendar.Event]:
    with urllib.request.urlopen(f"{origin(assistant)}{address}", timeout=30) as answer:
        assert answer.headers["Content-Type"].startswith("text/calendar")
        assert "attachment" in answer.headers["Content-Disposition"]
        found = icalendar.Calendar.from_ical(answer.read())
    return {str(event["summary"]): event for event in found.walk("VEVENT")}


def origin(assistant: Assistant) -> str:
    return assistant.url.split("/webhooks/")[0]
