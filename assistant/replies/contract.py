"""What every reply reports beside its words. Other programs rely on these names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.knowledge.guidance import Guidance

Kind = Literal["answer", "not_covered", "medical", "urgent", "handoff", "smalltalk", "out_of_scope", "clarify"]

# A reply to several questions has the kind of the weightiest of them.
WEIGHT: tuple[Kind, ...] = (
    "urgent",
    "medical",
    "answer",
    "not_covered",
    "handoff",
    "clarify",
    "out_of_scope",
    "smalltalk",
)


@dataclass(frozen=True)
class Report:
    """The `custom` element of a reply; `calendar` is in it only where the reply gives a plan with dates."""

    kind: Kind
    facts: tuple[str, ...] = ()
    stage: str | None = None
    sources: tuple[dict[str, str], ...] = ()
    calendar: str | None = None

    def as_json(self) -> dict[str, Any]:
        data = {**asdict(self), "facts": list(self.facts), "sources": list(self.sources)}
        if self.calendar is None:
            del data["calendar"]
        return data


def report(kind: Kind, fact_ids: Iterable[str], stage: str | None, guidance: Guidance) -> Report:
    """A report whose sources, and the stage where none was asked for, come from the facts."""
    facts = [fact for fact in map(guidance.fact, dict.fromkeys(fact_ids)) if fact is not None]
    sections = dict.fromkeys(fact.section for fact in facts)
    stages = {fact.stage for fact in facts}
    return Report(
        kind=kind,
        facts=tuple(fact.id for fact in facts),
        stage=stages.pop() if len(stages) == 1 else stage,
        sources=tuple({"document": guidance.document, "section": section} for section in sections),
    )
