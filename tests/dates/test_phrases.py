"""What patients write about dates; the phrases are in phrases.tsv."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates.phrases import read
from quality.evaluation.dates import LEAST_RIGHT, MOST_WRONG, Phrase, in_short, ours, phrases, shares

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=ZONE)  # a Wednesday
PHRASES = phrases()
FEWEST_PHRASES = 200


def test_enough_phrases_are_read_right_and_hardly_any_wrong() -> None:
    assert len({phrase.text for phrase in PHRASES}) >= FEWEST_PHRASES
    right, wrong = shares(ours, PHRASES)
    assert right >= LEAST_RIGHT
    assert wrong <= MOST_WRONG


@pytest.mark.parametrize("phrase", PHRASES, ids=[f"{phrase.now:%m-%d} {phrase.text}" for phrase in PHRASES])
def test_a_phrase_is_never_read_as_another_date(phrase: Phrase) -> None:
    treated, event = ours(phrase)
    assert treated in (phrase.treated, "-", "?")
    assert event in (phrase.event, "-")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("I was treated on Feb 31", "impossible"),
        ("treated yesterday at 25:70", "impossible"),
        ("I had it tomorrow", "contradictory"),
        ("I'm having it yesterday", "contradictory"),
        ("I was treated on Tuesday November 25th", "contradictory"),
        ("I was treated on 11/30/2026", "contradictory"),
        ("monday", "unclear"),
        ("I was treated monday. My session was yesterday", "unclear"),
    ],
)
def test_what_cannot_be_is_asked_about(text: str, problem: str) -> None:
    dates = read(text, NOW, ZONE)
    assert (dates.treated, dates.problem) == (None, problem)


def test_a_message_with_nothing_but_a_date_is_known_as_such() -> None:
    for text in ("yesterday", "Tuesday at 3:10 pm", "sorry, two days ago", "I had my treatment yesterday at noon"):
        assert read(text, NOW, ZONE, "past").only_dates, text
    for text in ("yesterday, can I swim?", "had it yesterday and it itches", "yesterday?", "hello"):
        assert not read(text, NOW, ZONE, "past").only_dates, text


def test_a_correction_is_known_as_such() -> None:
    assert read("sorry, two days ago", NOW, ZONE).corrects
    assert not read("two days ago", NOW, ZONE).corrects
    assert (
        in_short(read("I was treated monday, sorry, tuesday I mean it was tuesday", NOW, ZONE).treated) == "2026-11-24"
    )


def test_where_the_verb_does_not_say_the_question_before_decides() -> None:
    assert in_short(read("friday", NOW, ZONE, "past").treated) == "2026-11-20"
    assert in_short(read("friday", NOW, ZONE, "coming").treated) == "2026-11-27"
    assert read("friday", NOW, ZONE).problem == "unclear"


def test_hours_are_counted_from_now_and_clock_times_are_not() -> None:
    counted = read("50 hours ago", NOW, ZONE).treated
    by_clock = read("I was treated yesterday at noon", NOW, ZONE).treated
    assert counted and counted.counted
    assert by_clock and not by_clock.counted


WORDS = st.sampled_from(
    [
        "i",
        "was",
        "had",
        "treated",
        "treatment",
        "yesterday",
        "tomorrow",
        "on",
        "at",
        "the",
        "in",
        "my",
        "is",
        "3",
        "31st",
        "feb",
        "monday",
        "next",
        "last",
        "12/3",
        "99/99",
        "2026",
        "noon",
        "am",
        "pm",
        "25:61",
        "ago",
        "hours",
        "days",
        "week",
        "two",
        "half",
        "day",
        "5",
        "just",
        "now",
        "tonight",
        "sorry",
        "can",
        "swim",
        "?",
        ",",
        ".",
        "and",
        "friday",
        "december",
        "0th",
    ]
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_no_jumble_of_words_breaks_it_or_contradicts_its_verb(text: str) -> None:
    dates = read(text, NOW, ZONE)
    assert dates.problem is None or dates.treated is None
    if dates.treated:
        assert dates.treated.start <= dates.treated.end


@pytest.mark.parametrize("words", ["monday ", "on the 3rd ", "at 3 ", "1 day ", "2 or 3 or ", "day 2 and "])
def test_a_message_full_of_dates_is_read_at_once(words: str) -> None:
    started = time.perf_counter()
    read(words * 5000, NOW, ZONE)
    assert time.perf_counter() - started < 1


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    read(text, NOW, ZONE)


TOLD = """
i had it on the my treatment appointment party wedding is was at in next last this every before after until
from to monday mon wed sat sunday thursday 3rd 5th the fifth dec december feb 31 12/3 13/4 2026 2 pm 3:10 am
noon midnight tomorrow yesterday tonight today now just ago days hours weeks month 50 two a half day week and
or not , ? .
"""


@given(st.lists(st.sampled_from(TOLD.split()), max_size=14))
def test_no_heap_of_such_words_is_too_much(words: list[str]) -> None:
    read(
        " ".join(words),
        datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("America/New_York")),
        ZoneInfo("America/New_York"),
    )
