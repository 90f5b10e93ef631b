"""Every mistake in a guidance file is named with the file, the line and the reason."""

from __future__ import annotations

import datetime
import pathlib

import pytest

from assistant.knowledge.guidance_files import GuidanceError, clinic_on_file
from tests.knowledge.shared import SMALL, Folder


def problems(folder: Folder) -> list[str]:
    with pytest.raises(GuidanceError) as error:
        folder.read()
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


def test_reads_a_folder_without_mistakes(small: Folder) -> None:
    files = small.read()
    assert [fact.id for fact in files.treatment.facts] == ["aftercare.makeup", "recovery.redness"]
    assert [(category, term.id) for category, term in files.treatment.terms] == [
        ("products", "makeup"),
        ("products", "sunscreen"),
    ]
    assert files.clinic.name == "HerSpace MedSpa"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("amount: 48, unit: hours}", "amount: 48, unit: hours", "line 12: not valid YAML: ", id="bad YAML"),
        pytest.param("    stage: after\n    section: I", "\t stage: after\n    section: I", "line 8: not valid YAML: ", id="tab"),
        pytest.param("review_by: 2020-07-05", "reviewed_by: me", "line 5: not valid YAML: found duplicate key", id="a key twice"),
        pytest.param("unit: hours", "unit: fortnights", "line 11: facts.0.value.unit: unexpected value", id="unknown unit"),
        pytest.param("amount: 48", "amount: -48", "line 11: facts.0.value.amount: ensure this value is greater than 0", id="negative"),
        pytest.param("amount: 48", "amount: two", "line 11: facts.0.value.amount: value is not a valid integer", id="no number"),
        pytest.param("amount: 48", "bound: around, amount: 48", "line 11: facts.0.value.bound: unexpected value", id="unknown bound"),
        pytest.param("amount: 48, ", "", "line 11: facts.0.value: give `amount`, or `low` and `high`, or `every`", id="no figure"),
        pytest.param("low: 1, high: 3", "low: 1", "line 17: facts.1.value: give `amount`", id="half a range"),
        pytest.param("low: 1, high: 3", "low: 3, high: 1", "line 17: facts.1.value: the range is upside down: low 3, high 1", id="range upside down"),
        pytest.param("low: 1,", "bound: up_to, low: 1,", "line 17: facts.1.value: a bound goes with `amount` only", id="bound of a range"),
        pytest.param("    section: Results\n", "", "line 13: facts.1.section: field required", id="missing section"),
        pytest.param("section: Results", 'section: " "', "line 15: facts.1.section: ensure this value has at least 1 char", id="empty section"),
        pytest.param("stage: after\n    section: R", "stage: later\n    section: R", "line 14: facts.1.stage: unexpected value", id="unknown stage"),
        pytest.param("- id: recovery.redness", "- id: aftercare.makeup", "line 13: the fact id aftercare.makeup stands twice", id="fact id twice"),
        pytest.param("- id: recovery.redness", "- id: Redness!", "line 13: facts.1.id: string does not match regex", id="odd fact id"),
        pytest.param("- id: sunscreen", "- id: makeup", "line 23: the term id makeup stands twice", id="term id twice"),
        pytest.param("[sunblock]", "[mascara]", "line 25: the words 'mascara' stand under makeup and sunscreen", id="words twice"),
        pytest.param("terms: [makeup]", "terms: [makeup, lotion]", "line 12: the fact aftercare.makeup names the term lotion, which the vocabulary lacks", id="unknown term"),
        pytest.param("name: sunscreen", "name: sunscreen\n      broader: lotion", "line 25: sunscreen is a kind of lotion, which the vocabulary lacks", id="unknown broader term"),
        pytest.param("    says: redness fades", "    says: redness fades\n    note: new", "line 17: facts.1.note: extra fields not permitted", id="unknown key"),
        pytest.param("  products:", "  shoes:", "line 18: vocabulary.__key__: unexpected value", id="unknown category"),
        pytest.param("document: Is Microneedling Permanent?\n", "", "line 1: document: field required", id="missing document"),
        pytest.param("reviewed_on: 2020-01-05", "reviewed_on: 2999-01-05", "line 4: reviewed_on: the review date 2999-01-05 lies in the future", id="review in the future"),
        pytest.param("review_by: 2020-07-05", "review_by: 2020-01-05", "line 5: review_by: the next review, 2020-01-05, must come after the last", id="next review first"),
    ],
)  # fmt: skip
def test_names_file_line_and_reason(small: Folder, old: str, new: str, problem: str) -> None:
    small.change(old, new)
    (said,) = problems(small)
    assert said.startswith(f"microneedling.yml, {problem}")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: HerSpace MedSpa", 'name: ""', "line 1: name: ensure this value has at least 1 characters"),
        ('phone: ""', "booking_link: http://example.org", "line 2: booking_link: a booking link starts with https://"),
        ('phone: ""', "time_zone: Mars/Base", "line 2: time_zone: unknown time zone 'Mars/Base'; use an IANA name"),
        ('"911"', '"call us"', "line 3: emergency_number: string does not match regex"),
        ('phone: ""', "fax: none", "line 2: fax: extra fields not permitted"),
    ],
)
def test_names_what_is_wrong_in_the_clinic_profile(small: Folder, old: str, new: str, problem: str) -> None:
    small.change(old, new, "clinic.yml")
    (said,) = problems(small)
    assert said.startswith(f"clinic.yml, {problem}")
    assert clinic_on_file(small.path) is None


