"""Reads and checks the guidance files whole: every problem is named with file, line, reason and remedy."""

from __future__ import annotations

import datetime
import hashlib
import pathlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal
from zoneinfo import available_timezones

import pydantic
import yaml

from assistant.dates.effects import EFFECTS
from assistant.knowledge.aspects import ASPECTS, Stage
from assistant.knowledge.guidance import Clinic, Fact, Guidance, Silence, Term, Treatment, Words
from assistant.knowledge.opening_hours import OpeningHours
from assistant.knowledge.quantities import UNITS, Quantity

FOLDER = pathlib.Path(__file__).parent.parent.parent / "guidance"
CLINIC_FILE, VOCABULARY_FILE, AUDIT_FILE, RED_FLAGS_FILE = "clinic.yml", "vocabulary.yml", "audit.yml", "red_flags.yml"
BESIDE_TREATMENTS = (CLINIC_FILE, VOCABULARY_FILE, AUDIT_FILE, RED_FLAGS_FILE)
Where = tuple[str | int, ...]  # the way to a part of a file
Category = Literal["concerns", "activities", "products", "medicines", "signs", "other_treatments"]
SUBJECTS = ("treatments", "addons")  # categories of terms that the guidance has facts on
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


class GuidanceError(ValueError):
    """The guidance cannot be used; `problems` holds one "file, line N: reason" each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Strict(pydantic.BaseModel):
    class Config:
        extra = "forbid"
        anystr_strip_whitespace = True


class ValueEntry(_Strict):
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


class WordsEntry(_Strict):
    """See knowledge.guidance.Words."""

    say: Text
    sms: Text | None = None
    why: Text | None = None
    step: Text | None = None
    sms_step: Text | None = None
    title: Text | None = None
    question: Text | None = None


class _About(_Strict):
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


class FactEntry(_About):
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


class SilenceEntry(_About):
    """Something the guidance is asked for and does not say, with words of its own for it."""

    aspects: tuple[str, ...]
    near: tuple[str, ...] = ()


class TermEntry(_Strict):
    id: Name
    name: Text
    broader: Name | None = None
    judged: bool = False
    words: tuple[Text, ...] = ()


class SubjectEntry(TermEntry):
    """The treatment of a file: its name, and the aspects that hold with its add-ons, too."""

    inherits: tuple[str, ...] = ()


class TreatmentFile(_Strict):
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


class VocabularyFile(_Strict):
    """guidance/vocabulary.yml."""

    vocabulary: dict[Category, tuple[TermEntry, ...]]


class ClinicFile(_Strict):
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


def read_guidance(folder: pathlib.Path = FOLDER) -> Guidance:
    """Read and check the guidance folder. Raises GuidanceError with every problem found."""
    return guidance_of(read_folder(folder))


def read_folder(folder: pathlib.Path = FOLDER) -> dict[str, str]:
    """The files of a guidance folder, by name. Raises GuidanceError for one that is no text."""
    texts = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            texts[path.name] = path.read_bytes().decode("utf-8")  # byte for byte, as it is exported again
        except UnicodeDecodeError as error:
            problem = f"{path.name}: not UTF-8 text ({error.reason} at byte {error.start}); save it as UTF-8"
            raise GuidanceError([problem]) from error
    return texts


def guidance_of(texts: Mapping[str, str]) -> Guidance:
    """The guidance that files say, by name. Raises GuidanceError with every problem found."""
    read = {name: _File(name, texts[name]) for name in texts if name not in (AUDIT_FILE, RED_FLAGS_FILE)}
    problems = [f"{name}: the file is missing" for name in (CLINIC_FILE, VOCABULARY_FILE) if name not in read]
    schemas: dict[str, type[_Strict]] = {CLINIC_FILE: ClinicFile, VOCABULARY_FILE: VocabularyFile}
    contents = {name: file.checked(schemas.get(name, TreatmentFile)) for name, file in read.items()}
    problems += [problem for file in read.values() for problem in file.problems]
    treatments = {name: content for name, content in contents.items() if isinstance(content, TreatmentFile)}
    if not problems and not treatments:
        problems.append("there is no file of a treatment, such as microneedling.yml")
    vocabulary = contents.get(VOCABULARY_FILE)
    if not problems and vocabulary:
        problems += _broken_references(read, treatments, vocabulary)
    if problems or not vocabulary:
        raise GuidanceError(problems)
    digest = hashlib.sha256("\0".join(f"{name}\0{texts[name]}" for name in sorted(texts)).encode())
    return _guidance(digest.hexdigest(), treatments, vocabulary, contents[CLINIC_FILE].profile())


def clinic_on_file(folder: pathlib.Path = FOLDER) -> Clinic | None:
    """The clinic's profile straight from its file, for when the database cannot be reached; None if unusable."""
    try:
        content = _File(CLINIC_FILE, (folder / CLINIC_FILE).read_text(encoding="utf-8")).checked(ClinicFile)
    except (OSError, UnicodeDecodeError):
        return None
    return content.profile() if content else None


