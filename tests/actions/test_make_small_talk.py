from __future__ import annotations

import pytest

from actions.make_small_talk import ActionMakeSmallTalk
from tests.actions.patient import Patient


@pytest.mark.parametrize("intent", ActionMakeSmallTalk.intents)
def test_small_talk_holds_no_facts(patient: Patient, intent: str) -> None:
    said = patient.asks(intent)
    assert (said.kind, said.facts, said.report["sources"]) == ("smalltalk", [], [])
    assert len(said.texts) == 1


def test_says_that_it_is_no_person(patient: Patient) -> None:
    assert "not a person" in patient.asks("bot_challenge").text


def test_small_talk_does_not_forget_what_was_asked(patient: Patient) -> None:
    patient.asks("ask_makeup", "when can i wear makeup?", "makeup")
    patient.asks("thank", "thanks")
    assert patient.asks("ask_why", "why?").facts == ["aftercare.makeup"]
