"""Shared fixtures: a database with the guidance in it, and the assistant running as patients reach it."""

from __future__ import annotations

import asyncio
import pathlib
import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from assistant.commands.light_rasa import leave_out_tensorflow
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import FOLDER
from assistant.knowledge.store import Library
from assistant.storage.database import connect, migrate
from tests.assistant import Assistant
from tests.knowledge.shared import put
from tests.private_services import PrivatePostgreSQL, PrivateRedis
from tests.settings import take_own_settings

take_own_settings()
leave_out_tensorflow()  # as the assistant is served; it would take longer to import than most tests take


@pytest.fixture(autouse=True)
def ordinary_event_loop() -> None:
    """A Sanic application that a test makes puts uvloop in place; to close such a loop sometimes never ends."""
    asyncio.set_event_loop_policy(None)


@pytest.fixture
def guidance_folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """A copy of the guidance that a test may change."""
    return pathlib.Path(shutil.copytree(FOLDER, tmp_path / "guidance"))


@pytest.fixture(scope="session")
def loaded_database(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A database file with the guidance in it, to be copied."""
    path = tmp_path_factory.mktemp("loaded") / "assistant.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    put(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(tmp_path: pathlib.Path) -> Iterator[Engine]:
    """A migrated, empty database."""
    engine = connect(f"sqlite:///{tmp_path / 'empty.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def loaded_engine(tmp_path: pathlib.Path, loaded_database: pathlib.Path) -> Iterator[Engine]:
    """A database of the test's own, with the guidance in it."""
    engine = connect(f"sqlite:///{shutil.copy(loaded_database, tmp_path / 'assistant.db')}")
    yield engine
    engine.dispose()


@pytest.fixture
def guidance(loaded_engine: Engine) -> Guidance:
    return Library(loaded_engine).current()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Of a PostgreSQL server of the tests' own, with the right to make databases."""
    with PrivatePostgreSQL() as server:
        yield server.url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Of a Redis of the tests' own."""
    with PrivateRedis() as server:
        yield server.url


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Rasa and the action server, trained, on ports and a database of their own."""
    running = Assistant(tmp_path_factory.mktemp("assistant"))
    running.start()
    yield running
    running.stop()