class _File:
    """One file as YAML, with the line of everything in it."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.problems = name, list[str]()
        self.node: yaml.Node | None = None
        try:
            self.node = yaml.compose(text, Loader=yaml.CSafeLoader)
            self.problems += self._stood_twice(self.node)
            self.problems += self._eaten(text.splitlines(), self.node)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            hint = "; put a value with a colon into quotes" if "mapping values" in str(error.problem) else ""
            self.problems.append(f"{name}, line {line}: not valid YAML: {error.problem}{hint}")
        except yaml.YAMLError as error:  # control characters
            self.problems.append(f"{name}, line 1: not valid YAML: {str(error).splitlines()[0]}")
        if self.node is not None and not isinstance(self.node, yaml.MappingNode):
            self.problems.append(f"{name}, line 1: expected `name: value` lines")

    def checked(self, schema: type[_Strict]) -> Any:
        """The content, or None where there are problems."""
        if self.problems or self.node is None:
            self.problems = self.problems or [f"{self.name}, line 1: expected `name: value` lines"]
            return None
        try:
            loader = yaml.CSafeLoader("")
            return schema.parse_obj(loader.construct_document(self.node))
        except pydantic.ValidationError as error:
            self.problems += [self._told(issue) for issue in error.errors()]
        except (yaml.YAMLError, ValueError) as error:  # an impossible date
            self.problems.append(f"{self.name}, line 1: not valid YAML: {str(error).splitlines()[0]}")
        return None

    def at(self, *location: str | int) -> str:
        """ "file, line N" of the deepest part of `location` that the file holds."""
        line, node = 1, self.node
        for part in location:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
            else:
                break
        return f"{self.name}, line {line}"

    def _told(self, issue: Any) -> str:
        location = [part for part in issue["loc"] if part != "__root__"]
        return f"{self.at(*location)}: {'.'.join(str(part) for part in location)}: {issue['msg']}"

    def _stood_twice(self, node: yaml.Node | None) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                if key.value in seen:
                    yield f"{self.name}, line {key.start_mark.line + 1}: {key.value!r} stands twice; keep one"
                seen.add(key.value)
                yield from self._stood_twice(value)
        elif isinstance(node, yaml.SequenceNode):
            for each in node.value:
                yield from self._stood_twice(each)

    def _eaten(self, lines: list[str], node: yaml.Node | None) -> Iterator[str]:
        """Values that YAML takes for something else: a # after a space for a comment, and 12:30 for a number."""
        if isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                yield from self._eaten(lines, value)
        elif isinstance(node, yaml.SequenceNode):
            for each in node.value:
                yield from self._eaten(lines, each)
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            at = f"{self.name}, line {node.end_mark.line + 1}"
            rest = lines[node.end_mark.line][node.end_mark.column :] if node.end_mark.line < len(lines) else ""
            of_clinic = self.name == CLINIC_FILE and node.value
            if re.match(r"\s+#\S", rest) or (of_clinic and re.match(r"\s+#", rest)):
                reason = f"YAML leaves out what follows the # behind {node.value!r}"
                yield f"{at}: {reason}; put the whole value into quotes"
            elif of_clinic and not node.tag.endswith(":str"):
                yield f"{at}: YAML does not read {node.value!r} as text; put it in quotes"


