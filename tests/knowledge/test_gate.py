"""What the gate lets through, and what it names."""

from __future__ import annotations

import pytest

from assistant.knowledge.gate import problems
from assistant.knowledge.guidance_files import CLINIC_FILE, TREATMENT_FILE, read_folder

CLINICS = read_folder()


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (TREATMENT_FILE, "amount: 48,", "amount: none,", "microneedling.yml, line "),
        (CLINIC_FILE, "\nname: ", "\nnames: ", "clinic.yml, line "),
        (CLINIC_FILE, 'phone: ""', "phone: 12:30", "put it in quotes"),
        (TREATMENT_FILE, "id: aftercare.makeup", "id: aftercare.make_up", "domain.yml: utter_aftercare_make_up is missing"),
        ("red_flags.yml", "\nrules:", "\nrule:", "red_flags.yml: file: 'rules' is missing"),
    ],
)  # fmt: skip
def test_names_what_is_wrong(file: str, old: str, new: str, problem: str) -> None:
    assert old in CLINICS[file]
    found = problems({**CLINICS, file: CLINICS[file].replace(old, new, 1)})
    assert any(problem in each for each in found), found


@pytest.mark.parametrize("file", [TREATMENT_FILE, CLINIC_FILE, "red_flags.yml"])
def test_a_file_that_is_missing_is_named(file: str) -> None:
    assert problems({name: text for name, text in CLINICS.items() if name != file}) == [f"{file}: the file is missing"]


def test_the_clinics_own_guidance_is_let_through() -> None:
    assert problems(CLINICS) == []
