"""What the audit of the guidance puts before clinic staff."""

from __future__ import annotations

import datetime

import pytest

from assistant.knowledge.audit import audit
from assistant.knowledge.guidance_files import guidance_of, read_folder
from tests.knowledge.shared import Folder, clinic_guidance

TODAY = datetime.date(2026, 12, 1)


def audited(today: datetime.date) -> list[str]:
    return list(audit(clinic_guidance(), read_folder(), today))


@pytest.fixture(scope="module")
def points() -> list[str]:
    return audited(TODAY)


@pytest.mark.parametrize(
    "expected",
    [
        ("conflict: ", "prep.retinoids", "at least 1 week", "care.actives", "Retin-A"),
        ("conflict: ", "prep.antibiotics", "aftercare.antibiotic_cream", "as you were told"),
        ("conflict: ", "sessions.mild", "1 session", "maintenance.concerns", "maintenance visits"),
        ("undefined: ", "'mild'", "sessions.mild"),
        ("undefined: ", "'medical-grade'", "care.routine_help"),
        ("missing: microneedling: signs of infection", "(a fact that answers: infection_signs)"),
        ("missing: microneedling: ", "when to call the clinic"),
        ("missing: microneedling: how far apart the first sessions are",),
        ("missing: the clinic's phone",),
        ("silent: microneedling: ", "device", "home"),
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
    assert "review: microneedling.yml was to be reviewed by 2027-11-23" in audited(late)
    assert not any("was to be reviewed" in point for point in audited(TODAY))


def test_an_essential_that_the_guidance_says_is_missing_no_more(folder: Folder) -> None:
    folder.change(
        "  - id: aftercare.sun\n",
        """\
  - id: aftercare.washing
    section: x
    aspects: [rule]
    stage: after
    terms: [face_washing]
    words: {en: {say: Wash your face with water.}}
  - id: aftercare.sun
""",
    )
    texts = folder.texts()
    points = list(audit(guidance_of(texts), texts, TODAY))
    assert not [point for point in points if "wash the face" in point]
    assert [point for point in points if "alcohol after a treatment" in point]
