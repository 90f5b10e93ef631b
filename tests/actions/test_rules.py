"""What to do and to leave off before and after a treatment, each rule at its own stage."""

from __future__ import annotations

import re

import pytest

from tests.actions.patient import Patient

AFTER = [
    ("ask_makeup", "makeup", "aftercare.makeup", "for the first 48 hours after your treatment"),
    ("ask_exercise", "exercise", "aftercare.exercise", "for at least 72 hours after your treatment"),
    ("ask_swimming", "swimming", "aftercare.swimming", "for at least 72 hours after your treatment"),
    ("ask_sauna", "sauna", "aftercare.sauna", "for at least 72 hours after your treatment"),
    ("ask_sun", "sun", "aftercare.sun", "put on sunscreen again every 2 hours"),
    ("ask_hygiene", "touching_face", "aftercare.hygiene", "Wash your hands before you touch your face"),
]


# ---------------------------------------------------------------- after a treatment


@pytest.mark.parametrize(("intent", "term", "fact", "words"), AFTER)
def test_says_the_rule_with_its_bound_and_stage(
    patient: Patient, intent: str, term: str, fact: str, words: str
) -> None:
    said = patient.asks(intent, "when can I?", term)
    assert (said.kind, said.facts, said.stage) == ("answer", [fact], "after")
    assert words in said.text


def test_asked_in_general_says_all_rules_a_line_each(patient: Patient) -> None:
    said = patient.asks("ask_aftercare", "what do I have to do?", stage="after")
    assert set(said.facts) == {*(fact for _, _, fact, _ in AFTER), "aftercare.antibiotic_cream"}
    assert len(said.text.splitlines()) == len(said.facts)


@pytest.mark.parametrize("intent", [rule[0] for rule in AFTER if rule[0] != "ask_hygiene"])
def test_a_rule_for_afterwards_says_nothing_about_before(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "and the day before?", stage="before")
    assert (said.kind, said.facts, said.stage) == ("not_covered", [], "before")


@pytest.mark.parametrize(("intent", "stage"), [("ask_aftercare", "before"), ("ask_preparation", "after")])
def test_rules_of_the_other_stage_are_not_given(patient: Patient, intent: str, stage: str) -> None:
    assert patient.asks(intent, "what do i need to avoid?", stage=stage).stage == stage


@pytest.mark.parametrize(
    ("intent", "term", "rule"),
    [
        ("ask_sauna", "hot_tub", "aftercare.sauna"),
        ("ask_swimming", "hot_tub", "aftercare.swimming"),
        ("ask_swimming", "sea_swimming", "aftercare.swimming"),
        ("ask_exercise", "walking", "aftercare.exercise"),
        ("ask_sun", "self_tanner", "aftercare.sun"),
    ],
)
def test_what_is_only_near_a_rule_is_not_covered(patient: Patient, intent: str, term: str, rule: str) -> None:
    said = patient.asks(intent, "can I?", term)
    assert (said.kind, said.facts) == ("not_covered", [rule])
    assert said.text.startswith("The clinic's guidance does not name ")


def test_a_hot_tub_in_a_general_question_is_not_covered(patient: Patient) -> None:
    assert "does not name hot tubs" in patient.asks("ask_aftercare", "hot tubs after?", "hot_tub", stage="after").text


# ---------------------------------------------------------------- before a treatment


def test_says_all_there_is_to_prepare(patient: Patient) -> None:
    said = patient.asks("ask_preparation")
    assert set(said.facts) == {
        "prep.exfoliate", "prep.retinoids", "prep.antibiotics", "prep.acne_medication", "prep.general",
    }  # fmt: skip
    assert said.stage == "before"
    assert len(said.text.splitlines()) == len(said.facts)


@pytest.mark.parametrize("text", ["how do i prepare?", "do i need to do anything?", "what should i do before my visit"])
def test_how_to_prepare_is_no_question_about_one_s_own_medicines(patient: Patient, text: str) -> None:
    assert patient.asks("ask_preparation", text).kind == "answer"


@pytest.mark.parametrize("stage", ["before", None])
def test_exfoliating_belongs_to_the_weeks_before_but_not_to_the_night_before(
    patient: Patient, stage: str | None
) -> None:
    said = patient.asks("ask_exfoliation", "should I exfoliate?", "exfoliation", stage=stage)
    assert (said.facts, said.stage) == (["prep.exfoliate"], "before")
    assert "several times, but not the night before" in said.text


