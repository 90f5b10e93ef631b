"""Trap 1: a week off before, fit for the time between, and no day is given for starting again."""

from __future__ import annotations

import re

import pytest

from tests.actions.patient import Patient


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
