"""Trap 2: none before a treatment, as instructed after it."""

from __future__ import annotations

import pytest

from tests.actions.patient import Patient

INTENTS = pytest.mark.parametrize("intent", ["ask_antibiotics_before", "ask_antibiotic_cream"])


@INTENTS
def test_before_a_treatment_there_are_none(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "antibiotic cream before?", "topical_antibiotics", stage="before")
    assert (said.facts, said.stage) == (["prep.antibiotics"], "before")
    assert "no topical antibiotics for at least 1 week before your treatment" in said.text
    assert "told to" not in said.text


@INTENTS
def test_after_a_treatment_they_are_used_as_instructed(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "antibiotic cream after?", "topical_antibiotics", stage="after")
    assert (said.facts, said.stage) == (["aftercare.antibiotic_cream"], "after")
    assert said.text == "After your treatment, use antibiotic cream as you were told to."


@INTENTS
@pytest.mark.parametrize("channel", ["rest", "sms"])
def test_without_a_stage_both_are_said_each_with_its_own(intent: str, channel: str) -> None:
    said = Patient(channel).asks(intent, "antibiotic cream?", "topical_antibiotics")
    assert said.facts == ["prep.antibiotics", "aftercare.antibiotic_cream"]
    before, after = said.text.lower().split("use antibiotic cream" if channel == "sms" else "after your treatment")
    assert "1 week before" in before
    assert "1 week" not in after
    assert "told" in after
