"""The clinic's guidance, and a small one that is quick to read, for the tests of several packages."""

from __future__ import annotations

import functools
import os
import pathlib
import re
from collections.abc import Mapping

from sqlalchemy.engine import Engine

from assistant.knowledge.guidance_files import (
    CLINIC_FILE,
    FOLDER,
    TREATMENT_FILE,
    GuidanceFiles,
    read_folder,
    read_guidance,
)
from assistant.knowledge.store import publish
from assistant.storage.database import connect, migrate

ELSEWHERE = "TESTS_TIME_ZONE"  # an environment variable, of `make test-clock`
SMALL = """\
treatment: microneedling
document: Is Microneedling Permanent?
reviewed_by: HerSpace MedSpa
reviewed_on: 2020-01-05
review_by: 2020-07-05
facts:
  - id: aftercare.makeup
    stage: after
    section: Infections
    says: no makeup at first
    value: {amount: 48, unit: hours}
    terms: [makeup]
  - id: recovery.redness
    stage: after
    section: Results
    says: redness fades
    value: {low: 1, high: 3, unit: days}
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

    def __init__(self, path: pathlib.Path, treatment: str = SMALL, clinic: str = SMALL_CLINIC) -> None:
        path.mkdir(exist_ok=True)
        self.path = path
        self.treatment = path / TREATMENT_FILE
        self.clinic = path / CLINIC_FILE
        self.treatment.write_text(treatment, encoding="utf-8")
        self.clinic.write_text(clinic, encoding="utf-8")

    def change(self, old: str, new: str, file: str = TREATMENT_FILE) -> None:
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.path / file).write_text(text.replace(old, new), encoding="utf-8")

    def read(self) -> GuidanceFiles:
        return read_guidance(self.path)

    def texts(self) -> dict[str, str]:
        return read_folder(self.path)

    def changed(self, old: str, new: str) -> dict[str, str]:
        self.change(old, new)
        return self.texts()


@functools.lru_cache(maxsize=1)
def clinic_files() -> GuidanceFiles:
    """The clinic's own guidance, the clinic in the time zone that ELSEWHERE names; reading it takes a second."""
    files = read_guidance()
    return in_zone(files, os.environ.get(ELSEWHERE, files.clinic.time_zone))


def in_zone(files: GuidanceFiles, zone: str) -> GuidanceFiles:
    """The same guidance of a clinic whose profile names this time zone, or none."""
    return files.copy(update={"clinic": files.clinic.copy(update={"time_zone": zone})})


def clinic_folder(path: pathlib.Path) -> Folder:
    """A copy of the clinic's guidance without the words patients use: they fill the file and only the NLU needs them."""
    treatment = re.sub(r"\n +words: \[[^]]*]", "", (FOLDER / TREATMENT_FILE).read_text(encoding="utf-8"))
    return Folder(path, treatment, (FOLDER / CLINIC_FILE).read_text(encoding="utf-8"))


def put(engine: Engine, files: Mapping[str, str] | None = None) -> None:
    """Publish texts, or the clinic's own."""
    publish(engine, files or read_folder(), "a test", "to be tested")


def database(folder: pathlib.Path, files: Mapping[str, str] | None = None) -> Engine:
    """A database of its own with these texts in it, or the clinic's own."""
    engine = connect(f"sqlite:///{folder / 'assistant.db'}")
    migrate(engine)
    put(engine, files)
    return engine
