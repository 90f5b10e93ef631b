"""Every line of keywords.tsv: what is a command, and what is a question although it has the same words."""

from __future__ import annotations

import pathlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.sms.keywords import keyword

LINES = [line.split("\t") for line in pathlib.Path(__file__).with_name("keywords.tsv").read_text().splitlines()]
MUST = "STOP,STOPALL,UNSUBSCRIBE,CANCEL,END,QUIT,REVOKE,OPTOUT,OPT-OUT,REMOVE,ARRET,TD,stop,quit,end,revoke,opt out,cancel,unsubscribe"


def test_there_are_lines_enough_both_ways() -> None:
    questions = sum(command == "question" for command, _ in LINES)
    assert questions >= 300 and len(LINES) - questions >= 300


@pytest.mark.parametrize("command", ["stop", "start", "help", "more", "question"])
def test_commands_are_told_from_questions(command: str) -> None:
    found = {text: keyword(text) for expected, text in LINES if expected == command}
    accepted = {None, "yes"} if command == "question" else {command}
    assert {text: got for text, got in found.items() if got not in accepted} == {}


@pytest.mark.parametrize("word", MUST.split(","))
@pytest.mark.parametrize("form", ["{}", " {}  ", "{}.", "{}!!", '"{}"', "{}?", "\n{}\n", "“{}”"])
def test_the_words_of_law_and_carriers_count_in_any_form(word: str, form: str) -> None:
    for text in (form.format(word), form.format(word.lower()), form.format(word.title())):
        assert keyword(text) == "stop", text


@pytest.mark.parametrize("word", MUST.split(","))
def test_a_hard_keyword_inside_a_message_is_none(word: str) -> None:
    assert keyword(f"what about {word} and makeup?") is None


def test_yes_is_told_from_yes_please() -> None:
    assert [keyword(text) for text in ("YES", "yes!", "yes please", "yes when can i?")] == ["yes", "yes", None, None]


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    assert keyword(text) in ("stop", "start", "yes", "help", "more", None)


@pytest.mark.parametrize(
    "text", ["no " * 500, "stop " * 500, "please i want you to " * 100, "stop all the these " * 90]
)
def test_no_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    keyword(text)
    assert time.perf_counter() - started < 0.2
