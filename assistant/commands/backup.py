"""Writes the database into one file, while the assistant runs: guidance, records and conversations.

The file holds what patients said: it is readable by its owner alone, and should be kept encrypted. The key that hashes
people's ids (IDENTITY_KEY or var/identity.key) is not in it; keep that apart.
"""

from __future__ import annotations

import pathlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

from sqlalchemy.engine import URL

from assistant.commands.environment import ROOT, environment, given
from assistant.storage.database import connect

FOLDER = ROOT / "var" / "backups"


class CannotCopy(Exception):
    """What is missing, and what to do about it."""


def main() -> int:
    url = connect().url
    file = pathlib.Path(given("FILE") or FOLDER / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.backup")
    try:
        write_backup(url, file)
    except CannotCopy as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote the database to {file}. It holds what patients said: keep it encrypted, and not for long.")
    return 0


def write_backup(url: URL, file: pathlib.Path) -> None:
    """A copy of the SQLite file, or what pg_dump makes. Raises CannotCopy."""
    if file.exists():
        raise CannotCopy(f"{file} exists already: name another file.")
    if is_sqlite(url) and not pathlib.Path(str(url.database)).exists():
        raise CannotCopy("There is nothing to back up yet.")
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        if is_sqlite(url):
            _copy(pathlib.Path(str(url.database)), unfinished)
        else:
            run_postgresql("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={unfinished}")
        unfinished.rename(file)  # whole or not at all
    finally:
        unfinished.unlink(missing_ok=True)


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _copy(database: pathlib.Path, file: pathlib.Path) -> None:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)  # consistent, also while somebody writes
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def run_postgresql(program: str, url: URL, *arguments: str) -> None:
    """One of PostgreSQL's own programs on a database. Raises CannotCopy with what it said."""
    if not shutil.which(program):
        raise CannotCopy(f"{program} is not installed. On Debian and Ubuntu: apt-get install postgresql-client")
    # the password goes by the environment: arguments can be seen by everybody on the machine
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    env = {**environment(), **({"PGPASSWORD": str(url.password)} if url.password else {})}
    done = subprocess.run([program, f"--dbname={address}", *arguments], env=env, capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise CannotCopy(
            f"{program} failed: {done.stderr.strip().splitlines()[0] if done.stderr else 'it said nothing'}"
        )


if __name__ == "__main__":
    sys.exit(main())
