"""Which questions a message asks, from parts and pieces whose topics are given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from assistant.nlu.components.question_collector import QuestionCollector
from assistant.nlu.message_keys import (
    FIGURELESS_TEXT,
    PART_OF,
    PLAIN_TEXT,
    PROBABILITIES,
    QUESTIONS,
    SUBJECT,
    TOPICS,
    URGENCY,
)

INTENTS = [
    "ask_makeup", "ask_exercise", "ask_retinoids", "ask_concern", "ask_price", "greet", "ask_sessions", "change_visit", "report_symptom",
    "ask_plan", "ask_preparation", "ask_aftercare",
]  # fmt: skip


@pytest.fixture(scope="module")
def collector() -> QuestionCollector:
    with open("config.yml") as file:
        pipeline = YAML(typ="safe").load(file)["pipeline"]
    return QuestionCollector(next(each for each in pipeline if each["name"].endswith("QuestionCollector")))


def read(text: str, intent: str, sure: float, stage: str | None = None, part_of: int | None = None) -> Message:
    probabilities = np.full(len(INTENTS), (1 - sure) / (len(INTENTS) - 1))
    probabilities[INTENTS.index(intent)] = sure
    entities = [{"entity": "stage", "value": stage}] if stage else []
    data = {
        TEXT: text,
        PLAIN_TEXT: text,
        FIGURELESS_TEXT: text,
        PROBABILITIES: probabilities,
        TOPICS: INTENTS,
        ENTITIES: entities,
        URGENCY: -1.0,
    }
    return Message({**data, PART_OF: part_of})


def asked(collector: QuestionCollector, *messages: Message) -> list[dict[str, Any]]:
    (message,) = collector.process(list(messages))
    questions: list[dict[str, Any]] = message.get(QUESTIONS)
    return questions


def test_pieces_that_both_ask_are_two_questions(collector: QuestionCollector) -> None:
    text = "the visits and your fee"
    questions = asked(
        collector,
        read(text, "ask_sessions", 0.6),
        read(text, "ask_sessions", 0.6),
        read("the visits", "ask_sessions", 0.95, part_of=0),
        read("your fee", "ask_price", 0.95, part_of=0),
    )
    assert [question["intent"] for question in questions] == ["ask_sessions", "ask_price"]


@pytest.mark.parametrize(("intent", "sure"), [("ask_concern", 0.95), ("ask_price", 0.6)])
def test_a_name_or_an_unsure_piece_is_no_question(collector: QuestionCollector, intent: str, sure: float) -> None:
    text = "how many visits for scars and pores"
    questions = asked(
        collector,
        read(text, "ask_sessions", 0.9),
        read(text, "ask_sessions", 0.9),
        read("how many visits for scars", "ask_sessions", 0.95, part_of=0),
        read("pores", intent, sure, part_of=0),
    )
    assert [question["text"] for question in questions] == [text]


@pytest.mark.parametrize(("piece", "intents"), [("dry skin?", 1), ("is dry skin one?", 2)])
def test_two_words_are_a_name_even_with_a_question_mark(collector: QuestionCollector, piece: str, intents: int) -> None:
    text = f"your fee and {piece}"
    questions = asked(
        collector,
        read(text, "ask_price", 0.6),
        read(text, "ask_price", 0.6),
        read("your fee", "ask_price", 0.95, part_of=0),
        read(piece, "ask_concern", 0.95, part_of=0),
    )
    assert len(questions) == intents


def test_a_plan_takes_in_what_is_asked_of_its_halves(collector: QuestionCollector) -> None:
    questions = asked(
        collector,
        read("what is my plan? what do i do before? and after?", "ask_plan", 0.6),
        read("what is my plan?", "ask_plan", 0.95),
        read("what do i do before?", "ask_preparation", 0.95, "before"),
        read("what about after?", "ask_aftercare", 0.95, "after"),
    )
    assert [question["intent"] for question in questions] == ["ask_plan"]


def test_one_product_at_two_stages_is_asked_about_twice(collector: QuestionCollector) -> None:
    questions = asked(
        collector,
        read("may i use retinol between visits? when do i stop before one?", "ask_retinoids", 0.95, "between"),
        read("may i use retinol between visits?", "ask_retinoids", 0.95, "between"),
        read("when do i stop before one?", "ask_retinoids", 0.95, "before"),
    )
    assert [question["stage"] for question in questions] == ["between", "before"]


def test_what_opens_as_a_question_is_not_dropped_though_unsure(collector: QuestionCollector) -> None:
    questions = asked(
        collector,
        read("when may i run? can my skin go bright with this?", "ask_exercise", 0.9),
        read("when may i run?", "ask_exercise", 0.95),
        read("can my skin go bright with this?", "ask_concern", 0.3),
    )
    assert [question["intent"] for question in questions] == ["ask_exercise", "ask_concern"]


def test_an_unsure_part_needs_a_trace_in_the_whole(collector: QuestionCollector) -> None:
    parts = (read("kickboxing on friday", "ask_exercise", 0.95), read("does that set me back?", "ask_price", 0.6))
    whole = "kickboxing on friday. does that set me back?"
    (question,) = asked(collector, read(whole, "ask_exercise", 1.0), *parts)
    assert question["intent"] == "ask_exercise"


def test_a_clear_request_is_one_in_any_form(collector: QuestionCollector) -> None:
    questions = asked(
        collector,
        read("i have to shift my four o'clock to another day. how much is it", "change_visit", 0.6),
        read("i have to shift my four o'clock to another day", "change_visit", 0.95),
        read("how much is it", "ask_price", 0.95),
    )
    assert [question["intent"] for question in questions] == ["change_visit", "ask_price"]


@pytest.mark.parametrize(("urgency", "intents"), [(-1.5, ["ask_concern"]), (0.5, ["report_symptom"])])
def test_a_story_in_calm_words_is_no_symptom(collector: QuestionCollector, urgency: float, intents: list[str]) -> None:
    whole = read("my neck hangs like an old curtain. does it do loose skin?", "ask_concern", 0.7)
    whole.set(URGENCY, urgency)
    story = read("my neck hangs like an old curtain", "report_symptom", 0.95)
    questions = asked(collector, whole, story, read("does it do loose skin?", "ask_concern", 0.95))
    assert [question["intent"] for question in questions] == intents


def test_the_stage_of_stopping_a_product_is_not_that_of_makeup(collector: QuestionCollector) -> None:
    questions = asked(
        collector,
        read("when do i quit retinol and when is makeup ok", "ask_retinoids", 0.6, "before"),
        read("when do i quit retinol", "ask_retinoids", 0.95, "before"),
        read("when is makeup ok", "ask_makeup", 0.95),
    )
    assert [question["stage"] for question in questions] == ["before", None]


def test_skipping_the_gym_is_not_said_of_the_time_before(collector: QuestionCollector) -> None:
    (question,) = asked(collector, read("do i have to skip the gym", "ask_exercise", 0.95, "before"))
    assert question["stage"] is None


@pytest.mark.parametrize(
    ("probabilities", "urgency", "intent"),
    [
        ([0.03, 0.02, 0.95], 0.0, "report_symptom"),
        ([0.03, 0.02, 0.95], -0.9, "medical_diagnosis"),
        ([0.38, 0.02, 0.60], 0.0, "medical_diagnosis"),
        ([0.30, 0.65, 0.05], 0.0, "report_self_harm"),
        ([0.30, 0.65, 0.05], -0.9, "ask_price"),
    ],
)
def test_danger_needs_words_that_tell_of_it(
    collector: QuestionCollector, probabilities: list[float], urgency: float, intent: str
) -> None:
    text = "it is what it is since yesterday"
    message = Message(
        {
            TEXT: text,
            FIGURELESS_TEXT: text,
            TOPICS: ["ask_price", "report_self_harm", "report_symptom"],
            URGENCY: urgency,
        }
    )
    message.set(PROBABILITIES, np.array(probabilities))
    (question,) = asked(collector, message)
    assert question["intent"] == intent


@pytest.mark.parametrize(
    ("text", "entity", "intent"),
    [
        ("where is the next pool", "activity", "out_of_scope"),
        ("pool party, treatment two days before", "activity", "ask_price"),
        ("scars and pores", "concern", "ask_price"),
    ],
)
def test_what_names_the_treatment_or_a_concern_is_seldom_out_of_scope(
    collector: QuestionCollector, text: str, entity: str, intent: str
) -> None:
    message = Message(
        {TEXT: text, PLAIN_TEXT: text, FIGURELESS_TEXT: text, TOPICS: ["ask_price", "out_of_scope"], URGENCY: -1.0}
    )
    message.set(PROBABILITIES, np.array([0.3, 0.7]))
    message.set(ENTITIES, [{"entity": entity, "value": "it"}])
    (question,) = asked(collector, message)
    assert question["intent"] == intent


def test_a_question_carries_what_its_topic_asks_of_the_guidance(collector: QuestionCollector) -> None:
    (makeup,) = asked(collector, read("when is makeup ok", "ask_makeup", 0.95))
    assert (makeup["aspect"], makeup["meant"], makeup["near"], makeup["subject"]) == ("rule", ["makeup"], [], None)
    (visit,) = asked(collector, read("i have to shift my four o'clock", "change_visit", 0.95))
    assert (visit["aspect"], visit["meant"]) == (None, [])


def test_a_stage_that_stands_in_the_words_is_told_from_one_that_is_gathered(collector: QuestionCollector) -> None:
    (said,) = asked(collector, read("when do i stop retinol before it", "ask_retinoids", 0.95, "before"))
    assert (said["stage"], said["stage_is_said"]) == ("before", True)
    (unsaid,) = asked(collector, read("what about retinol", "ask_retinoids", 0.95))
    assert unsaid["stage"] is None


def test_parts_of_a_message_are_asked_of_what_the_whole_names(collector: QuestionCollector) -> None:
    whole = read("how many visits and what is your fee, with rf", "ask_sessions", 0.6)
    whole.set(SUBJECT, "rf")
    parts = read("how many visits", "ask_sessions", 0.95), read("what is your fee, with rf", "ask_price", 0.95)
    questions = asked(collector, whole, *parts)
    assert [(question["intent"], question["subject"]) for question in questions] == [
        ("ask_sessions", "rf"),
        ("ask_price", "rf"),
    ]
