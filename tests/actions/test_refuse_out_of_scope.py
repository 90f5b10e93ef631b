from __future__ import annotations

from tests.actions.patient import Patient


def test_says_what_it_is_there_for(patient: Patient) -> None:
    said = patient.asks("out_of_scope", "who won the match?")
    assert (said.kind, said.facts) == ("out_of_scope", [])
    assert "microneedling" in said.text
