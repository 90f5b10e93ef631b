from __future__ import annotations

import json

import pytest

from actions.question import Question


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("after 24 hours?", 24),
        ("24h later", 24),
        ("in two days", 48),
        ("a couple of days", 48),
        ("a day", 24),
        ("1 week", 168),
        ("when can i", None),
        ("in my 30s", None),
    ],
)
def test_reads_the_time_a_patient_names(text: str, hours: int | None) -> None:
    assert Question(text, "ask_makeup").hours_said == hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [("makeup and mascara", None), ("1.5 days", 36), ("seventy two hours", 72), ("forty eight hours", 48)],
)
def test_does_not_misread_a_time(text: str, hours: int | None) -> None:
    assert Question(text, "ask_makeup").hours_said == hours


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("can i swim", True),
        ("so is it ok", True),
        ("three days is enough, right?", True),
        ("how long do i wait", False),
        ("when", False),
    ],
)
def test_knows_a_yes_or_no_question(text: str, asks: bool) -> None:
    assert Question(text, "ask_swimming").asks_yes_or_no is asks


def test_survives_the_way_through_json() -> None:
    question = Question("a", "ask_prp", 0.5, ("ask_prp", "ask_rf"), None, ("prp",), "after")
    assert Question.from_json(json.loads(json.dumps(question.as_json()))) == question
