"""The clinic's guidance, and a small one that is quick to read, for the tests of several packages."""

from __future__ import annotations

import functools
import os
import pathlib
import re
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.engine import Engine

from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import (
    AUDIT_FILE,
    CLINIC_FILE,
    FOLDER,
    RED_FLAGS_FILE,
    VOCABULARY_FILE,
    read_folder,
    read_guidance,
)
from assistant.knowledge.store import publish
from assistant.storage.database import connect, migrate

ELSEWHERE = "TESTS_TIME_ZONE"  # an environment variable, of `make test-clock`
TREATMENT_FILE = "microneedling.yml"
SMALL = """\
treatment:
  id: microneedling
  name: microneedling
document: Is Microneedling Permanent?
reviewed_by: HerSpace MedSpa
reviewed_on: 2020-01-05
review_by: 2020-07-05
facts:
  - id: aftercare.makeup
    section: Infections
    aspects: [rule, aftercare]
    stage: after
    terms: [makeup]
    effect: avoid_until
    value: {amount: 48, unit: hours}
    words:
      en:
        say: "No makeup for {value} after it."
        step: makeup
  - id: recovery.redness
    section: Results
    aspects: [recovery]
    stage: after
    effect: window
    value: {low: 1, high: 3, unit: days}
    words:
      en:
        say: "Redness fades in {value}."
        step: redness
"""
SMALL_VOCABULARY = """\
vocabulary:
  products:
    - id: makeup
      name: Makeup
      words: [foundation, Mascara]
    - id: sunscreen
      name: sunscreen
      words: [sunblock]
"""
SMALL_CLINIC = """\
name: HerSpace MedSpa
phone: ""
emergency_number: "911"
crisis_number: "988"
"""


class Folder:
    """A guidance folder that a test changes by its text."""

    def __init__(
        self,
        path: pathlib.Path,
        treatment: str = SMALL,
        clinic: str = SMALL_CLINIC,
        vocabulary: str = SMALL_VOCABULARY,
    ) -> None:
        path.mkdir(exist_ok=True)
        self.path = path
        self.treatment, self.clinic = path / TREATMENT_FILE, path / CLINIC_FILE
        self.treatment.write_text(treatment, encoding="utf-8")
        self.clinic.write_text(clinic, encoding="utf-8")
        (path / VOCABULARY_FILE).write_text(vocabulary, encoding="utf-8")
        for name in (AUDIT_FILE, RED_FLAGS_FILE):
            (path / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")

    def change(self, old: str, new: str, file: str = TREATMENT_FILE) -> None:
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.path / file).write_text(text.replace(old, new), encoding="utf-8")

    def read(self) -> Guidance:
        return read_guidance(self.path)

    def texts(self) -> dict[str, str]:
        return read_folder(self.path)

    def changed(self, old: str, new: str, file: str = TREATMENT_FILE) -> dict[str, str]:
        self.change(old, new, file)
        return self.texts()


@functools.lru_cache(maxsize=1)
def clinic_guidance() -> Guidance:
    """The clinic's own guidance, the clinic in the time zone that ELSEWHERE names."""
    guidance = read_guidance()
    zone = os.environ.get(ELSEWHERE, guidance.clinic.time_zone)
    return replace(guidance, clinic=replace(guidance.clinic, time_zone=zone))


def in_zone(texts: Mapping[str, str], zone: str) -> dict[str, str]:
    """The same files of a clinic whose profile names this time zone, or none."""
    clinic = re.sub(r"^time_zone:.*$", f'time_zone: "{zone}"', texts[CLINIC_FILE], flags=re.M)
    return {**texts, CLINIC_FILE: clinic}


def clinic_folder(path: pathlib.Path) -> Folder:
    """A copy of the clinic's guidance that a test may change."""
    texts = read_folder()
    return Folder(path, texts[TREATMENT_FILE], texts[CLINIC_FILE], texts[VOCABULARY_FILE])


def put(engine: Engine, files: Mapping[str, str] | None = None) -> None:
    """Publish texts, or the clinic's own, the clinic in the time zone that ELSEWHERE names."""
    own = read_folder() if files is None else files
    if files is None and ELSEWHERE in os.environ:
        own = in_zone(own, os.environ[ELSEWHERE])
    publish(engine, own, "a test", "to be tested")


def database(folder: pathlib.Path, files: Mapping[str, str] | None = None) -> Engine:
    """A database of its own with these texts in it, or the clinic's own."""
    engine = connect(f"sqlite:///{folder / 'assistant.db'}")
    migrate(engine)
    put(engine, files)
    return engine
