from __future__ import annotations

import pytest

from tests.actions.patient import Patient, question


@pytest.mark.parametrize("channel", ["rest", "sms"])
@pytest.mark.parametrize(
    ("intent", "opening", "number"),
    [
        ("report_symptom", ("If this is an emergency", "Emergency, such as"), "911"),
        ("report_self_harm", ("Please talk to someone now.", "Please talk to someone now."), "988"),
    ],
)
def test_the_fixed_text_has_nothing_before_it(channel: str, intent: str, opening: tuple[str, str], number: str) -> None:
    newcomer = Patient(channel, slots={})
    said = newcomer.asks(intent, "help")
    assert (said.kind, said.facts) == ("urgent", [])
    assert len(said.texts) == 1
    assert said.text.startswith(opening)
    assert number in said.text


def test_a_symptom_after_an_answer_does_not_repeat_the_answer(patient: Patient) -> None:
    patient.asks("ask_recovery", "is redness normal?")
    said = patient.asks("report_symptom", "what about this pus?")
    assert (said.kind, said.facts) == ("urgent", [])


@pytest.mark.parametrize("intent", ["report_symptom", "report_self_harm"])
def test_nothing_stands_before_it_in_a_message_with_several_questions(patient: Patient, intent: str) -> None:
    said = patient.sends([question("ask_makeup", "makeup?"), question(intent, "help")])
    assert said.kind == "urgent"
    assert said.text.startswith(("If this is an emergency", "Please talk"))


def test_the_introduction_follows_when_the_first_reply_was_urgent() -> None:
    newcomer = Patient(slots={})
    newcomer.asks("report_self_harm", "help")
    assert "not an emergency service" in newcomer.asks("ask_makeup", "when can i wear makeup?").text
