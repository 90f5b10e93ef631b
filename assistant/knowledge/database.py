"""Where the knowledge tables live: SQLite by default, any SQLAlchemy database by DATABASE_URL."""

from __future__ import annotations

import os
import pathlib
from typing import Any, Literal

import alembic.command
import alembic.config
import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

FOLDER = pathlib.Path(__file__).parent
DEFAULT_FILE = FOLDER.parent.parent / "var" / "knowledge.db"
LOCK_WAIT_SECONDS = 2  # a reload takes milliseconds; a patient should not wait longer for a stuck writer


def database_url() -> str:
    return os.environ.get("DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def connect(url: str | None = None, synchronous: Literal["FULL", "NORMAL"] = "FULL") -> Engine:
    """An engine for `url`, or for the configured database. Connects on first use.

    With NORMAL, a SQLite file does not wait for the disk at each commit: what a process wrote survives its death, but
    the last moments before a power cut may be lost.
    """
    parsed = sqlalchemy.engine.make_url(url or database_url())
    if parsed.get_backend_name() != "sqlite":
        return sqlalchemy.create_engine(
            parsed, future=True, pool_pre_ping=True, connect_args={"connect_timeout": LOCK_WAIT_SECONDS}
        )
    engine = sqlalchemy.create_engine(
        parsed,
        future=True,
        poolclass=QueuePool,  # SQLAlchemy 1.4 would open a file anew for each transaction
        connect_args={"timeout": LOCK_WAIT_SECONDS, "check_same_thread": False},  # the pool gives it to one at a time
    )

    @sqlalchemy.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        connection.execute("PRAGMA journal_mode = WAL")  # who reads never waits for who writes
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    return engine


def migrate(engine: Engine, migrations: pathlib.Path = FOLDER / "migrations") -> None:
    """Bring the tables to the latest migration; creates the SQLite file's folder where it is missing."""
    if engine.url.get_backend_name() == "sqlite" and engine.url.database:
        pathlib.Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    config = alembic.config.Config()
    config.set_main_option("script_location", str(migrations))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")
    engine.dispose()  # a server may fork after this, and no two processes may share a connection
