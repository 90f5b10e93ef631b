"""Whether it lasts, how many sessions it takes, what keeps it, and the care between treatments."""

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
    said = patient.asks("ask_permanence", "", "stretch_marks")
    assert said.facts[0] == "permanence.general"
    assert "permanence.acne_scars" not in said.facts


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
    said = patient.asks("ask_sessions", "", concern).facts
    assert said[0] == facts[0]
    assert set(facts) <= set(said)
    assert ("sessions.mild" in said) == ("sessions.mild" in facts)


def test_says_how_often_to_come_back_and_for_what(patient: Patient) -> None:
    said = patient.asks("ask_maintenance")
    assert said.facts == ["maintenance.interval", "maintenance.concerns"]
    assert said.stage == "between"
    assert "every 6 months" in said.text


def test_of_acne_scars_says_that_they_can_go_for_good(patient: Patient) -> None:
    said = patient.asks("ask_maintenance", "", "acne_scars")
    assert set(said.facts) == {"maintenance.interval", "permanence.acne_scars"}


def test_says_what_makes_results_last(patient: Patient) -> None:
    said = patient.asks("ask_lasting_factors")
    assert said.facts[0] == "maintenance.factors"
    assert "your skin type" in said.text


@pytest.mark.parametrize(
    ("intent", "concern", "named"),
    [
        ("ask_permanence", "rosacea", "rosacea"),
        ("ask_sessions", "cellulite", "cellulite"),
        ("ask_maintenance", "eczema", "eczema"),
    ],
)
def test_an_unlisted_concern_is_not_covered_and_gets_no_number(
    patient: Patient, intent: str, concern: str, named: str
) -> None:
    said = patient.asks(intent, "", concern)
    assert (said.kind, said.facts) == ("not_covered", [])
    assert f"does not name {named}" in said.text
    assert not any(character.isdigit() for character in said.text)


@pytest.mark.parametrize("intent", ["ask_sessions", "ask_permanence", "ask_maintenance"])
def test_beside_a_listed_concern_an_unlisted_one_is_named(patient: Patient, intent: str) -> None:
    assert "does not name rosacea" in patient.asks(intent, "", "wrinkles", "rosacea").text


@pytest.mark.parametrize(
    ("intent", "fact", "words"),
    [
        ("ask_skin_care", "care.daily_routine", "daily skin care routine between treatments"),
        ("ask_routine_help", "care.routine_help", "medical-grade skin care routine for you"),
        ("ask_hydration", "care.hydrating", "hydrating product"),
        ("ask_actives", "care.actives", "Retin-A, hyaluronic acid and tretinoin"),
    ],
)
def test_answers_about_care_between_treatments(patient: Patient, intent: str, fact: str, words: str) -> None:
    said = patient.asks(intent)
    assert (said.kind, said.stage, said.facts[0]) == ("answer", "between", fact)
    assert words in said.text


def test_active_products_come_with_the_advice_to_ask_when_to_start(patient: Patient) -> None:
    assert "Ask your provider when you may start them." in patient.asks("ask_actives").text
