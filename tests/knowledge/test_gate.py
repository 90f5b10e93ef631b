"""What the gate lets through, and what it names."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from assistant.commands import guidance as command
from assistant.knowledge.gate import problems
from assistant.knowledge.guidance_files import CLINIC_FILE, RED_FLAGS_FILE, VOCABULARY_FILE, GuidanceError, read_folder
from assistant.knowledge.store import Library, versions
from tests.knowledge.shared import TREATMENT_FILE, Folder, put

CLINICS = read_folder()
MISTAKES = [
    pytest.param(TREATMENT_FILE, "amount: 48,", "amount: none,", "microneedling.yml, line ", id="no figure"),
    pytest.param(TREATMENT_FILE, "for {value} before", "before", "have no {value}, the figure of the fact", id="unsaid"),
    pytest.param(TREATMENT_FILE, "Mild concerns, such as {terms},", "Mild concerns", "no {terms} and do not name 'large pores'; name it or leave the term out", id="list that is not said"),
    pytest.param(CLINIC_FILE, "\nname: ", "\nnames: ", "clinic.yml, line ", id="unknown key of the profile"),
    pytest.param(CLINIC_FILE, "HerSpace MedSpa", "HerSpace #1", "put the whole value into quotes", id="eaten by YAML"),
    pytest.param(VOCABULARY_FILE, "  activities:", "  sports:", "vocabulary.yml, line ", id="unknown category"),
    pytest.param(RED_FLAGS_FILE, "\nrules:", "\nrule:", "red_flags.yml: file: 'rules' is missing", id="no red flags"),
]  # fmt: skip


def broken(file: str, old: str, new: str) -> dict[str, str]:
    assert old in CLINICS[file]
    return {**CLINICS, file: CLINICS[file].replace(old, new, 1)}


@pytest.mark.parametrize(("file", "old", "new", "problem"), MISTAKES)
def test_names_what_is_wrong(file: str, old: str, new: str, problem: str) -> None:
    found = problems(broken(file, old, new))
    assert any(problem in each for each in found), found


@pytest.mark.parametrize(("file", "old", "new", "problem"), MISTAKES)
def test_what_is_refused_is_refused_whole_and_what_was_current_goes_on(
    engine: Engine, folder: Folder, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, problem: str
) -> None:
    put(engine, folder.texts())
    before = Library(engine).current()
    for name, text in broken(file, old, new).items():
        (folder.path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(command, "FOLDER", folder.path)
    monkeypatch.setattr(command, "BASE", folder.path / "base")
    with pytest.raises(GuidanceError) as refused:
        command.publish_files(engine, force=True)
    assert any(problem in each for each in refused.value.problems)
    assert Library(engine).current() == before
    assert len(versions(engine)) == 1


@pytest.mark.parametrize("file", [CLINIC_FILE, VOCABULARY_FILE, RED_FLAGS_FILE])
def test_a_file_that_is_missing_is_named(file: str) -> None:
    found = problems({name: text for name, text in CLINICS.items() if name != file})
    assert f"{file}: the file is missing" in found


def test_a_folder_without_a_treatment_is_named() -> None:
    found = problems({name: text for name, text in CLINICS.items() if name != TREATMENT_FILE})
    assert found == ["there is no file of a treatment, such as microneedling.yml"]


def test_the_clinics_own_guidance_is_let_through() -> None:
    assert problems(CLINICS) == []
