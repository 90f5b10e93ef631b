from __future__ import annotations

import pytest

from tests.actions.patient import Patient


def test_without_a_concern_says_both_what_lasts_and_the_upkeep(patient: Patient) -> None:
    said = patient.asks("ask_permanence")
    assert said.facts == ["permanence.general", "maintenance.interval"]
    assert "For some concerns" in said.text
    assert "every 6 months" in said.text


def test_acne_scars_can_go_for_good(patient: Patient) -> None:
    said = patient.asks("ask_permanence", "", "acne_scars")
    assert said.facts == ["permanence.acne_scars"]
    assert "permanently reduce or remove acne scars" in said.text


@pytest.mark.parametrize("concern", ["wrinkles", "pigmentation", "skin_tone", "texture"])
def test_what_needs_upkeep_is_never_called_permanent(patient: Patient, concern: str) -> None:
    said = patient.asks("ask_permanence", "is it permanent?", concern)
    assert said.kind == "answer"
    assert {"maintenance.concerns", "maintenance.interval"} <= set(said.facts)
    assert "permanence.acne_scars" not in said.facts
    assert "permanent" not in said.text
    assert not said.text.startswith("Yes")


def test_of_pores_both_are_said(patient: Patient) -> None:
    said = patient.asks("ask_permanence", "", "large_pores")
    assert {"sessions.mild", "maintenance.concerns"} <= set(said.facts)
    assert "only 1 session" in said.text
    assert "maintenance visits" in said.text


def test_scars_and_wrinkles_get_an_answer_each(patient: Patient) -> None:
    said = patient.asks("ask_permanence", "", "acne_scars", "wrinkles")
    assert said.facts == ["permanence.acne_scars", "maintenance.concerns", "maintenance.interval"]


def test_a_treated_concern_without_a_word_on_lasting_gets_the_general_answer(patient: Patient) -> None:
    assert patient.asks("ask_permanence", "", "stretch_marks").facts == ["permanence.general"]


def test_an_unlisted_concern_is_not_covered(patient: Patient) -> None:
    said = patient.asks("ask_permanence", "", "rosacea")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert "does not name rosacea" in said.text
