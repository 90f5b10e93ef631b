"""Where records and conversations are kept: beside the knowledge tables by DATABASE_URL, else in a SQLite file."""

from __future__ import annotations

import os
import pathlib
from typing import Literal

from sqlalchemy.engine import Engine

from assistant.knowledge import database

MIGRATIONS = pathlib.Path(__file__).parent / "migrations"
DEFAULT_FILE = pathlib.Path(__file__).parent.parent.parent / "var" / "storage.db"


def storage_url() -> str:
    return os.environ.get("DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def connect(url: str | None = None, synchronous: Literal["FULL", "NORMAL"] = "FULL") -> Engine:
    """An engine for `url`, or for the configured database, as knowledge.database makes them. Connects on first use."""
    return database.connect(url or storage_url(), synchronous)


def migrate(engine: Engine) -> None:
    """Bring the tables to the latest migration."""
    database.migrate(engine, MIGRATIONS)


def overwrite_deleted(engine: Engine) -> None:
    """Let nothing of what was deleted stand in the log that SQLite writes before the file itself."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