def _terms(
    treatments: Mapping[str, TreatmentFile], vocabulary: VocabularyFile
) -> Iterator[tuple[str, TermEntry, str, Where]]:
    """(category, term, file, where it stands), treatments first; one with a file takes its words from the vocabulary."""
    known = [*vocabulary.vocabulary.get("other_treatments", ())]
    for name, file in treatments.items():
        for category, entry, where in (
            ("treatments", file.treatment, ("treatment",)),
            *(("addons", addon, ("addons", index)) for index, addon in enumerate(file.addons)),
        ):
            own = [term for term in known if term.id == entry.id or _spoken(term) & _spoken(entry)]
            known = [term for term in known if term not in own]
            words = (*entry.words, *(words for term in own for words in (term.name, *term.words)))
            yield category, entry.copy(update={"words": words}), name, where
    vocabularies = {VOCABULARY_FILE: vocabulary.vocabulary} | {name: f.vocabulary for name, f in treatments.items()}
    for name, categories in vocabularies.items():
        for category, entries in categories.items():
            for index, term in enumerate(entries):
                if category != "other_treatments" or term in known or name != VOCABULARY_FILE:
                    yield category, term, name, ("vocabulary", category, index)


def _spoken(term: TermEntry) -> set[str]:
    return {words.lower() for words in (term.name, *term.words)}


def _broken_references(
    read: Mapping[str, _File], treatments: Mapping[str, TreatmentFile], vocabulary: VocabularyFile
) -> Iterator[str]:
    """Ids and words that stand twice, and names that nothing explains."""
    terms = list(_terms(treatments, vocabulary))
    yield from _broken_terms(read, terms)
    known: set[str] = {term.id for _, term, _, _ in terms}
    seen: dict[str, str] = {}
    facts = {fact.id for file in treatments.values() for fact in file.facts}
    for name, file in treatments.items():
        own: set[str] = {file.treatment.id, *(addon.id for addon in file.addons)}
        for index, fact in enumerate(file.facts):

            def at(part: str, index: int = index, name: str = name) -> str:
                return read[name].at("facts", index, part)

            if fact.id in seen:
                where = f" (also in {seen[fact.id]})" if seen[fact.id] != name else ""
                yield f"{at('id')}: the fact id {fact.id} stands twice{where}; give it another"
            seen.setdefault(fact.id, name)
            yield from (f"{at(part)}: {problem}" for part, problem in _broken_entry(fact.id, fact, own, known))
            yield from (f"{at('brings')}: {fact.id} brings {each}, which is no fact" for each in {*fact.brings} - facts)
            if not _is_reached(fact):
                reason = f"no question reaches {fact.id}: it answers only when a term is named, and it has no `terms`"
                yield f"{at('aspects')}: {reason}; give some, or `always`"
        for index, silence in enumerate(file.silences):
            problems = [*_broken_entry("the silence", silence, own, known)]
            problems += [("near", f"there is no fact {each}") for each in silence.near if each not in facts]
            problems += [("aspects", f"unknown aspect {each!r}") for each in silence.aspects if each not in ASPECTS]
            yield from (f"{read[name].at('silences', index, part)}: {problem}" for part, problem in problems)


def _broken_entry(label: str, entry: _About, own: set[str], known: set[str]) -> Iterator[tuple[str, str]]:
    if entry.subject and entry.subject not in own:
        reason = f"{label} is about {entry.subject}, which is neither this treatment nor one of its add-ons"
        yield "subject", f"{reason}; use one of {', '.join(sorted(own))}"
    for term_id in entry.terms:
        if term_id not in known:
            yield "terms", f"{label} names the term {term_id}, which the vocabulary lacks; add it or correct the name"


