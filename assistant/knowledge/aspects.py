"""What can be asked, whatever it is asked of. A new aspect is a row here, and its words in domain.yml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["before", "after", "between"]
Part = Literal["about", "lasting", "before", "after", "visit"]

OTHER = "other_treatments"
THINGS = ("activities", "products", "medicines", OTHER)
CONCERNS = ("concerns",)


@dataclass(frozen=True)
class Aspect:
    """How an aspect is looked up.

    about       categories of terms that the answer depends on; terms of others are only said in passing
    of_addons   whether the facts of a treatment's add-ons answer it when it is asked of the treatment
    lists       whether it asks for all the rules of its side
    by_stage    whether the answer is another one before than after a treatment
    stage       the stage that it is about by itself
    neighbours  aspects whose facts about what was named answer it where it has none of its own
    with_rules  whether a rule about a thing that was named is a part of the answer
    part        the part of the plain page that its facts stand in
    """

    about: tuple[str, ...] = ()
    of_addons: bool = False
    lists: bool = False
    by_stage: bool = False
    stage: Stage | None = None
    neighbours: tuple[str, ...] = ()
    with_rules: bool = False
    part: Part = "visit"


# Answered from facts, in the order of the plain page.
ASPECTS: dict[str, Aspect] = {
    "definition": Aspect(part="about"),
    "benefit": Aspect(part="about"),
    "treats": Aspect(about=CONCERNS, of_addons=True, part="about"),
    "expected": Aspect(part="about"),
    "timeline": Aspect(part="about"),
    "permanence": Aspect(about=CONCERNS, part="lasting"),
    "sessions": Aspect(about=CONCERNS, part="lasting"),
    "spacing": Aspect(part="lasting"),
    "upkeep": Aspect(about=CONCERNS, part="lasting"),
    "factors": Aspect(part="lasting"),
    "routine": Aspect(about=("products",), neighbours=("rule",), part="lasting"),
    "routine_help": Aspect(part="lasting"),
    "products": Aspect(about=("products",), neighbours=("rule",), part="lasting"),
    "addons": Aspect(about=(*CONCERNS, OTHER), of_addons=True, part="about"),
    "compare": Aspect(about=(OTHER,), part="about"),
    "preparation": Aspect(about=THINGS, lists=True, by_stage=True, stage="before", part="before"),
    "rule": Aspect(about=THINGS, by_stage=True, part="after"),
    "aftercare": Aspect(about=THINGS, lists=True, by_stage=True, stage="after", part="after"),
    "hygiene": Aspect(with_rules=True, part="after"),
    "recovery": Aspect(with_rules=True, part="after"),
    "side_effects": Aspect(with_rules=True, part="after"),
    "infection_signs": Aspect(with_rules=True, part="after"),
    "risks": Aspect(with_rules=True, part="after"),
    "pain": Aspect(),
    "numbing": Aspect(),
    "candidacy": Aspect(about=CONCERNS, part="before"),
    "procedure": Aspect(),
    "duration": Aspect(),
    "device": Aspect(),
    "provider": Aspect(),
    "price": Aspect(),
    "services": Aspect(),
    "home": Aspect(),
    "events": Aspect(part="after"),
    "consultation": Aspect(part="before"),
    "booking": Aspect(part="before"),
    "other": Aspect(),
}
# Worked out from facts of other aspects.
PLAN, READY = "plan", "ready"
