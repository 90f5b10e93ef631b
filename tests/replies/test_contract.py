"""What a reply reports beside its words."""

from __future__ import annotations

import json
import typing

import pytest

from assistant.knowledge.guidance import Guidance
from assistant.replies.contract import WEIGHT, Kind, Report, report


def test_sources_come_from_the_facts_once_each(guidance: Guidance) -> None:
    said = report("answer", ["aftercare.makeup", "aftercare.sauna", "aftercare.sun"], None, guidance)
    assert said.facts == ("aftercare.makeup", "aftercare.sauna", "aftercare.sun")
    assert said.sources == (
        {"document": "Is Microneedling Permanent?", "section": "Reduce Risks Of Infections During Healing"},
        {"document": "Is Microneedling Permanent?", "section": "Avoid The Sun"},
    )


def test_facts_are_reported_once_and_unknown_ones_not_at_all(guidance: Guidance) -> None:
    said = report("answer", ["what.is", "what.price", "what.is"], None, guidance)
    assert said.facts == ("what.is",)


@pytest.mark.parametrize(
    ("facts", "asked", "stage"),
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
    guidance: Guidance, facts: list[str], asked: str | None, stage: str | None
) -> None:
    assert report("answer", facts, asked, guidance).stage == stage


def test_the_report_is_plain_json_of_the_agreed_shape(guidance: Guidance) -> None:
    said = report("answer", ["aftercare.makeup"], None, guidance).as_json()
    assert json.loads(json.dumps(said)) == said
    assert said == {
        "kind": "answer",
        "facts": ["aftercare.makeup"],
        "stage": "after",
        "sources": [
            {"document": "Is Microneedling Permanent?", "section": "Reduce Risks Of Infections During Healing"}
        ],
    }
    assert Report("handoff").as_json() == {"kind": "handoff", "facts": [], "stage": None, "sources": []}


def test_every_kind_has_its_weight_and_danger_weighs_most() -> None:
    assert sorted(WEIGHT) == sorted(typing.get_args(Kind))
    assert WEIGHT[:2] == ("urgent", "medical")
