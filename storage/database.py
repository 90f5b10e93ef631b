"""Where records are kept: beside the knowledge tables by DATABASE_URL, else in a SQLite file of their own."""

from __future__ import annotations

import os
import pathlib

from sqlalchemy.engine import Engine

from knowledge import database

MIGRATIONS = pathlib.Path(__file__).parent / "migrations"
DEFAULT_FILE = pathlib.Path(__file__).parent.parent / "var" / "storage.db"


def storage_url() -> str:
    return os.environ.get("DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def connect(url: str | None = None) -> Engine:
    """An engine for `url`, or for the configured database. Connects on first use."""
    return database.connect(url or storage_url())


def migrate(engine: Engine) -> None:
    """Bring the tables to the latest migration."""
    database.migrate(engine, MIGRATIONS)
