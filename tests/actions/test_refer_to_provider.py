from __future__ import annotations

import re

import pytest

from tests.actions.patient import Patient


@pytest.mark.parametrize("channel", ["rest", "sms"])
@pytest.mark.parametrize("intent", ["medical_condition", "medical_medicine", "medical_diagnosis"])
def test_gives_no_verdict_and_names_the_provider_or_clinic(intent: str, channel: str) -> None:
    said = Patient(channel).asks(intent, "am i okay to have it?")
    assert (said.kind, said.facts) == ("medical", [])
    assert said.text.startswith(("I can't judge", "I can't give advice"))
    assert re.search(r"provider|the clinic", said.text)
    assert not re.search(r"\bYes\b|\bNo\b|\bsafe\b|\bfine\b", said.text)


def test_says_also_what_the_guidance_says_of_the_medicine(patient: Patient) -> None:
    said = patient.asks("medical_medicine", "i am on accutane", "acne_medication")
    assert (said.kind, said.facts) == ("medical", ["prep.acne_medication"])
    assert "change nothing on your own" in said.text


def test_says_when_not_to_wait(patient: Patient) -> None:
    assert "If it gets worse, do not wait" in patient.asks("medical_diagnosis").text
