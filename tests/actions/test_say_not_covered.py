from __future__ import annotations

import re

import pytest
from actions.say_not_covered import FACTS_CLOSE_BY

from tests.actions.patient import Patient
from tests.knowledge.shared import clinic_files

FIGURES = {fact.id: str(fact.value.quantity()) for fact in clinic_files().treatment.facts if fact.value}
EMERGENCY_NUMBER = clinic_files().clinic.emergency_number


@pytest.mark.parametrize("intent", FACTS_CLOSE_BY)
def test_says_that_the_guidance_does_not_say_and_where_to_ask(patient: Patient, intent: str) -> None:
    said = patient.asks(intent)
    assert (said.kind, tuple(said.facts)) == ("not_covered", FACTS_CLOSE_BY[intent])
    assert "guidance" in said.text
    assert "HerSpace MedSpa" in said.text
    # whatever number is in it comes from a fact that it reports
    rest = said.text.replace(EMERGENCY_NUMBER, "")
    for fact in said.facts:
        rest = rest.replace(FIGURES[fact], "")
    assert not re.search(r"\d", rest)


def test_signs_of_infection_are_not_made_up(patient: Patient) -> None:
    said = patient.asks("ask_infection_signs")
    assert "contact the clinic today" in said.text
    assert not re.search(r"pus|fever|warm|spreading", said.text)


def test_half_a_question_that_the_guidance_answers_is_answered(patient: Patient) -> None:
    said = patient.asks("ask_alcohol", "wine and the gym after?", "alcohol", "exercise", stage="after")
    assert (said.kind, said.facts) == ("answer", ["aftercare.exercise"])
    assert said.text.startswith("The clinic's guidance does not say anything about alcohol")


def test_rules_for_afterwards_are_not_given_for_before(patient: Patient) -> None:
    said = patient.asks("ask_alcohol", "wine and the gym before?", "alcohol", "exercise", stage="before")
    assert (said.kind, said.facts) == ("not_covered", [])
