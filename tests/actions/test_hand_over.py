from __future__ import annotations

import pytest

from tests.actions.patient import Patient


@pytest.mark.parametrize("intent", ["change_visit", "talk_to_person", "ask_contact", "complain"])
def test_sends_to_a_person_and_invents_no_way_to_reach_one(patient: Patient, intent: str) -> None:
    said = patient.asks(intent)
    assert (said.kind, said.facts) == ("handoff", [])
    assert "Please ask HerSpace MedSpa directly." in said.text
    assert not any(character.isdigit() for character in said.text)


def test_booking_names_the_consultation(patient: Patient) -> None:
    said = patient.asks("book_visit")
    assert (said.kind, said.facts) == ("handoff", ["booking"])
    assert "consultation" in said.text
