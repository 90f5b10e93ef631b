from __future__ import annotations

import pytest

from tests.actions.patient import Patient


@pytest.fixture
def asked(patient: Patient) -> Patient:
    """A patient who has just asked about makeup."""
    patient.asks("ask_makeup", "when can i wear makeup?", "makeup")
    return patient


def test_why_gives_the_reason_of_the_guidance(asked: Patient) -> None:
    said = asked.asks("ask_why", "why?")
    assert (said.kind, said.facts) == ("answer", ["aftercare.makeup"])
    assert "clog the pores" in said.text
    assert "48 hours" in said.text


def test_a_reason_that_the_guidance_does_not_give_is_not_made_up(patient: Patient) -> None:
    patient.asks("ask_sessions", "how many sessions do i need?")
    said = patient.asks("ask_why", "why?")
    assert said.facts == ["sessions.initial", "sessions.mild"]
    assert "does not give the reason" in said.text


def test_are_you_sure_names_the_section_and_says_it_again(asked: Patient) -> None:
    said = asked.asks("ask_sure", "are you sure?")
    assert (said.kind, said.facts) == ("answer", ["aftercare.makeup"])
    assert 'in the section "Reduce Risks Of Infections During Healing"' in said.text
    assert said.text.endswith("Wear no makeup for the first 48 hours after your treatment.")


def test_say_that_again_says_the_same_words(asked: Patient) -> None:
    said = asked.asks("ask_again", "can you say that again please?")
    assert said.facts == ["aftercare.makeup"]
    assert said.text == "Wear no makeup for the first 48 hours after your treatment."


@pytest.mark.parametrize("intent", ["ask_why", "ask_sure", "ask_again"])
def test_with_nothing_said_before_it_asks_back(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "huh?")
    assert (said.kind, said.facts, said.slots["misses"]) == ("clarify", [], 1)


def test_after_are_you_sure_the_question_before_it_still_stands(asked: Patient) -> None:
    asked.asks("ask_sure", "are you sure?")
    assert asked.asks("ask_makeup", "so after 24 hours?").text.startswith("That is too soon.")
