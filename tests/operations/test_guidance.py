"""`make guidance` and its kin: what is sound is published, what is not leaves the last version serving."""

from __future__ import annotations

import pathlib

import pytest
from sqlalchemy.engine import Engine

from assistant.commands import guidance, prepare
from assistant.knowledge import gate
from assistant.knowledge.store import Library, current, versions
from tests.knowledge.shared import TREATMENT_FILE, Folder


@pytest.fixture(autouse=True)
def uses_the_copy(
    engine: Engine, folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> pathlib.Path:
    monkeypatch.setattr(gate, "CHECKS", gate.CHECKS[:1])  # the folder is a short one; the others have their own tests
    monkeypatch.setenv("DATABASE_URL", str(engine.url))
    monkeypatch.setattr(guidance, "FOLDER", folder.path)
    monkeypatch.setattr(guidance, "BASE", tmp_path / "var" / "base")
    return folder.path


def makeup(engine: Engine) -> str:
    fact = Library(engine).current().fact("aftercare.makeup")
    assert fact is not None
    return str(fact.quantity)


def longer(folder: Folder, old: int, new: int) -> None:
    folder.change(f"{{amount: {old}, unit: hours}}", f"{{amount: {new}, unit: hours}}")


def test_publishes_what_is_sound_and_says_who_and_why(
    engine: Engine, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guidance.main(["publish"]) == 0
    assert capsys.readouterr().out == "Published version 1.\n"
    assert guidance.main(["publish"]) == 0
    assert capsys.readouterr().out == "The guidance is current: version 1.\n"
    longer(folder, 48, 60)
    assert guidance.main(["publish", "--author", "ann", "--reason", "the board's decision", "--approver", "bea"]) == 0
    assert makeup(engine) == "60 hours"
    capsys.readouterr()
    assert guidance.main(["versions"]) == 0
    newest, first = capsys.readouterr().out.splitlines()
    assert newest.startswith("   2  20") and newest.endswith(" UTC  ann, approved by bea: the board's decision")
    assert first.endswith(": guidance/ changed")


def test_what_is_refused_is_never_current_and_a_restart_serves_what_was(
    engine: Engine, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    guidance.main(["publish"])
    folder.change("amount: 48, unit: hours", "amount: 60, unit: fortnights")
    assert guidance.main(["publish"]) == 1
    assert "microneedling.yml, line " in capsys.readouterr().err
    assert prepare.main() == 0
    said = capsys.readouterr()
    assert "microneedling.yml, line " in said.err and "Version 1 of the guidance is served" in said.out
    assert makeup(engine) == "48 hours"
    assert len(versions(engine)) == 1


def test_without_a_version_a_broken_folder_does_not_start(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("amount: 48, unit: hours", "amount: 60, unit: fortnights")
    assert prepare.main() == 1
    assert "There is no guidance to serve" in capsys.readouterr().err


def test_a_start_publishes_a_changed_folder(engine: Engine, folder: Folder) -> None:
    assert prepare.main() == 0
    longer(folder, 48, 60)
    assert prepare.main() == 0
    assert makeup(engine) == "60 hours"
    assert prepare.main() == 0
    assert len(versions(engine)) == 2


def test_one_file_is_published_alone(engine: Engine, folder: Folder, tmp_path: pathlib.Path) -> None:
    guidance.main(["publish"])
    before = folder.texts()
    folder.treatment.write_text(before[TREATMENT_FILE].replace("amount: 48", "amount: 60"))
    file = folder.treatment.rename(tmp_path / TREATMENT_FILE)
    folder.treatment.write_text("this is not what is published: [")
    assert guidance.main(["publish", "--file", str(file)]) == 0
    assert makeup(engine) == "60 hours"
    assert current(engine).reason == f"{file} changed"


@pytest.mark.parametrize("name", ["other.yml", TREATMENT_FILE])
def test_a_file_of_another_kind_or_that_is_not_there_is_refused(
    name: str, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guidance.main(["publish"])
    assert guidance.main(["publish", "--file", str(tmp_path / name)]) == 1
    assert name in capsys.readouterr().err


def test_the_same_bytes_are_exported_and_what_was_never_published_is_kept(engine: Engine, folder: Folder) -> None:
    folder.clinic.write_bytes(folder.clinic.read_bytes().replace(b"\n", b"\r\n") + b"# \xc3\xa9\r\n\r\n")
    guidance.main(["publish"])
    before = {path.name: path.read_bytes() for path in folder.path.iterdir()}
    folder.clinic.write_text("mine: [")
    folder.treatment.unlink()
    assert guidance.main(["export"]) == 0
    mine = folder.path / f"clinic.yml{guidance.UNPUBLISHED}"
    assert mine.read_text() == "mine: ["
    mine.unlink()
    assert {path.name: path.read_bytes() for path in folder.path.iterdir()} == before


def test_undo_is_a_version_of_its_own(engine: Engine, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    guidance.main(["publish"])
    assert guidance.main(["undo"]) == 1
    longer(folder, 48, 60)
    guidance.main(["publish"])
    assert guidance.main(["undo", "--author", "ann"]) == 0
    assert makeup(engine) == "48 hours"
    assert (current(engine).number, current(engine).author) == (3, "ann")


def test_a_folder_older_than_what_was_published_since_is_refused(
    engine: Engine, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    guidance.main(["publish"])
    longer(folder, 48, 60)
    guidance.main(["publish"])
    guidance.main(["undo"])
    assert guidance.main(["publish"]) == 1
    said = capsys.readouterr().err
    assert "at version 2" in said and "make guidance-export" in said and "FORCE=1" in said
    longer(folder, 60, 72)
    assert guidance.main(["publish"]) == 1, "changed from what is outdated"
    assert prepare.main() == 0
    assert makeup(engine) == "48 hours"
    assert guidance.main(["publish", "--force", "1"]) == 0
    assert makeup(engine) == "72 hours"


def test_after_an_export_the_folder_can_be_changed_again(engine: Engine, folder: Folder) -> None:
    guidance.main(["publish"])
    longer(folder, 48, 60)
    guidance.main(["publish"])
    guidance.main(["undo"])
    assert guidance.main(["export"]) == 0
    longer(folder, 48, 72)
    assert guidance.main(["publish"]) == 0
    assert makeup(engine) == "72 hours"
