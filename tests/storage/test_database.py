from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine

from assistant.knowledge import database as knowledge_database
from assistant.storage.database import migrate
from assistant.storage.models import Base


def test_the_migrations_make_the_tables_of_the_models(records: Engine) -> None:
    with records.connect() as connection:
        # SQLite keeps the numbers given out in a table of its own
        options = {"version_table": "storage_version", "include_name": lambda name, *_: name != "sqlite_sequence"}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_records_and_knowledge_may_share_a_database(engine: Engine) -> None:
    migrate(engine)
    knowledge_database.migrate(engine)
    migrate(engine)
