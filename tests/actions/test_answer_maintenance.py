from __future__ import annotations

from tests.actions.patient import Patient


def test_says_how_often_to_come_back_and_for_what(patient: Patient) -> None:
    said = patient.asks("ask_maintenance")
    assert said.facts == ["maintenance.interval", "maintenance.concerns"]
    assert said.stage == "between"
    assert "every 6 months" in said.text


def test_of_acne_scars_says_that_they_can_go_for_good(patient: Patient) -> None:
    said = patient.asks("ask_maintenance", "", "acne_scars")
    assert said.facts == ["maintenance.interval", "permanence.acne_scars"]


def test_says_what_makes_results_last(patient: Patient) -> None:
    said = patient.asks("ask_lasting_factors")
    assert said.facts[0] == "maintenance.factors"
    assert "your skin type" in said.text


def test_an_unlisted_concern_is_not_covered(patient: Patient) -> None:
    assert patient.asks("ask_maintenance", "", "eczema").kind == "not_covered"