def test_exfoliating_after_a_treatment_is_not_covered(patient: Patient) -> None:
    said = patient.asks("ask_exfoliation", "can I exfoliate after?", "exfoliation", stage="after")
    assert (said.kind, said.facts, said.stage) == ("not_covered", [], "after")
    assert "after a treatment" in said.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("which acne medicines do you need to know about?", "answer"),
        ("how long before do acne meds have to be paused?", "answer"),
        ("i am on accutane, can i have it done?", "medical"),
        ("is it ok while taking doxycycline?", "medical"),
        ("can i come in on my acne pills?", "medical"),
    ],
)
def test_acne_medicines_are_for_the_clinic_to_judge(patient: Patient, text: str, kind: str) -> None:
    said = patient.asks("ask_acne_medication", text, "acne_medication")
    assert (said.kind, said.facts) == (kind, ["prep.acne_medication"])
    assert "Tell the clinic" in said.text


@pytest.mark.parametrize("channel", ["rest", "sms"])
@pytest.mark.parametrize("intent", ["ask_acne_medication", "ask_preparation", "medical_medicine", "ask_retinoids"])
def test_nobody_is_told_to_stop_a_medicine_on_their_own(channel: str, intent: str) -> None:
    text = Patient(channel).asks(intent, "my prescription?", "acne_medication", stage="before").text
    assert not re.search(r"\bstop\b", text, re.I)
    assert re.search(r"prescribed.*provider|advice only|change nothing", text, re.S)


# ---------------------------------------------------------------- retinoids: off before, fit for between, no day after


def test_before_a_treatment_they_are_left_off_and_prescribed_ones_are_asked_about(patient: Patient) -> None:
    said = patient.asks("ask_retinoids", "do I stop retinol before?", "retinoids", stage="before")
    assert (said.kind, said.facts, said.stage) == ("answer", ["prep.retinoids"], "before")
    assert "for at least 1 week before your treatment" in said.text
    assert "If one was prescribed for you, ask your provider first." in said.text


def test_between_treatments_is_the_time_for_them(patient: Patient) -> None:
    said = patient.asks("ask_retinoids", "can I use it between sessions?", "retinoids", stage="between")
    assert (said.facts, said.stage) == (["care.actives"], "between")
    assert "week" not in said.text


@pytest.mark.parametrize("channel", ["rest", "sms"])
@pytest.mark.parametrize(
    "text",
    ["when can I start retinol again?", "how soon after can I go back to tretinoin?", "can I use it 3 days after?",
     "ok to use retinol tonight?"],
)  # fmt: skip
def test_no_day_is_named_for_starting_again(channel: str, text: str) -> None:
    said = Patient(channel).asks("ask_retinoids", text, "retinoids", stage="after")
    assert said.kind == "not_covered"
    assert "prep.retinoids" not in said.facts
    assert "names no day" in said.text
    assert "ask your provider" in said.text
    assert not re.search(r"\d|week|hours|Yes", said.text)


def test_without_a_stage_all_three_are_said(patient: Patient) -> None:
    said = patient.asks("ask_retinoids", "what about retinol?", "retinoids")
    assert (said.facts, said.stage) == (["prep.retinoids", "care.actives"], None)
    assert "before your treatment" in said.text
    assert "time between treatments" in said.text
    assert "names no day" in said.text


@pytest.mark.parametrize("stage", ["before", None])
def test_what_a_doctor_ordered_is_not_judged(patient: Patient, stage: str | None) -> None:
    said = patient.asks(
        "ask_retinoids", "my dermatologist prescribed tretinoin, must I stop?", "retinoids", stage=stage
    )
    assert said.kind == "medical"
    assert "prep.retinoids" in said.facts
    assert "ask your provider" in said.text


# ---------------------------------------------------------------- antibiotic cream: none before, as instructed after

CREAM = pytest.mark.parametrize("intent", ["ask_antibiotics_before", "ask_antibiotic_cream"])


@CREAM
def test_before_a_treatment_there_is_no_antibiotic_cream(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "antibiotic cream before?", "topical_antibiotics", stage="before")
    assert (said.facts, said.stage) == (["prep.antibiotics"], "before")
    assert "no topical antibiotics for at least 1 week before your treatment" in said.text
    assert "told to" not in said.text


@CREAM
def test_after_a_treatment_antibiotic_cream_is_used_as_instructed(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "antibiotic cream after?", "topical_antibiotics", stage="after")
    assert (said.facts, said.stage) == (["aftercare.antibiotic_cream"], "after")
    assert said.text == "After your treatment, use antibiotic cream as you were told to."


@CREAM
@pytest.mark.parametrize("channel", ["rest", "sms"])
def test_of_antibiotic_cream_without_a_stage_both_are_said_each_with_its_own(intent: str, channel: str) -> None:
    said = Patient(channel).asks(intent, "antibiotic cream?", "topical_antibiotics")
    assert said.facts == ["prep.antibiotics", "aftercare.antibiotic_cream"]
    before, after = said.text.lower().split("use antibiotic cream" if channel == "sms" else "after your treatment")
    assert "1 week before" in before
    assert "1 week" not in after
    assert "told" in after
