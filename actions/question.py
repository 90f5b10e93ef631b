"""A patient's question as the NLU understood it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from assistant.knowledge.guidance import Asked
from assistant.knowledge.quantities import HOURS_IN

_YES_OR_NO = re.compile(
    r"^(?:so |and |but |ok |hi |hello |hey |please |just |also |then |well |wait )*"
    r"(?:can|could|may|should|do|does|did|is|are|am|will|would|must|has|have) "
    r"|^(?:so |then |and |but |ok |okay |wait )+(?:i|we|you|it|that|she|he)(?:'s|'m| is| am| can| could| may| should)\b"
    r"|\b(?:right|correct|yeah|ok|okay|true|fine|allowed)\s*\?*$",
    re.I,
)
_ONES = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "couple": 2,
}  # fmt: skip
_TENS = {"twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "ninety": 90}
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_HOURS_IN_A_MONTH = 28 * 24  # the shortest, so that a verdict errs towards waiting
_TIME = re.compile(
    rf"(?<![\w.])(?P<digits>\d{{1,3}}(?:\.\d\d?)?)?(?:(?<=\d) ?(?:-|to"
    rf"|or) ?\d{{1,3}})?(?:\b(?P<tens>{'|'.join(_TENS)}))?(?:[ -]?\b(?P<ones>{'|'.join(_ONES)})\b)?"
    r"(?: of)? ?(?:full |whole )?(?P<unit>hours?|hrs?|h|days?|d|weeks?|wks?|months?)\b",
    re.I,
)
_OPEN_QUESTION = re.compile(r"\b(?:how|when|what|which|why|who|where)\b", re.I)


@dataclass(frozen=True)
class Question:
    """A question's frame (aspect, subject, terms, stage) and its words; see nlu.components.question_collector."""

    text: str
    intent: str
    confidence: float = 1.0
    candidates: tuple[str, ...] = ()
    form: str | None = None
    terms: tuple[str, ...] = ()
    stage: str | None = None
    aspect: str | None = None
    subject: str | None = None
    meant: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    stage_is_said: bool = True

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Question:
        lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
        return cls(**{**data, **lists})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def asked_of(self, subject: str) -> Asked:
        """What it asks of the guidance, of that treatment or add-on."""
        assert self.aspect is not None, "only questions with an aspect are looked up"
        return Asked(self.aspect, subject, self.terms, self.stage, self.meant, self.near, self.stage_is_said)

    @property
    def asks_yes_or_no(self) -> bool:
        checks_a_time = self.hours_said is not None and not _OPEN_QUESTION.search(self.text)
        return checks_a_time or bool(_YES_OR_NO.search(self.text))

    @property
    def hours_said(self) -> float | None:
        """The length of time the patient names, in hours: "after 2 days?" is 48."""
        found = next(
            (time for time in _TIME.finditer(self.text) if time["digits"] or time["tens"] or time["ones"]), None
        )
        if not found:
            return None
        words = _TENS.get((found["tens"] or "").lower(), 0) + _ONES.get((found["ones"] or "").lower(), 0)
        number = float(found["digits"]) if found["digits"] else words
        unit = found["unit"][0].lower()
        return number * (_HOURS_IN_A_MONTH if unit == "m" else HOURS_IN[_UNITS[unit]])

    def matches(self, pattern: str) -> bool:
        return bool(re.search(pattern, self.text, re.I))
