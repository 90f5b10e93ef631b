"""Reads a backup into empty databases, and deletes at once what has been kept long enough meanwhile."""

from __future__ import annotations

import os
import pathlib
import sys
import tarfile
import tempfile

import sqlalchemy
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from assistant.commands.backup import CannotCopy, is_sqlite, run_postgresql, stores
from assistant.knowledge import database as knowledge
from assistant.storage import database as records
from assistant.storage.outbox import Outbox
from assistant.storage.retention import kept_days, purge


def main() -> int:
    file = os.environ.get("FILE", "")
    if not file:
        print("Name the backup: make restore FILE=var/backups/....tar.gz", file=sys.stderr)
        return 2
    try:
        days = kept_days()
        deleted = restore(pathlib.Path(file))
    except (CannotCopy, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"Restored. Deleted what was older than {days} days: {', '.join(f'{n} {what}' for what, n in deleted.items())}."
    )
    print("What patients had deleted after the backup was made is back: see Backups in docs/operations.md.")
    return 0


def restore(file: pathlib.Path) -> dict[str, int]:
    """What the purge deleted, how many of each. Raises CannotCopy, before anything is changed if it can be seen then."""
    with tempfile.TemporaryDirectory() as folder:
        copies = _unpacked(file, pathlib.Path(folder))
        places = stores()
        for copy in copies:
            _check(copy, places.get(copy.stem))
        for copy in copies:
            _put(copy, places[copy.stem])
    engine = records.connect()
    knowledge.migrate(knowledge.connect())
    records.migrate(engine)
    Outbox(engine).doubt()
    return purge(engine)


def _unpacked(file: pathlib.Path, folder: pathlib.Path) -> list[pathlib.Path]:
    try:
        with tarfile.open(file) as tar:
            members = [
                member for member in tar if member.isfile() and pathlib.PurePath(member.name).name == member.name
            ]
            tar.extractall(folder, members)
    except (OSError, tarfile.TarError) as error:
        raise CannotCopy(f"{file} is no backup that can be read.") from error
    copies = sorted(path for path in folder.iterdir() if path.suffix in (".db", ".dump"))
    if not copies:
        raise CannotCopy(f"{file} is no backup: there is no database in it.")
    return copies


def _check(copy: pathlib.Path, place: URL | None) -> None:
    """That the copy fits its place and overwrites nothing."""
    if place is None or is_sqlite(place) != (copy.suffix == ".db"):
        raise CannotCopy(f"The backup has {copy.name}, which does not fit: set DATABASE_URL as it was for the backup.")
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


def _put(copy: pathlib.Path, place: URL) -> None:
    if not is_sqlite(place):
        run_postgresql("pg_restore", place, "--no-owner", "--no-privileges", "--exit-on-error", str(copy))
        return
    target = pathlib.Path(str(place.database))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    target.write_bytes(copy.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
