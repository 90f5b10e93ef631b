"""Reads a backup into an empty database, and deletes at once what has been kept long enough meanwhile."""

from __future__ import annotations

import pathlib
import sys

import sqlalchemy
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from assistant.commands.backup import CannotCopy, is_sqlite, run_postgresql
from assistant.commands.environment import given
from assistant.settings import settings
from assistant.storage.database import connect, migrate
from assistant.storage.outbox import Outbox
from assistant.storage.retention import purge

SQLITE, POSTGRESQL = b"SQLite format 3\0", b"PGDMP"  # how their files begin


def main() -> int:
    file = given("FILE")
    if not file:
        print("Name the backup: make restore FILE=var/backups/....backup", file=sys.stderr)
        return 2
    days = settings().conversations_kept_days
    try:
        deleted = restore(pathlib.Path(file))
    except CannotCopy as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"Restored. Deleted what was older than {days} days: {', '.join(f'{n} {what}' for what, n in deleted.items())}."
    )
    print("What patients had deleted after the backup was made is back: see Backups in docs/operations.md.")
    return 0


def restore(file: pathlib.Path) -> dict[str, int]:
    """What the purge deleted, how many of each. Raises CannotCopy, before anything is changed if it can be seen then."""
    engine = connect()
    _check(file, engine.url)
    if is_sqlite(engine.url):
        target = pathlib.Path(str(engine.url.database))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_bytes(file.read_bytes())
    else:
        run_postgresql("pg_restore", engine.url, "--no-owner", "--no-privileges", "--exit-on-error", str(file))
    migrate(engine)
    Outbox(engine).doubt()
    return purge(engine)


def _check(file: pathlib.Path, place: URL) -> None:
    """That the file is a backup of this kind of database, and overwrites nothing."""
    try:
        with file.open("rb") as opened:
            beginning = opened.read(len(SQLITE))
    except OSError as error:
        raise CannotCopy(f"{file} is no backup that can be read.") from error
    if not beginning.startswith((SQLITE, POSTGRESQL)):
        raise CannotCopy(f"{file} is no backup.")
    if is_sqlite(place) != beginning.startswith(SQLITE):
        raise CannotCopy("The backup is of another kind of database: set DATABASE_URL as it was for the backup.")
    if is_sqlite(place) and not pathlib.Path(str(place.database)).exists():
        return
    engine = sqlalchemy.create_engine(place, future=True)
    try:
        tables = sqlalchemy.inspect(engine).get_table_names()
    except SQLAlchemyError as error:
        raise CannotCopy("The database for the restore does not answer: see DATABASE_URL.") from error
    finally:
        engine.dispose()
    if tables:
        where = pathlib.Path(str(place.database)).name if is_sqlite(place) else f"database {place.database}"
        raise CannotCopy(f"The {where} is not empty: stop the assistant, and move it away or name an empty one.")


if __name__ == "__main__":
    sys.exit(main())
