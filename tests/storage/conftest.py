from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from storage.database import connect, migrate


@pytest.fixture
def records(tmp_path: pathlib.Path) -> Iterator[Engine]:
    """A migrated, empty database of records."""
    engine = connect(f"sqlite:///{tmp_path / 'storage.db'}")
    migrate(engine)
    yield engine
    engine.dispose()
