"""Reads and checks the guidance files whole: every problem is named with file, line and reason."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any, Literal
from zoneinfo import available_timezones

import pydantic
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from assistant.knowledge.opening_hours import OpeningHours
from assistant.knowledge.quantities import Quantity

FOLDER = pathlib.Path(__file__).parent.parent.parent / "guidance"
TREATMENT_FILE = "microneedling.yml"
CLINIC_FILE = "clinic.yml"

Stage = Literal["before", "after", "between"]


class GuidanceError(ValueError):
    """The guidance cannot be used; `problems` holds one "file, line N: reason" each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Strict(pydantic.BaseModel):
    class Config:
        extra = "forbid"
        anystr_strip_whitespace = True
        frozen = True


class Value(_Strict):
    """A figure: `amount`, or `low` and `high`, or `every`; always with a unit."""

    unit: Literal["hours", "days", "weeks", "months", "sessions"]
    bound: Literal["exactly", "at_least", "up_to"] = "exactly"
    amount: pydantic.conint(gt=0, strict=True) | None = None  # type: ignore[valid-type]
    low: pydantic.conint(gt=0, strict=True) | None = None  # type: ignore[valid-type]
    high: pydantic.conint(gt=0, strict=True) | None = None  # type: ignore[valid-type]
    every: pydantic.conint(gt=0, strict=True) | None = None  # type: ignore[valid-type]

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
        low, high = (self.amount, self.amount) if self.amount else (self.low, self.high)
        return Quantity(low, high, self.unit, self.bound)  # type: ignore[arg-type]


class FactEntry(_Strict):
    id: pydantic.constr(regex=r"^[a-z]+(\.[a-z_]+)?$")  # type: ignore[valid-type]
    section: pydantic.constr(min_length=1)  # type: ignore[valid-type]
    says: pydantic.constr(min_length=1)  # type: ignore[valid-type]
    stage: Stage | None = None
    value: Value | None = None
    terms: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()


class TermEntry(_Strict):
    id: pydantic.constr(regex=r"^[a-z_]+$")  # type: ignore[valid-type]
    name: pydantic.constr(min_length=1)  # type: ignore[valid-type]
    broader: str | None = None  # id of the term that this one is a kind of; what holds for that holds for this
    words: tuple[pydantic.constr(min_length=1), ...] = ()  # type: ignore[valid-type]


class TreatmentFile(_Strict):
    """guidance/microneedling.yml."""

    treatment: pydantic.constr(min_length=1)  # type: ignore[valid-type]
    document: pydantic.constr(min_length=1)  # type: ignore[valid-type]
    reviewed_by: pydantic.constr(min_length=1)  # type: ignore[valid-type]
    reviewed_on: datetime.date
    review_by: datetime.date
    facts: tuple[FactEntry, ...]
    vocabulary: dict[
        Literal["treatments", "concerns", "activities", "products", "medicines", "addons", "signs"],
        tuple[TermEntry, ...],
    ]

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

    @property
    def terms(self) -> Iterator[tuple[str, TermEntry]]:
        """(category, term) in the order of the file."""
        for category, entries in self.vocabulary.items():
            for entry in entries:
                yield category, entry


class ClinicFile(_Strict):
    """guidance/clinic.yml. Every value but the name and the emergency numbers may be empty."""

    name: pydantic.constr(min_length=1)  # type: ignore[valid-type]
    phone: str = ""
    hours: str = ""
    address: str = ""
    booking_link: str = ""
    time_zone: str = ""
    emergency_number: pydantic.constr(regex=r"^\d{3,}$")  # type: ignore[valid-type]
    crisis_number: pydantic.constr(regex=r"^\d{3,}$")  # type: ignore[valid-type]

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


class GuidanceFiles(_Strict):
    """The checked content of the guidance files."""

    treatment: TreatmentFile
    clinic: ClinicFile


def read_folder(folder: pathlib.Path = FOLDER) -> dict[str, str]:
    """The texts of the folder by file name, as they are. Raises GuidanceError for a file that is no text."""
    texts, problems = {}, []
    for path in sorted(folder.glob("*.yml")):
        try:
            texts[path.name] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(f"{path.name}: not UTF-8 text ({error.reason} at byte {error.start})")
    if problems:
        raise GuidanceError(problems)
    return texts


def read_guidance(folder: pathlib.Path = FOLDER) -> GuidanceFiles:
    """Read and check the guidance folder. Raises GuidanceError with every problem found."""
    return check_guidance(read_folder(folder))


