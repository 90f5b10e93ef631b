"""What can be asked, whatever it is asked of. A new aspect is a row here, and its words in domain.yml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["before", "after", "between"]

THINGS = ("activities", "products", "medicines")
CONCERNS = ("concerns",)


@dataclass(frozen=True)
class Aspect:
    """How an aspect is looked up.

    about       categories of terms that the answer depends on; terms of others are only said in passing
    of_addons   whether the facts of a treatment's add-ons answer it when it is asked of the treatment
    by_stage    whether the answer is another one before than after a treatment
    stage       the stage that it is about by itself
    """

    about: tuple[str, ...] = ()
    of_addons: bool = False
    by_stage: bool = False
    stage: Stage | None = None


# Answered from facts, in the order of the plain page.
ASPECTS: dict[str, Aspect] = {
    "definition": Aspect(),
    "benefit": Aspect(),
    "treats": Aspect(about=CONCERNS, of_addons=True),
    "expected": Aspect(),
    "timeline": Aspect(),
    "permanence": Aspect(about=CONCERNS),
    "sessions": Aspect(about=CONCERNS),
    "spacing": Aspect(),
    "upkeep": Aspect(about=CONCERNS),
    "factors": Aspect(),
    "routine": Aspect(about=("products",)),
    "routine_help": Aspect(),
    "products": Aspect(),
    "addons": Aspect(about=CONCERNS, of_addons=True),
    "compare": Aspect(of_addons=True),
    "preparation": Aspect(about=THINGS, by_stage=True, stage="before"),
    "rule": Aspect(about=THINGS, by_stage=True),
    "aftercare": Aspect(about=THINGS, by_stage=True, stage="after"),
    "hygiene": Aspect(),
    "recovery": Aspect(),
    "side_effects": Aspect(),
    "infection_signs": Aspect(),
    "risks": Aspect(),
    "pain": Aspect(),
    "numbing": Aspect(),
    "candidacy": Aspect(about=CONCERNS),
    "procedure": Aspect(),
    "duration": Aspect(),
    "device": Aspect(),
    "provider": Aspect(),
    "price": Aspect(),
    "services": Aspect(),
    "home": Aspect(),
    "events": Aspect(),
    "consultation": Aspect(),
    "booking": Aspect(),
    "other": Aspect(),
}
# Worked out from facts of other aspects.
PLAN, READY = "plan", "ready"
