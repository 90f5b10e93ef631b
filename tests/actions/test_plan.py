"""The plan around a treatment, on a Wednesday at 2 pm."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.dates.effects import AvoidUntil, Do, Due, Window
from tests.actions.patient import Patient
from tests.actions.test_patient_dates import by_sms, patient, zoned  # noqa: F401 - fixtures
from tests.knowledge.shared import clinic_guidance


def of_effects(*effects: str) -> set[str]:
    return {fact.id for fact in clinic_guidance().facts if fact.effect in effects}


CARE, WAITS, OUTLOOK = of_effects(Do.name), of_effects(AvoidUntil.name), of_effects(Window.name, Due.name)
BEFORE = {"prep.acne_medication", "prep.retinoids", "prep.antibiotics", "prep.exfoliate"}
ALL = BEFORE | CARE | WAITS | OUTLOOK


def test_a_treatment_to_come_has_the_whole_plan_in_order(patient: Patient) -> None:  # noqa: F811
    said = patient.writes("my treatment is on dec 10 at 2 pm, what do I have to do and when", "ask_plan")
    assert said.kind == "answer" and set(said.facts) == ALL
    lines = said.text.splitlines()
    assert lines[0] == "Your plan for a treatment on Thursday, December 10, at 2:00 pm:"
    assert [line for line in lines if line.startswith("- Wednesday, December 2: the last day for topical")]
    for words in (
        "not on the night of Wednesday, December 9",
        "No makeup before Saturday, December 12, at 2:00 pm (48 hours)",
        "No saunas before Sunday, December 13, at 2:00 pm (at least 72 hours)",
        "Sunday, December 13: by then, redness and swelling should have faded (1 to 3 days)",
        "Thursday, December 17 to Thursday, December 24: the skin should be fully healed (1 to 2 weeks)",
        "Wednesday, February 10, 2027: final results may take until then (up to 2 months)",
        "Around Thursday, June 10, 2027",
    ):
        assert words in said.text, words


def test_a_treatment_that_was_has_what_comes_after(patient: Patient) -> None:  # noqa: F811
    said = patient.writes("I was treated yesterday at noon. all the dates please", "ask_plan")
    assert set(said.facts) == CARE | WAITS | OUTLOOK
    assert "Your plan" not in said.text and "retinoids" not in said.text


def test_what_to_avoid_after_a_known_date_is_dated(patient: Patient) -> None:  # noqa: F811
    said = patient.writes("I was treated yesterday at noon, what must I avoid", "ask_aftercare")
    assert "No swimming pools before Friday, November 27, at noon" in said.text


def test_ready_walks_the_preparation_and_says_what_is_late(patient: Patient) -> None:  # noqa: F811
    said = patient.writes("am I ready for thursday", "ask_ready")
    assert set(said.facts) == BEFORE
    assert "Wednesday, November 18 was the last day for topical retinoids" in said.text
    assert "tell the clinic now" in said.text
    said = patient.writes("am I ready for my treatment on december 20", "ask_ready")
    assert "Saturday, December 12: the last day for topical retinoids" in said.text


@pytest.mark.parametrize(("intent", "told"), [("ask_plan", BEFORE | CARE | WAITS), ("ask_ready", BEFORE)])
def test_without_a_date_the_rules_stand_and_the_date_is_asked_for_once(
    patient: Patient,  # noqa: F811
    intent: str,
    told: set[str],
) -> None:
    said = patient.writes("what do I do and when", intent)
    assert set(said.facts) == told and "Tell me when your treatment" in said.text
    assert "calendar" not in said.report
    assert "Tell me when" not in patient.writes("what do I do and when", intent).text


def test_a_date_told_after_that_gives_the_plan(patient: Patient) -> None:  # noqa: F811
    patient.writes("what do I have to do and when", "ask_plan")
    assert patient.writes("friday", "nlu_fallback").text.startswith("I am not sure which day")
    assert patient.writes("december 10", "nlu_fallback").text.startswith("Your plan")


def test_a_date_that_cannot_be_is_asked_about(patient: Patient) -> None:  # noqa: F811
    said = patient.writes("my treatment is on feb 31, give me the plan", "ask_plan")
    assert (said.kind, said.facts) == ("clarify", [])


def test_the_calendar_keeps_its_name_when_the_date_is_corrected(patient: Patient) -> None:  # noqa: F811
    def plan(said: dict[str, str]) -> dict[str, list[str]]:
        return parse_qs(urlsplit(said["calendar"]).query)

    first = plan(patient.writes("my treatment is on dec 10, the whole plan please", "ask_plan").report)
    corrected = plan(patient.writes("sorry, it is on december 11", "ask_plan").report)
    another = plan(patient.writes("my treatment is on dec 20, the whole plan please", "ask_plan").report)
    assert first["plan"] == corrected["plan"] == ["2026-12-10"]
    assert corrected["start"] == ["2026-12-11T05:00:00+00:00"]
    assert another["plan"] == ["2026-12-20"]


def test_an_sms_has_no_calendar(by_sms: Patient) -> None:  # noqa: F811
    assert "calendar" not in by_sms.writes("my treatment is on dec 10, the plan please", "ask_plan").report
