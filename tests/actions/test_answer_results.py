from __future__ import annotations

from tests.actions.patient import Patient


def test_the_final_result_may_take_up_to_two_months(patient: Patient) -> None:
    said = patient.asks("ask_results_timeline")
    assert (said.facts, said.stage) == (["results.timeline"], "after")
    assert "up to 2 months" in said.text
    assert "days" not in said.text
    assert "weeks" not in said.text


def test_says_what_to_expect_and_who_sets_the_goal(patient: Patient) -> None:
    said = patient.asks("ask_results_expected")
    assert said.facts[0] == "results.expected"
    assert "smoother, tighter" in said.text
    assert "provider sets the plan" in said.text


def test_how_it_looks_straight_after_is_no_result(patient: Patient) -> None:
    said = patient.asks("ask_results_expected", "how does my face look right afterwards")
    assert said.facts == ["recovery.redness", "recovery.healing"]
