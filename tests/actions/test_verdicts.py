"""How what was asked stands against a rule: a sentence that is clear by itself, never a bare yes or no."""

from __future__ import annotations

import re

import pytest

from assistant.knowledge.guidance import RULE
from tests.actions.patient import Patient, intents_of


def test_two_things_in_one_question_get_both_rules_and_no_common_verdict(patient: Patient) -> None:
    said = patient.asks("ask_makeup", "can I wear makeup and go to the gym after 24 hours?", "makeup", "exercise")
    assert said.facts == ["aftercare.makeup", "aftercare.exercise"]
    assert not said.text.startswith(("Yes", "No"))


TOO_SOON, LONG_ENOUGH, TOO_SHORT, RIGHT, NOT_RIGHT, NOT_RIGHT_AWAY = (
    "That is too soon",
    "That is long enough",
    "That is too short",
    "That is right",
    "That is not what the guidance says",
    "Not right away",
)
WAS_TOO_SOON = "That was too soon. If your skin worries you, contact the clinic"
VERDICTS = (TOO_SOON, WAS_TOO_SOON, LONG_ENOUGH, TOO_SHORT, RIGHT, NOT_RIGHT, NOT_RIGHT_AWAY, "Yes", "No")


def verdict(text: str) -> str | None:
    return next((words for words in VERDICTS if text.startswith(f"{words}. ")), None)


@pytest.mark.parametrize(
    ("intent", "text", "said_first"),
    [
        ("ask_makeup", "so 24 hours is ok?", TOO_SOON),
        ("ask_makeup", "can i wear foundation after 1 day?", TOO_SOON),
        ("ask_makeup", "can i wear makeup after two days?", LONG_ENOUGH),
        ("ask_makeup", "is it fine a week later?", LONG_ENOUGH),
        ("ask_swimming", "can i swim after 48 hours?", TOO_SOON),
        ("ask_swimming", "can i swim after 72 hours?", LONG_ENOUGH),
        ("ask_swimming", "do i have to wait 3 days to swim?", RIGHT),
        ("ask_swimming", "do i have to wait 5 days to swim?", None),
        ("ask_exercise", "can i go to the gym?", NOT_RIGHT_AWAY),
        ("ask_exercise", "how long until the gym?", None),
        ("ask_sun", "can i sunbathe after 1 hour?", None),
        ("ask_hygiene", "can i touch my face after 1 hour?", None),
    ],
)
def test_a_time_is_judged_by_the_rule(patient: Patient, intent: str, text: str, said_first: str | None) -> None:
    assert verdict(patient.asks(intent, text).text) == said_first


def test_a_shorter_time_asked_back_is_said_to_be_too_soon(patient: Patient) -> None:
    patient.asks("ask_makeup", "when can i wear makeup?", "makeup")
    assert verdict(patient.asks("ask_makeup", "so 24 hours is ok?").text) == TOO_SOON


@pytest.mark.parametrize(
    ("intent", "text", "said_first"),
    [
        pytest.param("ask_makeup", "so after 24 hours?", TOO_SOON, id="so after 24 hours"),
        pytest.param("ask_makeup", "24 hours then?", TOO_SOON, id="24 hours then"),
        pytest.param("ask_makeup", "i only need to wait 24 hours, right?", TOO_SHORT, id="only need to wait"),
        pytest.param(
            "ask_makeup", "can i wear foundation and mascara after 3 days?", LONG_ENOUGH, id="and is read as a day"
        ),
        pytest.param("ask_swimming", "can i swim after 1.5 days?", TOO_SOON, id="1.5 days is read as 5 days"),
        pytest.param(
            "ask_swimming", "can i swim after seventy two hours?", LONG_ENOUGH, id="seventy two is read as two"
        ),
        pytest.param("ask_swimming", "can i swim after a month?", LONG_ENOUGH, id="months are not read"),
    ],
)
def test_a_time_is_judged_however_it_is_said(patient: Patient, intent: str, text: str, said_first: str) -> None:
    assert verdict(patient.asks(intent, text).text) == said_first


@pytest.mark.parametrize(
    ("intent", "text"),
    [("ask_swimming", "can i swim after 2-3 days?"), ("ask_makeup", "is it ok after 24-48 hours?")],
)
def test_a_range_that_begins_too_early_gets_no_yes(patient: Patient, intent: str, text: str) -> None:
    assert verdict(patient.asks(intent, text).text) != LONG_ENOUGH


@pytest.mark.parametrize(("hours", "said_first"), [(72, NOT_RIGHT), (48, RIGHT)])
def test_a_rule_told_by_the_patient_is_put_right(patient: Patient, hours: int, said_first: str) -> None:
    assert verdict(patient.asks("ask_makeup", f"makeup has {hours} hours, right?").text) == said_first


@pytest.mark.parametrize(
    ("intent", "text", "term"),
    [
        ("ask_makeup", "i put on foundation after 24 hours by mistake, is that bad?", "makeup"),
        ("ask_exercise", "i went to the gym after 2 days, was that wrong?", "exercise"),
        ("ask_swimming", "i've already been swimming after a day", "swimming"),
    ],
)
def test_what_was_done_too_soon_is_told_with_the_rule_and_the_clinic(
    patient: Patient, intent: str, text: str, term: str
) -> None:
    said = patient.asks(intent, text, term)
    assert (said.kind, said.facts) == ("answer", [f"aftercare.{term}"])
    assert verdict(said.text) == WAS_TOO_SOON
    assert "contact the clinic" in said.text


@pytest.mark.parametrize("text", ["i put on foundation after 3 days, is that bad?", "i put foundation on by mistake"])
def test_what_was_done_late_enough_or_at_no_known_time_is_not_called_too_soon(patient: Patient, text: str) -> None:
    assert verdict(patient.asks("ask_makeup", text, "makeup").text) in (None, LONG_ENOUGH)


ASKED_FOR_LEAVE = (
    "can i?", "is it ok?", "may i do that after 24 hours?", "is it ok after a week?", "do i have to wait 3 days?",
    "isn't it bad?", "so it's fine?", "i can do that, right?", "should i skip it?", "is it true that it takes 48 hours?",
    "no problem then?", "could it hurt?",
)  # fmt: skip


@pytest.mark.parametrize("channel", ["rest", "sms"])
@pytest.mark.parametrize("intent", sorted(intent for intent in intents_of(RULE)))
def test_no_rule_ever_follows_a_bare_yes_or_no(channel: str, intent: str) -> None:
    for text in ASKED_FOR_LEAVE:
        for stage in (None, "before", "after"):
            said = Patient(channel).asks(intent, text, stage=stage)
            assert not re.match(r"(?:Yes|No)\W*[.,;!\n]", said.text), (text, stage)
