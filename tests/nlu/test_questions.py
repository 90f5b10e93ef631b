import pytest

from assistant.nlu.questions import (
    MOST,
    asks,
    only_tells_of_a_visit,
    points_back,
    repeats_hearsay,
    split_loosely,
    split_questions,
    stands_alone,
    tells,
    with_name_for_pronoun,
)


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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("my friend was puffy for days. is that normal?", ["my friend was puffy for days, is that normal?"]),
        ("a beard is no problem, i expect?", ["a beard is no problem, i expect?"]),
        ("peel or needles, which one would you pick", ["peel or needles, which one would you pick"]),
        ("do they last forever? true?", ["do they last forever?, true?"]),
        ("can you do jowls, or am i too far gone", ["can you do jowls, am i too far gone"]),
        ("does it hurt? is it forever?", ["does it hurt?", "is it forever?"]),
        ("kickboxing after it, how long should i wait", ["kickboxing after it, how long should i wait"]),
        ("the cost? how many?", ["the cost?", "how many?"]),
    ],
)
def test_a_tag_belongs_to_what_it_follows(text: str, parts: list[str]) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("also the price", True),
        ("when can i swim", True),
        ("i had mine on monday", False),
        ("rehearsal dinner falls exactly seven days after", False),
    ],
)
def test_a_story_is_no_question_of_its_own(text: str, is_one: bool) -> None:
    assert stands_alone(text) == is_one


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("i had my treatment this morning", True),
        ("had it done 3 days ago", True),
        ("i had microneedling yesterday and my lips swelled", False),
        ("i can't breathe", False),
        ("my face is burning today", False),
    ],
)
def test_telling_of_a_visit_tells_no_symptom(text: str, only: bool) -> None:
    assert only_tells_of_a_visit(text) == only


def test_pointing_words_need_what_stands_before_them() -> None:
    assert points_back("do those shrink") and not points_back("do pores shrink")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("is it safe is it painful is it permanent", ["is it safe", "is it painful", "is it permanent"]),
        ("can i wear makeup & can i run", ["can i wear makeup", "can i run"]),
        ("1) is it permanent 2) how many visits", ["1) is it permanent", "2) how many visits"]),
        ("i'd like to know what the downtime is and whether i can run", ["i'd like to know what the downtime is", "whether i can run"]),
        ("the face is red how many days", ["the face is red how many days"]),
        ("what lasts and what doesn't last", ["what lasts and what doesn't last"]),
        ("can i come every 2 weeks or is that too often", ["can i come every 2 weeks, is that too often"]),
    ],
)  # fmt: skip
def test_questions_without_a_mark_between_them(text: str, parts: list[str]) -> None:
    assert split_questions(text) == parts


def test_halves_that_may_be_questions_are_offered_as_such() -> None:
    assert split_loosely("the visits, the add-ons and your fee") == ["the visits", "the add-ons", "your fee"]
    assert split_loosely("is it permanent") == []


def test_what_is_asked_in_the_middle_is_asked() -> None:
    assert asks("i take minocycline do i have to mention it") and asks("my wife wonders whether it helps")
    assert repeats_hearsay("my friend says no lipstick either") and not repeats_hearsay("no lipstick either")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("when do i stop it", "when do i stop retinol"),
        ("does it hurt", "does it hurt"),
        ("do i stop before it", "do i stop before it"),
        ("is it safe to run", "is it safe to run"),
        ("how long is that one", "how long is that one"),
    ],
)
def test_a_pronoun_is_read_as_what_it_stands_for(text: str, read: str) -> None:
    assert with_name_for_pronoun(text, "retinol") == read
