"""The form of what stands in the guidance files: one class a kind of entry, each with what it has to be."""

from __future__ import annotations

import datetime
import re
from typing import Any, Literal
from zoneinfo import available_timezones

import pydantic

from assistant.dates.effects import EFFECTS
from assistant.knowledge.aspects import ASPECTS, Stage
from assistant.knowledge.guidance import Clinic
from assistant.knowledge.opening_hours import OpeningHours
from assistant.knowledge.quantities import UNITS, Quantity

Category = Literal["concerns", "activities", "products", "medicines", "signs", "other_treatments"]
PLACEHOLDERS = {"value", "terms", "clinic.name", "clinic.phone", "clinic.booking_link"}
_PLACEHOLDER = re.compile(r"\{([a-z_.]*)\}")


class Text(pydantic.ConstrainedStr):
    min_length, strip_whitespace = 1, True


class Name(pydantic.ConstrainedStr):
    regex = re.compile(r"^[a-z][a-z_0-9]*$")


class FactId(pydantic.ConstrainedStr):
    regex = re.compile(r"^[a-z][a-z_0-9]*(\.[a-z_0-9]+)*$")


class CallNumber(pydantic.ConstrainedStr):
    regex = re.compile(r"^\d{3,}$")


class Number(pydantic.ConstrainedInt):
    gt, strict = 0, True


class Strict(pydantic.BaseModel):
    class Config:
        extra = "forbid"
        anystr_strip_whitespace = True


class ValueEntry(Strict):
    """A figure: `amount`, or `low` and `high`, or `every`; always with a unit."""

    unit: str
    bound: Literal["exactly", "at_least", "up_to"] = "exactly"
    amount: Number | None = None
    low: Number | None = None
    high: Number | None = None
    every: Number | None = None

    @pydantic.validator("unit")
    def _is_known(cls, value: str) -> str:
        if value not in UNITS:
            raise ValueError(f"unknown unit {value!r}; use one of {', '.join(UNITS)}")
        return value

    @pydantic.root_validator(skip_on_failure=True)
    def _is_one_figure(cls, values: dict[str, Any]) -> dict[str, Any]:
        given = {name for name in ("amount", "low", "high", "every") if values[name] is not None}
        if given not in ({"amount"}, {"low", "high"}, {"every"}):
            raise ValueError("give `amount`, or `low` and `high`, or `every`")
        if given == {"low", "high"} and values["low"] >= values["high"]:
            raise ValueError(f"the range is upside down: low {values['low']}, high {values['high']}")
        if values["bound"] != "exactly" and given != {"amount"}:
            raise ValueError("a bound goes with `amount` only")
        return values

    def quantity(self) -> Quantity:
        if self.every:
            return Quantity(self.every, self.every, self.unit, "every")
        low, high = self.amount or self.low or 0, self.amount or self.high or 0
        return Quantity(low, high, self.unit, self.bound)


class WordsEntry(Strict):
    """See knowledge.guidance.Words."""

    say: Text
    sms: Text | None = None
    why: Text | None = None
    step: Text | None = None
    sms_step: Text | None = None
    title: Text | None = None
    question: Text | None = None


class AboutEntry(Strict):
    """What facts and silences have in common: what they are about, and their words by language."""

    subject: Name | None = None
    stage: Stage | None = None
    terms: tuple[Name, ...] = ()
    words: dict[str, WordsEntry]

    @pydantic.validator("words")
    def _has_english(cls, value: dict[str, WordsEntry]) -> dict[str, WordsEntry]:
        if "en" not in value:
            raise ValueError("the words in English are missing: give `en`")
        return value


