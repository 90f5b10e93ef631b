from __future__ import annotations

import pytest

from actions.question import Question
from actions.words import (
    asks_for_whom,
    asks_how_it_looks_at_first,
    asks_if_it_ends,
    asks_what_for,
    asks_when,
    names_something_else,
    offers,
    tells_of_a_prescription,
)
from tests.knowledge.shared import clinic_guidance


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("what can it help with?", False),
        ("which concerns do you treat with microneedling?", False),
        ("does it help with ringworm?", True),
        ("is it good for chickenpox marks", True),
    ],
)
def test_sees_words_that_may_name_a_concern(text: str, names: bool) -> None:
    assert names_something_else(text) is names


@pytest.mark.parametrize(
    ("sees", "text", "other"),
    [
        (asks_for_whom, "does it work on dark skin", "does it even out my skin tone"),
        (asks_how_it_looks_at_first, "how will i look right afterwards", "how will i look in the end"),
        (asks_if_it_ends, "is it a one-off or must i keep going", "how often do i come"),
        (asks_what_for, "what is it used for", "what does it do to the skin"),
        (asks_when, "when can i go back to it", "what about retinol"),
        (offers, "hi, do you treat scars?", "does it treat scars?"),
        (offers, "do you offer this?", "do you think it will erase my scars?"),
        (offers, "can you help with wrinkles?", "will it help with wrinkles?"),
    ],
)
def test_tells_a_question_by_its_words(sees: object, text: str, other: str) -> None:
    assert callable(sees)
    assert sees(Question(text, "")) is True
    assert sees(Question(other, "")) is False


@pytest.mark.parametrize(
    ("text", "term", "tells"),
    [
        ("my dermatologist prescribed tretinoin, must i stop", "retinoids", True),
        ("can i use retinol before", "retinoids", False),
        ("i am on accutane, can i have it done", "acne_medication", True),
        ("which acne medicines do i tell you about", "acne_medication", False),
        ("my doctor says i may swim", "swimming", False),
    ],
)
def test_sees_what_only_a_provider_can_judge(text: str, term: str, tells: bool) -> None:
    assert tells_of_a_prescription(Question(text, ""), [clinic_guidance().term(term)]) is tells
