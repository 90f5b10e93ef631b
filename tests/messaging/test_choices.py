from __future__ import annotations

import pytest

from assistant.channels.sms.choices import chosen

CHOICES = ("how long results last", "how many sessions you need")


@pytest.mark.parametrize(
    "text",
    [
        "2", "2.", " #2 ", "(2)", "2)", "two", "second", "the second one", "number 2", "²", "option 2", "2 please",
        "sessions", "How many sessions?", "how many sessions you need",
    ],
)  # fmt: skip
def test_a_choice_is_named_by_number_or_words(text: str) -> None:
    assert chosen(text, CHOICES) == CHOICES[1]


@pytest.mark.parametrize(
    "text", ["3", "0", "how", "", "12", "makeup", "when can i wear makeup", "½", "72 hours", "2 weeks"]
)
def test_anything_else_is_no_choice(text: str) -> None:
    assert chosen(text, CHOICES) is None


def test_without_choices_a_number_is_a_number() -> None:
    assert chosen("1", ()) is None
