"""What it is, what it does, how the skin heals, and what to expect when."""

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
    said = patient.asks("ask_benefit", "what would it be useful for?")
    assert {"what.benefit", "concerns.treated"} <= set(said.facts)


def test_redness_and_healing_have_a_clock_each_and_the_final_result_is_neither(patient: Patient) -> None:
    said = patient.asks("ask_recovery")
    assert (set(said.facts), said.stage) == ({"recovery.redness", "recovery.healing"}, "after")
    assert "redness and swelling at first are normal and should fade in 1 to 3 days" in said.text
    assert "fully healed after 1 to 2 weeks" in said.text
    assert "months" not in said.text


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
    assert set(said.facts) == {"recovery.redness", "recovery.healing"}
