from __future__ import annotations

import pytest

from tests.actions.patient import Patient


def test_the_third_miss_in_a_row_is_handed_over(patient: Patient) -> None:
    said = [patient.asks("nlu_fallback", f"{miss} asdf qwer zxcv uiop hjkl bnm") for miss in range(4)]
    assert [reply.kind for reply in said] == ["clarify", "clarify", "handoff", "clarify"]
    assert [reply.slots["misses"] for reply in said] == [1, 2, 0, 1]
    assert "I did not understand that" in said[0].text
    assert said[1].text != said[0].text
    assert "Please ask HerSpace MedSpa directly." in said[2].text


def test_an_answer_ends_the_row_of_misses(patient: Patient) -> None:
    patient.asks("nlu_fallback", "asdf")
    patient.asks("nlu_fallback", "asdf")
    assert patient.asks("ask_recovery", "how is recovery?").slots["misses"] == 0
    assert patient.asks("nlu_fallback", "asdf asdf asdf asdf asdf asdf").kind == "clarify"


def test_names_two_readings_and_offers_them_as_buttons(patient: Patient) -> None:
    said = patient.asks("nlu_fallback", "how long", candidates=("ask_permanence", "ask_recovery"))
    assert said.kind == "clarify"
    assert said.text == "Do you want to know how long results last or how recovery goes?"
    assert said.buttons == ["how long results last", "how recovery goes"]


@pytest.mark.parametrize(("form", "words"), [("nothing", "I got no words"), ("too_long", "more than I can read")])
def test_a_message_that_cannot_be_read_is_no_miss(patient: Patient, form: str, words: str) -> None:
    said = patient.asks("nlu_fallback", "", form=form)
    assert said.kind == "clarify"
    assert words in said.text
    assert said.slots["misses"] == 0


@pytest.mark.parametrize("other", ["thank", "ask_sure", "out_of_scope", "bot_challenge", "report_self_harm"])
def test_any_two_readings_can_be_asked_about(patient: Patient, other: str) -> None:
    assert patient.asks("nlu_fallback", "hm hm", candidates=("ask_permanence", other)).kind == "clarify"
