from __future__ import annotations

import pytest

from tests.actions.patient import Patient


def test_says_how_many_most_patients_need_and_that_mild_concerns_may_need_one(patient: Patient) -> None:
    said = patient.asks("ask_sessions")
    assert said.facts == ["sessions.initial", "sessions.mild"]
    assert "3 to 5 sessions" in said.text
    assert "large pores and dry skin, may need only 1 session" in said.text


@pytest.mark.parametrize(
    ("concern", "facts"),
    [
        ("acne_scars", ["sessions.initial"]),
        ("dry_skin", ["sessions.mild", "sessions.initial"]),
        ("large_pores", ["sessions.mild", "sessions.initial", "maintenance.concerns"]),
    ],
)
def test_the_number_goes_by_the_concern(patient: Patient, concern: str, facts: list[str]) -> None:
    assert patient.asks("ask_sessions", "", concern).facts == facts


def test_an_unlisted_concern_gets_no_number(patient: Patient) -> None:
    said = patient.asks("ask_sessions", "", "cellulite")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert "does not name cellulite" in said.text


@pytest.mark.parametrize("intent", ["ask_sessions", "ask_permanence", "ask_maintenance"])
def test_beside_a_listed_concern_an_unlisted_one_is_named(patient: Patient, intent: str) -> None:
    assert "does not name rosacea" in patient.asks(intent, "", "wrinkles", "rosacea").text