def _broken_terms(read: Mapping[str, _File], terms: list[tuple[str, TermEntry, str, Where]]) -> Iterator[str]:
    owners: dict[str, str] = {}
    ids: dict[str, str] = {}
    broader: dict[str, str] = {term.id: term.broader for _, term, _, _ in terms if term.broader}
    for category, term, name, where in terms:
        if term.id in ids:
            reason = f"the term {term.id} stands twice (also in {ids[term.id]})"
            yield f"{read[name].at(*where, 'id')}: {reason}; keep one"
        ids.setdefault(term.id, f"{name}, {category}")
        for words in dict.fromkeys(w.lower() for w in (term.name, *term.words)):
            if owners.setdefault(words, term.id) != term.id:
                reason = f"the words {words!r} stand under {owners[words]} and {term.id}"
                part = "name" if words == term.name.lower() else "words"
                yield f"{read[name].at(*where, part)}: {reason}; leave them with one"
    for _, term, name, where in terms:
        at = read[name].at(*where, "broader")
        if term.broader is not None and term.broader not in ids:
            reason = f"{term.id} is a kind of {term.broader}, which the vocabulary lacks"
            yield f"{at}: {reason}; add it or correct the name"
        if _is_circular(term.id, broader):
            yield f"{at}: {term.id} is a kind of itself by way of {term.broader}; cut the circle"


def _is_reached(entry: FactEntry) -> bool:
    """Whether at least one question of its frame is answered with it."""
    needs_term = [said == "named" or (said is None and aspect == "rule") for aspect, said in entry.aspects.items()]
    return bool(entry.aspects) and (bool(entry.terms) or not all(needs_term))


def _is_circular(term_id: str, broader: Mapping[str, str]) -> bool:
    seen, each = set(), term_id
    while each in broader and each not in seen:
        seen.add(each)
        each = broader[each]
    return each == term_id and term_id in broader


def _guidance(
    version: str, treatments: Mapping[str, TreatmentFile], vocabulary: VocabularyFile, clinic: Clinic
) -> Guidance:
    files = treatments.values()
    return Guidance(
        version=version,
        treatments=tuple(
            Treatment(
                file.treatment.id,
                file.treatment.name,
                file.document,
                tuple(addon.id for addon in file.addons),
                file.treatment.inherits,
            )
            for file in files
        ),
        facts=tuple(_fact(entry, file) for file in files for entry in file.facts),
        silences=tuple(_silence(entry, file) for file in files for entry in file.silences),
        terms=tuple(_term(category, term) for category, term, _, _ in _terms(treatments, vocabulary)),
        clinic=clinic,
        reviews={name: (file.reviewed_by, file.review_by.isoformat()) for name, file in treatments.items()},
    )


def _fact(entry: FactEntry, file: TreatmentFile) -> Fact:
    return Fact(
        id=entry.id,
        subject=entry.subject or file.treatment.id,
        section=entry.section,
        document=file.document,
        aspects={aspect: said for aspect, said in entry.aspects.items()},
        words=_words(entry.words),
        stage=entry.stage,
        terms=entry.terms,
        effect=entry.effect or "",
        quantity=entry.value.quantity() if entry.value else None,
        near=entry.near,
        brings=entry.brings,
    )


def _silence(entry: SilenceEntry, file: TreatmentFile) -> Silence:
    return Silence(
        aspects=entry.aspects,
        subject=entry.subject or file.treatment.id,
        words=_words(entry.words),
        stage=entry.stage,
        terms=entry.terms,
        near=entry.near,
    )


def _words(entries: Mapping[str, WordsEntry]) -> dict[str, Words]:
    return {language: Words(**words.dict()) for language, words in entries.items()}


def _term(category: str, term: TermEntry) -> Term:
    words = tuple(dict.fromkeys([term.name.lower(), *(words.lower() for words in term.words)]))
    return Term(term.id, category, term.name, words, term.broader, term.judged)
