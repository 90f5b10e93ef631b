from __future__ import annotations

from tests.actions.patient import Patient


def test_says_what_it_is(patient: Patient) -> None:
    said = patient.asks("ask_what_is")
    assert (said.kind, said.facts, said.stage) == ("answer", ["what.is"], None)
    assert "fine needles" in said.text
    assert "collagen" in said.text


def test_says_what_it_is_good_for_without_a_promise(patient: Patient) -> None:
    said = patient.asks("ask_benefit")
    assert said.kind == "answer"
    assert said.facts[0] == "what.benefit"
    assert "can make your skin look younger, healthier and brighter" in said.text


def test_says_for_which_concerns_it_is_good(patient: Patient) -> None:
    assert patient.asks("ask_benefit", "what would it be useful for?").facts == ["what.benefit", "concerns.treated"]
