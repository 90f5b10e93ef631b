import pytest

from nlu.questions import MOST, asks, split_questions, tells


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("is it permanent", ["is it permanent"]),
        ("how long am i red and when can i swim", ["how long am i red", "when can i swim"]),
        (
            "thanks! one more thing, how much is it and is it forever",
            ["thanks!", "one more thing", "how much is it", "is it forever"],
        ),
        ("does it hurt? how much is it?", ["does it hurt?", "how much is it?"]),
        ("i was wondering how long it lasts", ["i was wondering how long it lasts"]),
        ("can you tell me what it is", ["can you tell me what it is"]),
        ("does it help with tone and texture", ["does it help with tone and texture"]),
        ("i swim laps every morning. how long a break?", ["i swim laps every morning", "how long a break?"]),
        ("", [""]),
        ("???", ["???"]),
    ],
)
def test_splits_where_another_question_starts(text: str, parts: list[str]) -> None:
    assert split_questions(text) == parts


def test_a_statement_about_oneself_is_no_question() -> None:
    assert tells("i have oily skin") and not asks("i have oily skin")
    assert asks("can i swim") and not tells("can i swim")
    assert not tells("also the price")


def test_there_is_a_bound_on_questions_in_one_message() -> None:
    assert len(split_questions("can i swim? " * 50)) > MOST
