from __future__ import annotations

import pytest

from tests.actions.patient import Patient


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
