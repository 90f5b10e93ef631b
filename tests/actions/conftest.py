from __future__ import annotations

import pathlib
import shutil
from collections.abc import Callable

import pytest
from sqlalchemy.engine import Engine

from actions import records, reply_action
from assistant.knowledge.store import Library
from assistant.storage.database import connect, migrate
from tests.actions.patient import Patient
from tests.knowledge.shared import database

Serve = Callable[[Engine], None]


@pytest.fixture(scope="session")
def clinic_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(database(tmp_path_factory.mktemp("knowledge")))


@pytest.fixture(autouse=True)
def serves_the_clinic(monkeypatch: pytest.MonkeyPatch, clinic_library: Library) -> None:
    """Every action answers from the clinic's guidance in a database of the tests."""
    monkeypatch.setattr(reply_action, "library", lambda: clinic_library)


@pytest.fixture(autouse=True)
def keeps_records(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path, records_file: pathlib.Path) -> Engine:
    """Every action keeps what it has to in a database of the test."""
    engine = connect(f"sqlite:///{shutil.copy(records_file, tmp_path / 'records.db')}")
    monkeypatch.setattr(records, "records", lambda: engine)
    return engine


@pytest.fixture(scope="session")
def records_file(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    path = tmp_path_factory.mktemp("records") / "records.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Lets the actions answer from another database."""

    def from_database(engine: Engine) -> None:
        library = Library(engine)
        monkeypatch.setattr(reply_action, "library", lambda: library)

    return from_database


@pytest.fixture
def patient() -> Patient:
    return Patient()
