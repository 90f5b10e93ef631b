"""Answers worked out for the patient's own dates, word for word, on a Wednesday at 2 pm."""

from __future__ import annotations

import pathlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.engine import Engine

from actions.answer_question import ActionAnswerQuestion
from assistant.knowledge.guidance_files import read_folder
from tests.actions.conftest import Serve
from tests.actions.patient import Patient, Said, question
from tests.knowledge.shared import TREATMENT_FILE, database, in_zone

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=ZONE)
LONGEST_SMS = 306


@pytest.fixture(scope="module")
def zoned(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The clinic's guidance, with a time zone in its profile."""
    return database(tmp_path_factory.mktemp("zoned"), in_zone(read_folder(), ZONE.key))


@pytest.fixture
def patient(zoned: Engine, serve: Serve) -> Patient:
    serve(zoned)
    return Patient(now=NOW)


@pytest.fixture
def by_sms(zoned: Engine, serve: Serve) -> Patient:
    serve(zoned)
    return Patient("sms", NOW)


POOL = "Stay out of swimming pools for at least 72 hours after your treatment."
SWEAT = "Do no hard workouts, and nothing that makes you sweat, for at least 72 hours after your treatment."
MAKEUP = "Wear no makeup for the first 48 hours after your treatment."
CAREFUL = "I do not know the exact time, so I count from the latest it can be."
SAYS_PROBLEM = "When exactly was or will be your treatment?"


def test_the_bound_is_exact_where_the_time_is_known(patient: Patient) -> None:
    said = patient.writes(
        "I was treated Tuesday at 3:10 pm, when can I go back to hot yoga?", "ask_exercise", "exercise"
    )
    assert said.text == (
        f"{SWEAT} Counted from Tuesday, November 24, at 3:10 pm, that is 50 hours more: "
        "not before Friday, November 27, at 3:10 pm."
    )
    assert said.facts == ["aftercare.exercise"]


def test_where_only_the_day_is_known_the_careful_reading_is_taken_and_said(patient: Patient) -> None:
    said = patient.writes("I was treated yesterday, when can I swim?", "ask_swimming", "swimming")
    assert said.text == (
        f"{POOL} Counted from Tuesday, November 24, that is 58 hours more: "
        f"not before the end of Friday, November 27. {CAREFUL}"
    )


def test_an_event_is_judged_by_the_treatment_before_it(patient: Patient) -> None:
    said = patient.writes("Pool party on the 5th, treatment on the 3rd?", "ask_swimming", "swimming")
    assert said.text == (
        f"That is too soon.\n{POOL}\nCounted from Thursday, December 3, that means not before the end of Sunday, December 6.\n{CAREFUL}"
    )
    said = patient.writes("treatment on the 3rd, pool party on the 8th, ok?", "ask_swimming", "swimming")
    assert said.text.startswith("That is late enough.")


def test_an_event_on_the_very_day_gets_no_verdict(patient: Patient) -> None:
    text = "I was treated Tuesday at 3:10 pm, can I go to a pool party on friday?"
    said = patient.writes(text, "ask_swimming", "swimming")
    assert said.text.startswith(POOL)
    assert "not before Friday, November 27, at 3:10 pm" in said.text


def test_an_event_before_the_treatment_is_no_matter_of_aftercare(patient: Patient) -> None:
    said = patient.writes("can I swim tomorrow? my treatment is on friday", "ask_swimming", "swimming")
    assert said.kind == "not_covered"
    assert "before a treatment" in said.text


def test_hours_since_then_are_judged_now(patient: Patient) -> None:
    questions = [
        question("ask_makeup", "been 50 hours: makeup?", "makeup"),
        question("ask_exercise", "gym?", "exercise"),
    ]
    said = patient.runs(ActionAnswerQuestion(), {"text": "Been 50 hours: makeup? gym?", "questions": questions})
    assert said.texts == [
        f"That is long enough. {MAKEUP} Counted from Monday, November 23, at noon, that was until Wednesday, November 25, at noon, "
        "so it is over. If the clinic told you to wait longer, do so.",
        f"Not yet. {SWEAT} Counted from Monday, November 23, at noon, that is 22 hours more: "
        "not before Thursday, November 26, at noon.",
    ]


def test_no_verdict_beside_a_question_whether_to_wait(patient: Patient) -> None:
    said = patient.writes("it's been 80 hours, should I still avoid the pool?", "ask_swimming", "swimming")
    assert said.text.startswith(POOL)
    said = patient.writes("it's been 20 hours, should I avoid the pool?", "ask_swimming", "swimming")
    assert said.text.startswith(POOL)


def test_a_wrong_belief_is_not_confirmed_because_the_time_is_over(patient: Patient) -> None:
    patient.writes("I was treated 90 hours ago, can I swim?", "ask_swimming", "swimming")
    said = patient.writes("so swimming after 24 hours is fine?", "ask_swimming", "swimming")
    assert said.text.startswith("That is too soon.")
    said = patient.writes("it's been 90 hours, so the pool is fine after 24 hours?", "ask_swimming", "swimming")
    assert not said.text.startswith(("Yes", "That is long enough", "That is late enough", "That is right"))


def test_what_was_done_too_soon_is_told_so_with_a_date_known_too(patient: Patient) -> None:
    patient.writes("I was treated 90 hours ago, can I swim?", "ask_swimming", "swimming")
    said = patient.writes("I put on foundation after 24 hours by mistake, is that bad?", "ask_makeup", "makeup")
    assert said.text.startswith("That was too soon. If your skin worries you, contact the clinic.")


def test_a_date_told_before_completes_later_questions(patient: Patient) -> None:
    patient.writes("I was treated tuesday at 3:10 pm, when can I swim?", "ask_swimming", "swimming")
    said = patient.writes("and when makeup?", "ask_makeup", "makeup")
    assert "not before Thursday, November 26, at 3:10 pm" in said.text


def test_a_date_alone_answers_for_the_question_before(patient: Patient) -> None:
    patient.writes("when can I swim?", "ask_swimming", "swimming")
    said = patient.writes("yesterday at noon", "nlu_fallback")
    assert said.facts == ["aftercare.swimming"]
    assert "not before Friday, November 27, at noon" in said.text


def test_a_bare_weekday_points_where_the_question_before_does(patient: Patient) -> None:
    patient.writes("when can I swim?", "ask_swimming", "swimming")
    assert "Counted from Friday, November 20" in patient.writes("friday", "nlu_fallback").text
    patient.writes("when do I stop retinol?", "ask_retinoids", "retinoids", stage="before")
    assert "your treatment on Friday, November 27" in patient.writes("friday", "nlu_fallback").text


def test_a_correction_replaces_the_date(patient: Patient) -> None:
    patient.writes("I was treated yesterday, when can I swim?", "ask_swimming", "swimming")
    said = patient.writes("sorry, two days ago", "nlu_fallback")
    assert "Counted from Monday, November 23" in said.text
    assert "Counted from Monday, November 23" in patient.writes("when makeup?", "ask_makeup", "makeup").text


def test_the_date_is_asked_for_once_and_after_the_answer(patient: Patient) -> None:
    first = patient.writes("when can I wear makeup?", "ask_makeup", "makeup")
    assert first.text == f"{MAKEUP} Tell me when you were treated, and I can work out the date."
    assert patient.writes("when can I swim?", "ask_swimming", "swimming").text == POOL


@pytest.mark.parametrize("text", ["so after 24 hours?", "is makeup bad?", "how long no makeup"])
def test_the_date_is_not_asked_for_where_it_would_not_help(patient: Patient, text: str) -> None:
    assert "Tell me when" not in patient.writes(text, "ask_makeup", "makeup").text


@pytest.mark.parametrize("text", ["I had it on Feb 31, when can I swim?", "I had it tomorrow, when can I swim?"])
def test_what_cannot_be_is_asked_about_after_the_rule(patient: Patient, text: str) -> None:
    said = patient.writes(text, "ask_swimming", "swimming")
    assert said.text.startswith(POOL) and said.text.endswith(SAYS_PROBLEM)
    assert "treated_at" not in patient.slots


def test_a_date_beside_other_matters_is_not_kept(patient: Patient) -> None:
    patient.writes("Nobody called me back and it's been four days", "complain")
    assert "treated_at" not in patient.slots


# ---------------------------------------------------------------- redness


def test_inside_the_window_its_bound_is_said(patient: Patient) -> None:
    said = patient.writes("day 2 and still red", "ask_recovery", "redness")
    assert (said.kind, said.facts) == ("answer", ["recovery.redness"])
    assert said.text == (
        "Some redness and swelling at first are normal and should fade in 1 to 3 days. "
        "Counted from Monday, November 23 or Tuesday, November 24, you are inside that time until the end of "
        "Thursday, November 26. If it gets worse or worries you, contact the clinic."
    )


def test_before_the_treatment_both_clocks_of_recovery_get_their_days(patient: Patient) -> None:
    said = patient.writes("I have it tomorrow, how long will I be red?", "ask_recovery", "redness")
    assert "between Friday, November 27 and Sunday, November 29" in said.text
    assert "between Thursday, December 3 and Thursday, December 10" in said.text


@pytest.mark.parametrize("intent", ["ask_recovery", "medical_diagnosis"])
@pytest.mark.parametrize("text", ["6 days and still red", "day 5 and i am still red", "still red after 4 days"])
def test_outside_the_window_there_is_no_comfort(patient: Patient, intent: str, text: str) -> None:
    said = patient.writes(text, intent, "redness")
    assert (said.kind, said.facts) == ("medical", ["recovery.redness"])
    assert "past that time" in said.text and "provider" in said.text
    assert "normal" not in said.text


def test_a_diagnosis_inside_the_window_gets_the_window(patient: Patient) -> None:
    said = patient.writes("treated yesterday and my face is still red", "medical_diagnosis", "redness")
    assert said.kind == "answer" and "inside that time" in said.text


@pytest.mark.parametrize("text", ["day 2 and still red and hot", "day 2, still red and it is getting worse"])
def test_more_than_redness_is_left_to_the_provider(patient: Patient, text: str) -> None:
    said = patient.writes(text, "medical_diagnosis", "redness")
    assert said.kind == "medical"
    assert "inside that time" not in said.text


def test_beside_an_urgent_symptom_no_window_is_quoted(patient: Patient) -> None:
    said = patient.writes("day 2, still red and pus is coming out", "report_symptom", "redness")
    assert (said.kind, said.facts) == ("urgent", [])
    assert "treated_at" not in patient.slots


# ---------------------------------------------------------------- before, and what comes later


def test_the_last_day_before_a_treatment(patient: Patient) -> None:
    text = "my treatment is next friday, when do I stop retinol?"
    said = patient.writes(text, "ask_retinoids", "retinoids", stage="before")
    assert said.text.endswith(
        "For your treatment on Friday, December 4, the last day for them is Thursday, November 26."
    )
    said = patient.writes("antibiotic cream?", "ask_antibiotics_before", "topical_antibiotics")
    assert said.text.endswith("the last day for them is Thursday, November 26.")


def test_a_last_day_that_is_over_sends_to_the_clinic(patient: Patient) -> None:
    said = patient.writes("I come in tomorrow, retinol?", "ask_retinoids", "retinoids", stage="before")
    assert "the last day for them was Wednesday, November 18" in said.text
    assert "tell the clinic before your visit" in said.text


def test_no_day_is_named_beside_what_a_doctor_ordered(patient: Patient) -> None:
    text = "my treatment is next friday, my dermatologist prescribed tretinoin, when do I stop?"
    said = patient.writes(text, "ask_retinoids", "retinoids", stage="before")
    assert said.kind == "medical" and "last day" not in said.text


def test_before_a_treatment_to_come_a_rule_for_before_and_after_is_the_one_before(patient: Patient) -> None:
    said = patient.writes("my treatment is next friday, retinol?", "ask_retinoids", "retinoids")
    assert said.facts == ["prep.retinoids"]
    said = patient.writes("and when can I wear makeup?", "ask_makeup", "makeup")
    assert said.facts == ["aftercare.makeup"] and "not before" in said.text


def test_no_day_is_ever_named_for_starting_retinoids_again(patient: Patient) -> None:
    text = "I was treated yesterday at noon, when can I use retinol again?"
    said = patient.writes(text, "ask_retinoids", "retinoids", stage="after")
    assert "names no day" in said.text and "November" not in said.text


def test_the_night_before_is_named(patient: Patient) -> None:
    said = patient.writes("treated tomorrow at 9, scrub tonight?", "ask_exfoliation", "exfoliation")
    assert said.text.endswith(
        "For your treatment on Thursday, November 26, at 9:00 am, that is the night of Wednesday, November 25."
    )


def test_acne_medicines_are_asked_about_now(patient: Patient) -> None:
    said = patient.writes("my session is in a month, what about doxycycline?", "ask_acne_medication", "acne_medication")
    assert said.text.endswith("Your treatment is on Friday, December 25, so ask the clinic now.")


@pytest.mark.parametrize(
    ("text", "intent", "ending"),
    [
        ("I was treated 2 weeks ago, when do I see results?", "ask_results_timeline", "that is by Monday, January 11, 2027."),
        ("I had it 5 days ago, when am I healed?", "ask_recovery", "that is between Friday, November 27 and Friday, December 4."),
        ("last one was on november 20, when do I come back?", "ask_maintenance", "that is around Thursday, May 20, 2027."),
    ],
)  # fmt: skip
def test_healing_results_and_upkeep(patient: Patient, text: str, intent: str, ending: str) -> None:
    assert ending in patient.writes(text, intent).text


# ---------------------------------------------------------------- the guidance's figures, and its clock


def test_a_changed_figure_changes_the_date(tmp_path: pathlib.Path, serve: Serve) -> None:
    texts = in_zone(read_folder(), ZONE.key)
    changed = texts[TREATMENT_FILE].replace("amount: 48, unit: hours", "amount: 60, unit: hours")
    serve(database(tmp_path, {**texts, TREATMENT_FILE: changed}))
    said = Patient(now=NOW).writes("I was treated yesterday at noon, when makeup?", "ask_makeup", "makeup")
    assert "60 hours" in said.text
    assert "not before the end of Thursday, November 26" in said.text


def test_without_a_time_zone_a_wall_clock_gets_no_verdict_about_now(tmp_path: pathlib.Path, serve: Serve) -> None:
    """Its now may be hours ahead of the patient's; a time counted from now holds anywhere."""
    serve(database(tmp_path, in_zone(read_folder(), "")))
    patient = Patient(now=NOW)
    said = patient.writes("I was treated on november 20 at noon, makeup?", "ask_makeup", "makeup")
    assert said.text.startswith(MAKEUP) and "so it is over" not in said.text
    counted = patient.writes("been 50 hours, makeup?", "ask_makeup", "makeup")
    assert counted.text.startswith("That is long enough.") and " UTC" in counted.text


def test_hours_count_over_a_clock_change(patient: Patient) -> None:
    patient.now = datetime(2026, 11, 1, 12, 0, tzinfo=ZONE)
    said = patient.writes("I was treated saturday at 3 pm, when can I swim?", "ask_swimming", "swimming")
    assert "not before Tuesday, November 3, at 2:00 pm" in said.text


# ---------------------------------------------------------------- SMS


@pytest.mark.parametrize(
    ("text", "intent", "terms"),
    [
        ("I was treated Tuesday at 3:10 pm, when can I swim?", "ask_swimming", ["swimming"]),
        ("Pool party on the 5th, treatment on the 3rd?", "ask_swimming", ["swimming"]),
        ("6 days and still red", "medical_diagnosis", ["redness"]),
        ("day 2 and still red", "ask_recovery", ["redness"]),
        ("I come in tomorrow, retinol?", "ask_retinoids", ["retinoids"]),
        ("my treatment is on dec 10, the whole plan please", "ask_plan", []),
        ("what do I do and when", "ask_plan", []),
        ("am I ready for thursday", "ask_ready", []),
        ("I was treated yesterday at noon, what must I avoid", "ask_aftercare", []),
        ("my treatment is on dec 10, how do I prepare", "ask_preparation", []),
    ],
)
def test_a_dated_sms_fits_two_segments(by_sms: Patient, text: str, intent: str, terms: list[str]) -> None:
    said: Said = by_sms.writes(text, intent, *terms)
    assert len(said.text) <= LONGEST_SMS, said.text
    assert said.facts


def test_an_sms_plan_fits_on_every_day_of_a_year(by_sms: Patient) -> None:
    for number in range(0, 365, 7):
        by_sms.now = NOW + timedelta(days=number)
        said = by_sms.writes("my treatment is in 3 weeks, the whole plan please", "ask_plan")
        assert len(said.text) <= LONGEST_SMS, said.text
