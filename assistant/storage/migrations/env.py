"""Alembic runs this for every migration command; `storage.database.migrate` hands in the connection."""

from alembic import context

from assistant.storage.database import connect
from assistant.storage.models import Base


def _run(connection: object) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        version_table="storage_version",  # as in the first edition, whose history goes on here
    )
    with context.begin_transaction():
        context.run_migrations()


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    _run(handed_in)
else:
    with connect().begin() as own_connection:
        _run(own_connection)