class FactEntry(AboutEntry):
    """A fact: see guidance/microneedling.yml for what each field is for."""

    id: FactId
    section: Text
    aspects: dict[str, Literal["always", "listed", "named", "unnamed"] | None]
    effect: str | None = None
    value: ValueEntry | None = None
    near: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()

    @pydantic.validator("aspects", pre=True)
    def _may_be_a_list(cls, value: Any) -> Any:
        return dict.fromkeys(value) if isinstance(value, list) else value

    @pydantic.validator("aspects", "near")
    def _are_known(cls, value: Any) -> Any:
        for aspect in value:
            if aspect not in ASPECTS:
                raise ValueError(f"unknown aspect {aspect!r}; use one of {', '.join(ASPECTS)}")
        return value

    @pydantic.validator("effect")
    def _is_known(cls, value: str | None) -> str | None:
        if value and value not in EFFECTS:
            raise ValueError(f"unknown effect {value!r}; use one of {', '.join(EFFECTS)}")
        return value

    @pydantic.root_validator(skip_on_failure=True)
    def _fits_its_effect(cls, values: dict[str, Any]) -> dict[str, Any]:
        effect, value = values.get("effect"), values.get("value")
        if effect and EFFECTS[effect].needs_length and not (value and value.quantity().is_length):
            raise ValueError(f"the effect {effect} needs a `value` that is a length of time")
        if effect and not values["words"]["en"].step:
            raise ValueError(f"the effect {effect} needs `step`: the words for it in a plan")
        return values

    @pydantic.root_validator(skip_on_failure=True)
    def _says_its_figure(cls, values: dict[str, Any]) -> dict[str, Any]:
        for language, words in values["words"].items():
            for kind in ("say", "sms"):
                text = getattr(words, kind)
                if text and values.get("value") and "{value}" not in text:
                    raise ValueError(f"the words `{kind}` ({language}) have no {{value}}, the figure of the fact")
            for kind, text in words.dict(exclude_none=True).items():
                if "{value}" in text and not values.get("value"):
                    raise ValueError(f"the words `{kind}` ({language}) say {{value}}, but the fact has no `value`")
                for placeholder in _PLACEHOLDER.findall(text):
                    if placeholder not in PLACEHOLDERS:
                        known = ", ".join(f"{{{each}}}" for each in sorted(PLACEHOLDERS))
                        raise ValueError(f"the words `{kind}` ({language}) hold {{{placeholder}}}; known are {known}")
        return values


class SilenceEntry(AboutEntry):
    """Something the guidance is asked for and does not say, with words of its own for it."""

    aspects: tuple[str, ...]
    near: tuple[str, ...] = ()


class TermEntry(Strict):
    id: Name
    name: Text
    broader: Name | None = None
    judged: bool = False
    words: tuple[Text, ...] = ()


class SubjectEntry(TermEntry):
    """The treatment of a file: its name, and the aspects that hold with its add-ons, too."""

    inherits: tuple[str, ...] = ()


class TreatmentFile(Strict):
    """guidance/microneedling.yml and its like."""

    treatment: SubjectEntry
    document: Text
    reviewed_by: Text
    reviewed_on: datetime.date
    review_by: datetime.date
    addons: tuple[TermEntry, ...] = ()
    facts: tuple[FactEntry, ...]
    silences: tuple[SilenceEntry, ...] = ()
    vocabulary: dict[Category, tuple[TermEntry, ...]] = {}

    @pydantic.validator("reviewed_on")
    def _is_past(cls, value: datetime.date) -> datetime.date:
        if value > datetime.date.today():
            raise ValueError(f"the review date {value} lies in the future")
        return value

    @pydantic.validator("review_by")
    def _follows_review(cls, value: datetime.date, values: dict[str, Any]) -> datetime.date:
        if "reviewed_on" in values and value <= values["reviewed_on"]:
            raise ValueError(f"the next review, {value}, must come after the last, {values['reviewed_on']}")
        return value


class VocabularyFile(Strict):
    """guidance/vocabulary.yml."""

    vocabulary: dict[Category, tuple[TermEntry, ...]]


class ClinicFile(Strict):
    """guidance/clinic.yml. Every value but the name and the emergency numbers may be empty."""

    name: Text
    phone: str = ""
    hours: str = ""
    address: str = ""
    booking_link: str = ""
    time_zone: str = ""
    emergency_number: CallNumber
    crisis_number: CallNumber

    @pydantic.validator("booking_link")
    def _is_https(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise ValueError("a booking link starts with https://")
        return value

    @pydantic.validator("time_zone")
    def _is_known(cls, value: str) -> str:
        if value and value not in available_timezones():
            raise ValueError(f"unknown time zone {value!r}; use an IANA name such as America/New_York")
        return value

    @pydantic.validator("hours")
    def _can_be_read(cls, value: str) -> str:
        OpeningHours.read(value, "")
        return value

    def profile(self) -> Clinic:
        return Clinic(**self.dict())
