"""What a reply reports beside its words."""

from __future__ import annotations

import json
import typing

import pytest

from assistant.knowledge.guidance import Fact, Guidance
from assistant.replies.contract import WEIGHT, Kind, Report, report

NOTHING_ASKED = {"subject": None, "aspect": None}


def facts(guidance: Guidance, *ids: str) -> list[Fact]:
    return [fact for fact in map(guidance.fact, ids) if fact]


def test_sources_come_from_the_facts_once_each(guidance: Guidance) -> None:
    said = report("answer", facts(guidance, "aftercare.makeup", "aftercare.sauna", "aftercare.sun"), None)
    assert said.facts == ("aftercare.makeup", "aftercare.sauna", "aftercare.sun")
    assert said.sources == (
        {"document": "Is Microneedling Permanent?", "section": "Reduce Risks Of Infections During Healing"},
        {"document": "Is Microneedling Permanent?", "section": "Avoid The Sun"},
    )


def test_facts_are_reported_once(guidance: Guidance) -> None:
    said = report("answer", facts(guidance, "what.is", "what.is"), None)
    assert said.facts == ("what.is",)


@pytest.mark.parametrize(
    ("said", "asked", "stage"),
    [
        (["prep.retinoids"], None, "before"),
        (["prep.retinoids"], "after", "before"),
        (["prep.retinoids", "care.actives"], None, None),
        (["prep.retinoids", "care.actives"], "before", "before"),
        (["what.is"], "after", None),
        ([], "after", "after"),
        ([], None, None),
    ],
)
def test_the_stage_is_that_of_the_facts_or_else_the_one_asked_about(
    guidance: Guidance, said: list[str], asked: str | None, stage: str | None
) -> None:
    assert report("answer", facts(guidance, *said), asked).stage == stage


def test_the_report_is_plain_json_of_the_agreed_shape(guidance: Guidance) -> None:
    said = report("answer", facts(guidance, "aftercare.makeup"), None).as_json()
    assert json.loads(json.dumps(said)) == said
    assert said == {
        "kind": "answer",
        "facts": ["aftercare.makeup"],
        "stage": "after",
        "sources": [
            {"document": "Is Microneedling Permanent?", "section": "Reduce Risks Of Infections During Healing"}
        ],
        **NOTHING_ASKED,
    }
    assert Report("handoff").as_json() == {
        "kind": "handoff",
        "facts": [],
        "stage": None,
        "sources": [],
        **NOTHING_ASKED,
    }
    assert Report("answer", calendar="/plan.ics").as_json()["calendar"] == "/plan.ics"
    asked = Report("not_covered", subject="prp", aspect="price").as_json()
    assert (asked["subject"], asked["aspect"]) == ("prp", "price")


def test_every_kind_has_its_weight_and_danger_weighs_most() -> None:
    assert sorted(WEIGHT) == sorted(typing.get_args(Kind))
    assert WEIGHT[:2] == ("urgent", "medical")
