"""The one database: its tables, their migrations, and what it takes over from the first edition."""

from __future__ import annotations

import pathlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import alembic.command
import alembic.config
import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.storage import database
from assistant.storage.call_backs import CallBacks
from assistant.storage.database import MIGRATIONS, connect, database_url, migrate
from assistant.storage.models import Base
from tests.storage.conftest import empty_postgresql

FIRST_EDITION = pathlib.Path(__file__).parent / "first_edition"  # what it kept, as SQL; written by its own code
KEPT = {
    "call_back": 2, "consent": 1, "continuation": 1, "conversation": 1, "deletion": 1, "events": 1, "feedback": 1,
    "gap": 1, "outbox": 1, "receipt": 1, "sent_text": 1,
}  # fmt: skip


def differences(engine: Engine) -> list[object]:
    """Between the tables that are there and those of the models."""
    # SQLite keeps the numbers given out in a table of its own
    options = {"version_table": "storage_version", "include_name": lambda name, *_: name != "sqlite_sequence"}
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in KEPT}


def test_the_migrations_make_the_tables_of_the_models(either: Engine) -> None:
    assert differences(either) == []
    names = set(sqlalchemy.inspect(either).get_table_names()) - {"sqlite_sequence"}
    assert names == {*Base.metadata.tables, "storage_version"}


def test_migrating_twice_changes_nothing(records: Engine) -> None:
    migrate(records)
    assert differences(records) == []


def test_migrations_can_be_undone_and_done_again(records: Engine) -> None:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with records.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, "base")
    assert set(sqlalchemy.inspect(records).get_table_names()) <= {"storage_version", "sqlite_sequence"}
    migrate(records)
    assert differences(records) == []


def test_a_file_is_made_with_its_folder_for_its_owner_alone(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "new" / "folder" / "assistant.db"
    engine = connect(f"sqlite:///{file}")
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM gap")
        assert len(list(file.parent.iterdir())) == 3, "the log and its index too"
        assert all(path.stat().st_mode & 0o077 == 0 for path in file.parent.iterdir())


@pytest.fixture
def var(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """The folder as the first edition left it."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(database, "DEFAULT_FILE", tmp_path / "assistant.db")
    for name in ("storage", "knowledge"):
        play(tmp_path / f"{name}.db", name)
    return tmp_path


def play(file: pathlib.Path, name: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript((FIRST_EDITION / f"{name}.sql").read_text(encoding="utf-8"))


def holds_what_was_kept(engine: Engine) -> None:
    assert differences(engine) == []
    assert rows(engine) == KEPT
    (waiting,) = CallBacks(engine).waiting()
    assert (waiting.id, waiting.name, waiting.phone) == (1, "Zoë", "+12025550123")
    CallBacks(engine).begin("dan", "web")
    assert CallBacks(engine).request("dan").id == 4, "a number that was given to a patient is never given again"
    engine.dispose()


def test_the_files_of_the_first_edition_become_one(var: pathlib.Path) -> None:
    engine = connect()
    migrate(engine)
    assert not list(var.glob("storage.db*")), "nothing stays behind that nobody would delete in time"
    assert (var / "assistant.db").stat().st_mode & 0o077 == 0
    holds_what_was_kept(engine)


def test_a_first_edition_that_still_runs_keeps_its_file(var: pathlib.Path) -> None:
    with closing(sqlite3.connect(var / "storage.db")) as running:
        running.execute("SELECT count(*) FROM gap").fetchone()
        with pytest.raises(database.FirstEditionRuns, match="stop it first"):
            migrate(connect())
    assert not (var / "assistant.db").exists()
    migrate(connect())
    assert rows(connect()) == KEPT


def test_what_is_there_already_is_not_taken_over_again(var: pathlib.Path) -> None:
    migrate(connect())
    play(var / "storage.db", "storage")
    migrate(connect())
    assert (var / "storage.db").exists()


def test_both_histories_of_the_first_edition_in_one_sqlite_file(tmp_path: pathlib.Path) -> None:
    for name in ("storage", "knowledge"):
        play(tmp_path / "both.db", name)
    engine = connect(f"sqlite:///{tmp_path / 'both.db'}")
    migrate(engine)
    holds_what_was_kept(engine)


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Engine]:
    with empty_postgresql(postgresql_url) as url:
        engine = connect(url)
        with engine.begin() as connection:
            connection.exec_driver_sql((FIRST_EDITION / "postgresql.sql").read_text(encoding="utf-8"))
        yield engine
        engine.dispose()


def test_both_histories_of_the_first_edition_in_postgresql(postgresql: Engine) -> None:
    migrate(postgresql)
    holds_what_was_kept(postgresql)


def test_rows_without_what_they_belong_to_are_refused(engine: Engine) -> None:
    orphan = sqlalchemy.insert(Base.metadata.tables["guidance_file"]).values(version=7, name="clinic.yml", text="")
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), engine.begin() as connection:
        connection.execute(orphan)


def test_the_database_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    assert str(connect().url) == database_url() == url
    monkeypatch.setenv("DATABASE_URL", "")
    assert database_url().endswith("/var/assistant.db")
