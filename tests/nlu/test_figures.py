from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.components.vocabulary_extractor import VocabularyExtractor
from assistant.nlu.figures import FIGURES, general
from assistant.nlu.message_keys import FIGURELESS_TEXT, PLAIN_TEXT
from assistant.nlu.questions import split_loosely, split_questions

DATE, TIME, LENGTH, MONEY, NTH, NUMBER = (f"_{name}_" for name in ("date", "time", "length", "money", "nth", "number"))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (
            DATE,
            "december 11|dec 11th, 2026|11 december|11th of may|12/11|12/11/2026|2026-12-11|friday|mondays|friday the 13th|"
            "friday, december 11|december 11 or 12|june",
        ),
        (TIME, "5pm|5 p.m|5:30|5.30pm|17:00|half past nine|quarter to 5pm|noon|10am-2pm|9-5pm|six o'clock"),
        (
            LENGTH,
            "24 hours|24h|3 weeks|1-3 days|two or three days|twenty-four hours|3.5 weeks|half an hour|a couple of days|"
            "an hour and a half|two and a half weeks|one week",
        ),
        (MONEY, "$200|€350|£1,500|$200-300|200 dollars|$5k"),
        (NTH, "3rd|22nd"),
        (NUMBER, "3|3.5|twelve|1,000|two hundred|one or two"),
    ],
)
def test_one_word_for_each(word: str, said: str) -> None:
    for figure in said.split("|"):
        assert general(f"is it {figure}?") == f"is it {word}?"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("swim at 5 on the 3rd, in may", f"swim at {TIME} on the {DATE}, in {DATE}"),
        ("my 3rd session, my second", f"my {NTH} session, my {NTH}"),
        ("december 5, 2 sessions", f"{DATE}, {NUMBER} sessions"),
        ("10mg, 20%, 3x", f"{NUMBER}mg, {NUMBER}%, {NUMBER}x"),
        ("day one, day 12", f"day {NUMBER}, day {NUMBER}"),
        ("between 5 and 6pm", f"between {TIME}"),
    ],
)
def test_by_what_stands_beside_it(text: str, read: str) -> None:
    assert general(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "co2 laser, b12, morpheus8, spf50",
        "open 24/7? call 911",
        "may i march in the sun, which one, a second opinion, my first, my 1st",
        "today, yesterday, tomorrow, tonight, next week, this weekend",
        "a third of my face",
    ],
)
def test_names_stay(text: str) -> None:
    assert general(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("factor 50 after 2 days", f"factor 50 after {LENGTH}"),
        ("11 lines between my brows", "11 lines between my brows"),
        ("lines after 5 days on my forehead", f"lines after {LENGTH} on my forehead"),
        ("december 11, lines", f"{DATE}, lines"),
        ("eleven sessions", f"{NUMBER} sessions"),
    ],
)
def test_the_vocabulary_comes_first(text: str, read: str) -> None:
    (message,) = VocabularyExtractor().process([Message({TEXT: text, PLAIN_TEXT: text})])
    assert message.get(FIGURELESS_TEXT) == read


@pytest.mark.parametrize(
    "parts",
    [
        ["1) how long does it take", "2) how much is it"],
        ["11) how long does it take", "12) how much is it"],
        ["my session is at 5.30", "can i come in makeup"],
        ["i come at 5 p.m", "can i come in makeup"],
        ["is 3.5 weeks enough?", "what does a $1,500.50 package hold?"],
    ],
)
def test_splitting_keeps_figures_whole_and_as_they_were(parts: list[str]) -> None:
    joint = " " if parts[0][0].isdigit() or parts[0].endswith("?") else ". "
    assert split_questions(joint.join(parts)) == parts


def test_pieces_keep_their_figures() -> None:
    assert split_loosely("the cost of 3 sessions and the downtime after 2") == [
        "the cost of 3 sessions",
        "the downtime after 2",
    ]


def test_what_is_general_stays_so() -> None:
    text = " ".join(f"at {word} day" for word in sorted(FIGURES))
    assert general(text) == text
