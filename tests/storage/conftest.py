from __future__ import annotations

import pathlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy
from sqlalchemy.engine import Engine

from assistant.storage.database import connect, migrate


@pytest.fixture
def records(tmp_path: pathlib.Path) -> Iterator[Engine]:
    """A migrated, empty database of records."""
    with _migrated(f"sqlite:///{tmp_path / 'storage.db'}") as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[Engine]:
    """The same, of each kind of database in turn."""
    if request.param == "sqlite":
        with _migrated(f"sqlite:///{tmp_path / 'storage.db'}") as engine:
            yield engine
        return
    with empty_postgresql(request.getfixturevalue("postgresql_url")) as url, _migrated(url) as engine:
        yield engine


@contextmanager
def empty_postgresql(url: str) -> Iterator[str]:
    """The address of a PostgreSQL database that is there for the while."""
    server = sqlalchemy.create_engine(url, future=True, isolation_level="AUTOCOMMIT")
    name = f"test_{uuid.uuid4().hex}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield server.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()


@contextmanager
def _migrated(url: str) -> Iterator[Engine]:
    engine = connect(url)
    migrate(engine)
    yield engine
    engine.dispose()
