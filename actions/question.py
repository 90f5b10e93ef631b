"""A patient's question as the NLU understood it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.quantities import HOURS_IN

_YES_OR_NO = re.compile(
    r"^(?:so |and |but |ok |hi |hello |hey |please |just |also |then |well |wait )*"
    r"(?:can|could|may|should|do|does|did|is|are|am|will|would|must|has|have) "
    r"|\b(?:right|correct|yeah|ok|okay|true|fine|allowed)\s*\?*$",
    re.I,
)
_WORDS_FOR = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "couple": 2}
_TIME = re.compile(
    r"\b(\d{1,3}|" + "|".join(_WORDS_FOR) + r")(?: of)? ?(?:full )?(hours?|hrs?|h|days?|d|weeks?|wks?)\b", re.I
)


@dataclass(frozen=True)
class Question:
    """`terms` are term ids of the guidance's vocabulary; see nlu.question_collector for the rest."""

    text: str
    intent: str
    confidence: float = 1.0
    candidates: tuple[str, ...] = ()
    form: str | None = None
    terms: tuple[str, ...] = ()
    stage: str | None = None

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Question:
        return cls(**{**data, "candidates": tuple(data["candidates"]), "terms": tuple(data["terms"])})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def asks_yes_or_no(self) -> bool:
        return bool(_YES_OR_NO.search(self.text))

    @property
    def hours_said(self) -> int | None:
        """The length of time the patient names, in hours: "after 2 days?" is 48."""
        found = _TIME.search(self.text)
        if not found:
            return None
        number = int(found[1]) if found[1].isdigit() else _WORDS_FOR[found[1].lower()]
        unit = {"h": "hours", "d": "days", "w": "weeks"}[found[2][0].lower()]
        return number * HOURS_IN[unit]

    def matches(self, pattern: str) -> bool:
        return bool(re.search(pattern, self.text, re.I))
