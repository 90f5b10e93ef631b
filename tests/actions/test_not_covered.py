"""What the guidance says nothing on: that is said, and where to ask, and what it says close by."""

from __future__ import annotations

import re

import pytest

from assistant.knowledge.aspects import ASPECTS
from assistant.replies.wording import Wording, guidance_values
from tests.actions.patient import Patient, intents_of
from tests.knowledge.shared import clinic_guidance

GUIDANCE = clinic_guidance()
FIGURES = {fact.id: str(fact.quantity) for fact in GUIDANCE.facts if fact.quantity}
ANSWERED = {aspect for fact in GUIDANCE.facts for aspect in fact.aspects}
REFUSED = sorted(set(ASPECTS) - ANSWERED)
CLOSE_BY = {
    "ask_risks": ["recovery.redness"],
    "ask_spacing": ["maintenance.interval"],
    "ask_skin_changes": ["recovery.healing"],
    "ask_events": ["recovery.redness", "recovery.healing", "results.timeline"],
}


def test_these_aspects_are_refused() -> None:
    assert set(REFUSED) == {
        "spacing", "side_effects", "infection_signs", "risks", "pain", "numbing", "candidacy", "procedure",
        "duration", "device", "provider", "price", "services", "home", "events", "other",
    }  # fmt: skip


@pytest.mark.parametrize(("intent", "aspect"), [(each, aspect) for aspect in REFUSED for each in intents_of(aspect)])
def test_says_that_the_guidance_does_not_say_and_where_to_ask(patient: Patient, intent: str, aspect: str) -> None:
    said = patient.asks(intent)
    assert (said.kind, said.facts) == ("not_covered", CLOSE_BY.get(intent, []))
    assert said.text.startswith(Wording().say(f"utter_not_covered_{aspect}", guidance_values(GUIDANCE)))
    assert "guidance" in said.text
    assert "HerSpace MedSpa" in said.text
    # whatever number is in it comes from a fact that it reports
    rest = said.text.replace(GUIDANCE.clinic.emergency_number, "")
    for fact in said.facts:
        rest = rest.replace(FIGURES[fact], "")
    assert not re.search(r"\d", rest)


@pytest.mark.parametrize("aspect", [*ASPECTS])
def test_every_aspect_has_words_for_when_the_guidance_says_nothing_on_it(aspect: str) -> None:
    values = {**guidance_values(GUIDANCE), "treatment": "microneedling"}
    for channel in ("rest", "sms"):
        assert "guidance" in Wording().say(f"utter_not_covered_{aspect}", values, channel)


def test_signs_of_infection_are_not_made_up(patient: Patient) -> None:
    said = patient.asks("ask_infection_signs")
    assert "contact the clinic today" in said.text
    assert not re.search(r"pus|fever|warm|spreading", said.text)


@pytest.mark.parametrize(
    ("intent", "term", "named"),
    [
        ("ask_alcohol", "alcohol", "alcohol"),
        ("ask_washing", "face_washing", "washing"),
        ("ask_painkillers", "painkillers", "painkillers"),
        ("ask_products_after", "vitamin_c", "vitamin c"),
        ("ask_sleep", "sleeping", "sleep"),
        ("ask_hair_removal", "waxing", "wax"),
    ],
)
def test_a_thing_that_the_guidance_has_no_rule_for_is_named(
    patient: Patient, intent: str, term: str, named: str
) -> None:
    said = patient.asks(intent, "can I?", term, stage="after")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert said.text.startswith("The clinic's guidance does not name ") and named in said.text
    assert not re.search(r"\d", said.text)


def test_half_a_question_that_the_guidance_answers_is_answered(patient: Patient) -> None:
    said = patient.asks("ask_alcohol", "wine and the gym after?", "alcohol", "exercise", stage="after")
    assert (said.kind, said.facts) == ("answer", ["aftercare.exercise"])
    assert "The clinic's guidance does not name alcohol" in said.text


def test_rules_for_afterwards_are_not_given_for_before(patient: Patient) -> None:
    said = patient.asks("ask_alcohol", "wine and the gym before?", "alcohol", "exercise", stage="before")
    assert (said.kind, said.facts) == ("not_covered", [])


@pytest.mark.parametrize("intent", ["ask_price", "ask_recovery", "ask_permanence", "ask_makeup", "ask_plan"])
def test_of_a_treatment_without_guidance_nothing_of_ours_is_said(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "for botox?", "botox")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert said.text.startswith("I have no guidance from the clinic on botox, only on microneedling. Please ask")


def test_of_a_treatment_that_nobody_knows_by_name_nothing_of_ours_is_said(patient: Patient) -> None:
    said = patient.asks("ask_makeup", "makeup after my brow lamination?", "makeup", subject="unknown")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert said.text.startswith("I have guidance from the clinic only on microneedling.")
