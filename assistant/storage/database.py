"""The one database, of guidance, records and conversations: a SQLite file, or what DATABASE_URL names."""

from __future__ import annotations

import pathlib
import sqlite3
from contextlib import closing
from typing import Any, Literal

import alembic.command
import alembic.config
import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from assistant.settings import settings

MIGRATIONS = pathlib.Path(__file__).parent / "migrations"
DEFAULT_FILE = pathlib.Path(__file__).parent.parent.parent / "var" / "assistant.db"
FIRST_EDITION = "storage.db"  # its records; its knowledge.db held what it had read from guidance/
LOCK_WAIT_SECONDS = 2  # what is written takes milliseconds; a patient should not wait longer for a stuck writer


class FirstEditionRuns(RuntimeError):
    """Its records cannot be taken over while they are open."""


def database_url() -> str:
    return settings().database_url or f"sqlite:///{DEFAULT_FILE}"


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

    @sqlalchemy.event.listens_for(engine, "do_connect")
    def _only_what_is_there(*_: Any) -> None:
        if parsed.database and not pathlib.Path(parsed.database).exists():  # `migrate` makes it, for its owner alone
            raise sqlite3.OperationalError("unable to open database file")

    @sqlalchemy.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        connection.execute("PRAGMA journal_mode = WAL")  # who reads never waits for who writes
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    return engine


def migrate(engine: Engine) -> None:
    """Bring the tables to the latest migration; makes the SQLite file where it is missing, for its owner alone.

    What the first edition kept in var/ is taken over. Raises FirstEditionRuns.
    """
    if engine.url.get_backend_name() == "sqlite" and engine.url.database:
        file = pathlib.Path(engine.url.database)
        file.parent.mkdir(parents=True, exist_ok=True)
        if file == DEFAULT_FILE and not file.exists() and file.with_name(FIRST_EDITION).exists():
            _take_over(file.with_name(FIRST_EDITION), file)
        file.touch(mode=0o600)
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")
    engine.dispose()  # a server may fork after this, and no two processes may share a connection


def _take_over(records: pathlib.Path, file: pathlib.Path) -> None:
    try:
        with closing(sqlite3.connect(records, timeout=LOCK_WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # nothing is left in a log beside it; needs it alone
    except sqlite3.OperationalError as error:
        raise FirstEditionRuns(f"Another version of the assistant uses {records}: stop it first.") from error
    records.chmod(0o600)
    records.rename(file)


def overwrite_deleted(engine: Engine) -> None:
    """Let nothing of what was deleted stand in the log that SQLite writes before the file itself."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
