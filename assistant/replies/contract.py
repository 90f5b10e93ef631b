"""What every reply reports beside its words. Other programs rely on these names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.knowledge.guidance import Fact

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
    """The `custom` element of a reply; `calendar` is in it only where the reply gives a plan with dates.

    `subject` is the treatment or add-on that was asked of, `aspect` what was asked of it.
    """

    kind: Kind
    facts: tuple[str, ...] = ()
    stage: str | None = None
    sources: tuple[dict[str, str], ...] = ()
    subject: str | None = None
    aspect: str | None = None
    calendar: str | None = None

    def as_json(self) -> dict[str, Any]:
        data = {**asdict(self), "facts": list(self.facts), "sources": list(self.sources)}
        if self.calendar is None:
            del data["calendar"]
        return data


def report(kind: Kind, facts: Iterable[Fact], stage: str | None) -> Report:
    """A report whose sources, and the stage where none was asked for, come from the facts."""
    said = tuple(dict.fromkeys(facts))
    sources = dict.fromkeys((fact.document, fact.section) for fact in said)
    stages = {fact.stage for fact in said}
    return Report(
        kind=kind,
        facts=tuple(fact.id for fact in said),
        stage=stages.pop() if len(stages) == 1 else stage,
        sources=tuple({"document": document, "section": section} for document, section in sources),
    )
