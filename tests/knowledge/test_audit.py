"""What the audit of the guidance puts before clinic staff."""

from __future__ import annotations

import datetime
import pathlib

import pytest

from assistant.knowledge.audit import audit
from tests.knowledge.shared import Folder, clinic_files, clinic_folder

TODAY = datetime.date(2026, 12, 1)


@pytest.fixture(scope="module")
def points() -> list[str]:
    return list(audit(clinic_files(), TODAY))


@pytest.mark.parametrize(
    "expected",
    [
        ("conflict: ", "prep.retinoids", "at least 1 week", "care.actives", "Retin-A"),
        ("conflict: ", "prep.antibiotics", "aftercare.antibiotic_cream", "as instructed"),
        ("conflict: ", "sessions.mild", "maintenance.concerns", "upkeep"),
        ("undefined: ", "'mild'", "sessions.mild"),
        ("undefined: ", "'medical-grade'", "care.routine_help"),
        ("missing: signs of infection",),
        ("missing: when to call the clinic",),
        ("missing: how far apart the first sessions are",),
        ("missing: the clinic's phone",),
        ("review: nobody of the clinic has reviewed red_flags.yml yet",),
    ],
)
def test_names_what_the_clinic_has_to_decide(points: list[str], expected: tuple[str, ...]) -> None:
    start, *words = expected
    assert [point for point in points if point.startswith(start) and all(word in point for word in words)]


def test_conflicts_are_only_those_three_subjects(points: list[str]) -> None:
    conflicts = {point.split(":")[1].strip() for point in points if point.startswith("conflict")}
    assert len(conflicts) == 3


def test_a_review_that_is_overdue_is_named() -> None:
    late = datetime.date(2027, 11, 24)
    assert "review: microneedling.yml was to be reviewed by 2027-11-23" in list(audit(clinic_files(), late))
    assert not any("was to be reviewed" in point for point in audit(clinic_files(), TODAY))


def test_an_essential_that_the_guidance_says_is_missing_no_more(folder: Folder) -> None:
    folder.change(
        "  - id: aftercare.sun\n",
        "  - id: aftercare.washing\n    section: x\n    says: wash it\n  - id: aftercare.sun\n",
    )
    points = list(audit(folder.read(), TODAY))
    assert not [point for point in points if "wash the face" in point]


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> Folder:
    return clinic_folder(tmp_path / "guidance")
