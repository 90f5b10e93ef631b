"""What clinic staff should decide about the guidance: contradictions, vague words, gaps, reviews that are due."""

from __future__ import annotations

import datetime
import pathlib
import re
from collections.abc import Iterator

from ruamel.yaml import YAML

from assistant.knowledge.guidance_files import CLINIC_FILE, FOLDER, TREATMENT_FILE, FactEntry, GuidanceFiles

AUDIT_FILE = "audit.yml"
RED_FLAGS_FILE = "red_flags.yml"
_REVIEW = re.compile(r'^(reviewed_by|reviewed_on|review_by): *"?([^"#\n]*?)"?\s*(?:#.*)?$', re.M)


def audit(files: GuidanceFiles, today: datetime.date, folder: pathlib.Path = FOLDER) -> Iterator[str]:
    """One sentence for each thing to decide."""
    rules = YAML(typ="safe").load(folder / AUDIT_FILE)
    yield from _conflicts(files, rules["may_conflict"])
    yield from _vague_words(files, rules["to_define"])
    known = {fact.id for fact in files.treatment.facts}
    for essential in rules["essentials"]:
        if essential["id"] not in known:
            yield f"missing: {essential['says']} (a fact {essential['id']} would say it)"
    yield from _profile_gaps(files)
    yield from _reviews(files, today, folder)


def _conflicts(files: GuidanceFiles, may_conflict: list[list[str]]) -> Iterator[str]:
    for _, term in files.treatment.terms:
        facts = [fact for fact in files.treatment.facts if term.id in fact.terms]
        for first, second in may_conflict:
            for one in _of_part(facts, first):
                for other in _of_part(facts, second):
                    yield (
                        f"conflict: {term.name}: {one.id} says {_said(one)!r}, {other.id} says {_said(other)!r}; "
                        "is it clear to patients when each holds?"
                    )


def _of_part(facts: list[FactEntry], part: str) -> list[FactEntry]:
    return [fact for fact in facts if fact.id.split(".")[0] == part]


def _said(fact: FactEntry) -> str:
    return f"{fact.says} ({fact.value.quantity()})" if fact.value else str(fact.says)


def _vague_words(files: GuidanceFiles, to_define: list[str]) -> Iterator[str]:
    for word in to_define:
        facts = [fact.id for fact in files.treatment.facts if re.search(rf"\b{re.escape(word)}\b", fact.says, re.I)]
        if facts:
            yield f"undefined: what does {word!r} mean? ({', '.join(facts)})"


def _profile_gaps(files: GuidanceFiles) -> Iterator[str]:
    for name in ("phone", "hours", "address", "time_zone"):
        if not getattr(files.clinic, name):
            yield f"missing: the clinic's {name.replace('_', ' ')} ({CLINIC_FILE})"


def _reviews(files: GuidanceFiles, today: datetime.date, folder: pathlib.Path) -> Iterator[str]:
    red_flags = dict(_REVIEW.findall((folder / RED_FLAGS_FILE).read_text(encoding="utf-8")))
    if not red_flags.get("reviewed_by") or not red_flags.get("reviewed_on"):
        yield f"review: nobody of the clinic has reviewed {RED_FLAGS_FILE} yet"
    due = {TREATMENT_FILE: files.treatment.review_by.isoformat(), RED_FLAGS_FILE: red_flags.get("review_by", "")}
    for name, review_by in due.items():
        if review_by and review_by < today.isoformat():
            yield f"review: {name} was to be reviewed by {review_by}"
