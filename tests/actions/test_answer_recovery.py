from __future__ import annotations

from tests.actions.patient import Patient


def test_redness_and_healing_have_a_clock_each_and_the_final_result_is_neither(patient: Patient) -> None:
    said = patient.asks("ask_recovery")
    assert (said.facts, said.stage) == (["recovery.redness", "recovery.healing"], "after")
    assert "redness and swelling at first are normal and should fade in 1 to 3 days" in said.text
    assert "fully healed after 1 to 2 weeks" in said.text
    assert "months" not in said.text