def check_guidance(texts: Mapping[str, str]) -> GuidanceFiles:
    """Read the files by name, with care. Raises GuidanceError with every problem found."""
    lines, treatment, problems = _read(TREATMENT_FILE, texts, TreatmentFile)
    _, clinic, clinic_problems = _read(CLINIC_FILE, texts, ClinicFile)
    if treatment:
        problems += list(_broken_references(lines, treatment))
    if problems + clinic_problems:
        raise GuidanceError(problems + clinic_problems)
    return GuidanceFiles(treatment=treatment, clinic=clinic)


def parse_guidance(treatment: str, clinic: str) -> GuidanceFiles:
    """Read the texts of files that were checked before: in hundredths of a second. Raises ValueError."""
    return GuidanceFiles(
        treatment=TreatmentFile.parse_obj(yaml.load(treatment, yaml.CSafeLoader)),
        clinic=ClinicFile.parse_obj(yaml.load(clinic, yaml.CSafeLoader)),
    )


def clinic_on_file(folder: pathlib.Path = FOLDER) -> ClinicFile | None:
    """The clinic's profile straight from its file, for when the database cannot be reached; None if unusable."""
    try:
        text = (folder / CLINIC_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    clinic: ClinicFile | None = _read(CLINIC_FILE, {CLINIC_FILE: text}, ClinicFile)[1]
    return clinic


def _read(name: str, texts: Mapping[str, str], schema: type[_Strict]) -> tuple[Any, Any, list[str]]:
    """(YAML with line numbers, checked content or None, problems)."""
    if name not in texts:
        return None, None, [f"{name}: the file is missing"]
    try:
        content = _yaml().load(texts[name])
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, None, [f"{name}, line {line}: not valid YAML: {error.problem}"]
    except (YAMLError, ValueError) as error:  # control characters, an impossible date
        return None, None, [f"{name}, line 1: not valid YAML: {str(error).splitlines()[0]}"]
    if not isinstance(content, dict):
        return content, None, [f"{name}, line 1: expected `name: value` lines"]
    try:
        return content, schema.parse_obj(content), []
    except pydantic.ValidationError as error:
        return (
            content,
            None,
            [
                f"{name}, line {_line_of(content, issue['loc'])}: "
                f"{'.'.join(str(part) for part in issue['loc'] if part != '__root__')}: {issue['msg']}"
                for issue in error.errors()
            ],
        )


def _broken_references(content: Any, file: TreatmentFile) -> Iterator[str]:
    """Ids and words that stand twice, and terms that no vocabulary entry explains."""

    def problem(reason: str, *location: str | int) -> str:
        return f"{TREATMENT_FILE}, line {_line_of(content, location)}: {reason}"

    seen: set[str] = set()
    for index, fact in enumerate(file.facts):
        if fact.id in seen:
            yield problem(f"the fact id {fact.id} stands twice", "facts", index, "id")
        seen.add(fact.id)
    owners: dict[str, str] = {}
    ids: set[str] = set()
    for category, entries in file.vocabulary.items():
        for index, term in enumerate(entries):
            if term.id in ids:
                yield problem(f"the term id {term.id} stands twice", "vocabulary", category, index, "id")
            ids.add(term.id)
            for words in {w.lower() for w in (term.name, *term.words)}:
                if owners.setdefault(words, term.id) != term.id:
                    reason = f"the words {words!r} stand under {owners[words]} and {term.id}"
                    yield problem(reason, "vocabulary", category, index, "words")
    for category, entries in file.vocabulary.items():
        for index, term in enumerate(entries):
            if term.broader is not None and term.broader not in ids:
                reason = f"{term.id} is a kind of {term.broader}, which the vocabulary lacks"
                yield problem(reason, "vocabulary", category, index, "broader")
    for index, fact in enumerate(file.facts):
        for term_id in fact.terms:
            if term_id not in ids:
                reason = f"the fact {fact.id} names the term {term_id}, which the vocabulary lacks"
                yield problem(reason, "facts", index, "terms")


def _yaml() -> YAML:
    """YAML that keeps line numbers and refuses keys that stand twice."""
    return YAML(typ="rt")


def _line_of(content: Any, location: tuple[str | int, ...]) -> int:
    """The line, from 1, of the deepest part of `location` that the file holds."""
    line = 1
    for part in location:
        try:
            position = content.lc.key(part) if hasattr(content, "keys") else content.lc.item(part)
            line, content = position[0] + 1, content[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line