def test_a_review_today_is_not_in_the_future(small: Folder) -> None:
    today = datetime.date.today()
    small.change("reviewed_on: 2020-01-05", f"reviewed_on: {today}")
    small.change("review_by: 2020-07-05", f"review_by: {today + datetime.timedelta(days=1)}")
    assert small.read().treatment.reviewed_on == today


def test_names_missing_files(tmp_path: pathlib.Path) -> None:
    folder = Folder(tmp_path)
    folder.treatment.unlink()
    folder.clinic.unlink()
    assert problems(folder) == ["microneedling.yml: the file is missing", "clinic.yml: the file is missing"]


def test_names_a_file_that_is_not_utf_8(small: Folder) -> None:
    small.treatment.write_bytes(SMALL.replace("no makeup", "no \xe9makeup").encode("latin-1"))
    byte = SMALL.index("no makeup") + len("no ")
    assert problems(small) == [f"microneedling.yml: not UTF-8 text (invalid continuation byte at byte {byte})"]


@pytest.mark.parametrize("text", ["", "- a list\n", "only words\n"])
def test_names_a_file_without_keys(small: Folder, text: str) -> None:
    small.treatment.write_text(text, encoding="utf-8")
    assert problems(small) == ["microneedling.yml, line 1: expected `name: value` lines"]


def test_names_several_problems_of_both_files_at_once(small: Folder) -> None:
    small.change("unit: hours", "unit: fortnights")
    small.change("    section: Results\n", "")
    small.change('"988"', "none", "clinic.yml")
    assert [problem.split(": ")[:2] for problem in problems(small)] == [
        ["microneedling.yml, line 11", "facts.0.value.unit"],
        ["microneedling.yml, line 13", "facts.1.section"],
        ["clinic.yml, line 4", "crisis_number"],
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("reviewed_on: 2020-01-05", "reviewed_on: 2020-02-30", id="no such day"),
        pytest.param("says: redness fades", "says: redness\x07 fades", id="control character"),
    ],
)
def test_names_what_the_yaml_reader_stumbles_over(small: Folder, old: str, new: str) -> None:
    small.change(old, new)
    (said,) = problems(small)
    assert said.startswith("microneedling.yml, line ")


def test_the_clinic_profile_can_be_had_without_the_treatment(small: Folder) -> None:
    small.treatment.unlink()
    clinic = clinic_on_file(small.path)
    assert clinic is not None
    assert clinic.emergency_number == "911"


def test_an_unreadable_clinic_profile_is_none(small: Folder) -> None:
    small.change('phone: ""', 'phone: "\x07"', "clinic.yml")
    assert clinic_on_file(small.path) is None
