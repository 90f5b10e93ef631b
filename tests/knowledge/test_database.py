"""The tables, their migrations and the connection."""

from __future__ import annotations

import pathlib

import alembic.command
import alembic.config
import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.knowledge.database import FOLDER, connect, database_url, migrate
from assistant.knowledge.models import Base


def test_migrating_an_empty_database_gives_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    names = set(sqlalchemy.inspect(engine).get_table_names())
    assert names == {*Base.metadata.tables, "alembic_version"}


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrations_can_be_undone_and_done_again(engine: Engine) -> None:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(FOLDER / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, "base")
    assert sqlalchemy.inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert set(Base.metadata.tables) < set(sqlalchemy.inspect(engine).get_table_names())


def test_migrating_makes_the_folder_of_the_database(tmp_path: pathlib.Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new' / 'folder' / 'knowledge.db'}")
    migrate(engine)
    assert (tmp_path / "new" / "folder" / "knowledge.db").exists()


def test_rows_without_their_version_are_refused(engine: Engine) -> None:
    orphan = sqlalchemy.insert(Base.metadata.tables["term"]).values(
        version_id=7, position=0, term_id="makeup", category="products", name="makeup"
    )
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), engine.begin() as connection:
        connection.execute(orphan)


def test_the_database_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    assert str(connect().url) == database_url() == url
    monkeypatch.setenv("DATABASE_URL", "")
    assert database_url().endswith("/var/knowledge.db")
