from __future__ import annotations

import re

import pytest

from tests.actions.patient import Patient


def test_says_all_there_is_to_prepare(patient: Patient) -> None:
    said = patient.asks("ask_preparation")
    assert set(said.facts) == {
        "prep.exfoliate", "prep.retinoids", "prep.antibiotics", "prep.acne_medication", "prep.general",
    }  # fmt: skip
    assert said.stage == "before"
    assert len(said.text.splitlines()) == len(said.facts)


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
