"""What counts as a name, a number, a time, a question in between, and a wish to stop."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.engine import Engine

from actions.call_back_form import BEST_TIME as TIME
from actions.call_back_form import CONSENT, NAME, PHONE, ValidateCallBackForm
from assistant.storage.call_backs import CallBacks
from tests.actions.patient import Patient, question

FORM = {"name": "call_back_form"}


def takes(asked: str, text: str, *questions: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """(slots that are set, hints that are said)."""
    message = {"text": text, "questions": list(questions) or [question("nlu_fallback", text)]}
    tracker = Tracker("someone", {"requested_slot": asked}, message, [], False, None, FORM, "action_listen")
    dispatcher = CollectingDispatcher()
    events = asyncio.run(ValidateCallBackForm().run(dispatcher, tracker, {}))  # type: ignore[arg-type]
    return {event["name"]: event["value"] for event in events}, [message["text"] for message in dispatcher.messages]


@pytest.fixture(autouse=True)
def begun(keeps_records: Engine) -> CallBacks:
    call_backs = CallBacks(keeps_records)
    call_backs.begin("someone", "rest")
    return call_backs


def kept(call_backs: CallBacks) -> tuple[str | None, str | None, str | None]:
    request = call_backs.request("someone")
    return request.name, request.phone, request.best_time


@pytest.mark.parametrize("text", ["yes", "Yes please", "ok", "sure, go ahead", "yeah thats fine", "y", "I agree"])
def test_consent(text: str) -> None:
    assert takes(CONSENT, text)[0] == {CONSENT: True}


@pytest.mark.parametrize("text", ["no", "No thanks", "nope", "I'd rather not", "nah forget it", "don't"])
def test_no_consent_ends_the_form(text: str) -> None:
    assert takes(CONSENT, text) == ({CONSENT: None, "requested_slot": None}, [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Lopez", "Maria Lopez"),
        ("my name is Jo-Anne O'Neil", "Jo-Anne O'Neil"),
        ("it's Bob.", "Bob"),
        ("I'm Dr. Wu", "Dr. Wu"),
        ("Zoë", "Zoë"),
        ("李小龙", "李小龙"),
        ("this is Priya, thanks", "Priya"),
        ("Juan Carlos de la Cruz", "Juan Carlos de la Cruz"),
        ("Smith, John", "Smith, John"),
    ],
)
def test_a_name(begun: CallBacks, text: str, name: str) -> None:
    assert takes(NAME, text)[0] == {NAME: True}
    assert kept(begun)[0] == name


def test_a_name_with_a_word_of_the_vocabulary_in_it(begun: CallBacks) -> None:
    asked = question("ask_sun", "sandy beach", "sun", confidence=0.9)
    assert takes(NAME, "Sandy Beach", asked)[0] == {NAME: True}
    assert takes(NAME, "price", question("ask_price", "price", confidence=0.95)) == ({}, [])


def test_a_name_and_a_number_at_once(begun: CallBacks) -> None:
    assert takes(NAME, "john smith 212-736-5000")[0] == {NAME: True, PHONE: True}
    assert kept(begun)[:2] == ("john smith", "+12127365000")


@pytest.mark.parametrize(
    "text",
    ["12345", "x" * 80, "a b c d e f g", "!!!", "me@mail.example", "i have another question", "who will call me"],
)
def test_no_name(text: str) -> None:
    slots, (hint,) = takes(NAME, text)
    assert slots == {NAME: None}
    assert "could not read a name" in hint


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("212-736-5000", "+12127365000"),
        ("it's (212) 736 5000 thanks", "+12127365000"),
        ("+44 20 7946 0958", "+442079460958"),
        ("2127365000", "+12127365000"),
    ],
)
def test_a_number(begun: CallBacks, text: str, number: str) -> None:
    assert takes(PHONE, text)[0] == {PHONE: True}
    assert kept(begun)[1] == number


@pytest.mark.parametrize("text", ["12345", "555-0100", "000 000 0000", "my landline"])
def test_no_number(text: str) -> None:
    slots, (hint,) = takes(PHONE, text)
    assert slots == {PHONE: None}
    assert "not a phone number" in hint


@pytest.mark.parametrize(
    "text",
    [
        "after 5 pm",
        "any time",
        "weekday mornings",
        "don't call before 9",
        "tomorrow?",
        "Mon or Tue",
        "ASAP",
        "in an hour",
        "noonish",
        "mornings",
        "6ish",
        "at your convenience",
    ],
)
def test_a_time(begun: CallBacks, text: str) -> None:
    assert takes(TIME, text)[0] == {TIME: True}
    assert kept(begun)[2] == text


@pytest.mark.parametrize("asked", [CONSENT, NAME, PHONE, TIME])
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how long will i be red", "ask_recovery"),
        ("does it hurt?", "ask_pain"),
        ("can i work out tomorrow", "ask_exercise"),
        ("my lips are swelling", "report_symptom"),
        ("delete my data", "delete_my_data"),
    ],
)
def test_a_question_in_between_is_left_to_its_own_action(asked: str, text: str, intent: str) -> None:
    assert takes(asked, text, question(intent, text)) == ({}, [])


@pytest.mark.parametrize("asked", [CONSENT, NAME, PHONE, TIME])
@pytest.mark.parametrize("text", ["never mind", "cancel", "stop", "forget it", "I changed my mind", "don't call me"])
def test_the_form_can_be_stopped_at_any_point(asked: str, text: str) -> None:
    assert takes(asked, text) == ({asked: None, "requested_slot": None}, [])


def test_a_failing_database_is_told_and_the_form_asks_again(
    keeps_records: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with keeps_records.begin() as connection:
        connection.exec_driver_sql("drop table call_back")
    slots, hints = takes(NAME, "Maria Quillfeather")
    assert slots == {NAME: None}
    assert hints[0].startswith("Sorry, something went wrong")
    assert "uillfeather" not in caplog.text


def test_an_urgent_reply_is_recalled_once_before_the_next_ordinary_answer(patient: Patient) -> None:
    patient.asks("report_symptom", "my eye is swollen shut")
    assert "symptom" not in patient.asks("thank", "thanks").text
    said = patient.asks("ask_makeup", "when can i wear makeup", "makeup")
    assert (
        said.texts[0] == "About the symptom you told me of: contact HerSpace MedSpa today. In an emergency, call 911."
    )
    assert "symptom" not in patient.asks("ask_swimming", "and swim", "swimming").text


def test_after_a_word_of_self_harm_the_crisis_line_is_recalled(patient: Patient) -> None:
    patient.asks("report_self_harm", "i want to die")
    assert "988" in patient.asks("ask_makeup", "when can i wear makeup", "makeup").texts[0]


def test_deletion_is_not_done_on_a_guess(patient: Patient) -> None:
    said = patient.asks("delete_my_data", "forget the rest", confidence=0.4)
    assert said.kind == "clarify"
    assert "erased" not in said.slots
    assert "erased" in patient.asks("delete_my_data", "delete my data").slots


def test_what_is_not_covered_or_understood_is_kept_as_a_gap(patient: Patient, keeps_records: Engine) -> None:
    patient.asks("ask_price", "how much is it, i am at 212-736-5000")
    patient.asks("nlu_fallback", "blorp blorp the seventh blorp thing")
    patient.asks("ask_makeup", "when can i wear makeup", "makeup")
    with keeps_records.connect() as connection:
        gaps = connection.exec_driver_sql("select topic, text from gap").all()
    assert [tuple(gap) for gap in gaps] == [
        ("microneedling/price/", "how much is it, i am at [phone number]"),
        ("nlu_fallback", "blorp blorp the seventh blorp thing"),
    ]
