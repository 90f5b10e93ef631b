"""`make guidance`: loads what is sound, refuses what is not."""

from __future__ import annotations

import functools

import pytest
from sqlalchemy.engine import Engine

from assistant.commands import load_guidance
from assistant.knowledge.store import Library
from assistant.knowledge.guidance_files import read_guidance
from tests.knowledge.shared import Folder


@pytest.fixture(autouse=True)
def reads_the_copy(engine: Engine, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(engine.url))
    monkeypatch.setattr(load_guidance, "read_guidance", functools.partial(read_guidance, folder.path))


def makeup(engine: Engine) -> str:
    fact = Library(engine).current().fact("aftercare.makeup")
    assert fact is not None
    return str(fact.quantity)


def test_loads_sound_guidance_and_says_so(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert load_guidance.main() == 0
    assert capsys.readouterr().out == "Guidance loaded: 35 facts.\n"
    assert makeup(engine) == "48 hours"
    assert load_guidance.main() == 0
    assert capsys.readouterr().out == "Guidance is current: 35 facts.\n"


def test_refuses_bad_guidance_and_keeps_the_old(
    engine: Engine, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    load_guidance.main()
    before = Library(engine).current().version
    folder.change("amount: 48, unit: hours", "amount: 60, unit: fortnights")
    assert load_guidance.main() == 1
    said = capsys.readouterr().err
    assert "The guidance was refused; what was loaded before stays in use." in said
    assert "microneedling.yml, line " in said
    assert makeup(engine) == "48 hours"
    assert Library(engine).current().version == before


def test_knows_whether_an_earlier_guidance_can_go_on_serving(engine: Engine) -> None:
    assert not load_guidance.has_guidance()
    load_guidance.main()
    assert load_guidance.has_guidance()


def test_without_any_database_nothing_can_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    assert not load_guidance.has_guidance()
