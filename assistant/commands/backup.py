"""Writes everything that is kept into one file, while the assistant runs: knowledge, and records with the conversations.

The file holds what patients said: it is readable by its owner alone, and should be kept encrypted. The key that hashes
people's ids (IDENTITY_KEY or var/identity.key) is not in it; keep that apart.
"""

from __future__ import annotations

import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime

from sqlalchemy.engine import URL

from assistant.commands.environment import ROOT
from assistant.knowledge import database as knowledge
from assistant.storage import database as records

FOLDER = ROOT / "var" / "backups"


class CannotCopy(Exception):
    """What is missing, and what to do about it."""


def main() -> int:
    moment = datetime.now(UTC)
    file = pathlib.Path(os.environ.get("FILE") or FOLDER / f"{moment:%Y-%m-%dT%H%M%SZ}.tar.gz")
    try:
        names = write_backup(file)
    except CannotCopy as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote {', '.join(names)} to {file}. It holds what patients said: keep it encrypted, and not for long.")
    return 0


def stores() -> dict[str, URL]:
    """The databases by name; "records" alone where DATABASE_URL holds both."""
    both = {"records": records.connect().url, "knowledge": knowledge.connect().url}
    return both if both["records"] != both["knowledge"] else {"records": both["records"]}


def write_backup(file: pathlib.Path) -> list[str]:
    """What was written, by name. Raises CannotCopy."""
    if file.exists():
        raise CannotCopy(f"{file} exists already: name another file.")
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        copies = [_copy(name, url, pathlib.Path(folder)) for name, url in stores().items() if _exists(url)]
        if not copies:
            raise CannotCopy("There is nothing to back up yet.")
        archive = pathlib.Path(folder) / "archive"
        archive.touch(mode=0o600)
        with tarfile.open(archive, "w:gz") as tar:
            for copy in copies:
                tar.add(copy, arcname=copy.name)
        archive.rename(file)  # whole or not at all
    return [copy.stem for copy in copies]


def _exists(url: URL) -> bool:
    return not is_sqlite(url) or pathlib.Path(str(url.database)).exists()


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _copy(name: str, url: URL, folder: pathlib.Path) -> pathlib.Path:
    if not is_sqlite(url):
        copy = folder / f"{name}.dump"
        run_postgresql("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}")
        return copy
    copy = folder / f"{name}.db"
    source, target = sqlite3.connect(str(url.database)), sqlite3.connect(copy)
    try:
        source.backup(target)  # consistent, also while somebody writes
    finally:
        source.close()
        target.close()
    return copy


def run_postgresql(program: str, url: URL, *arguments: str) -> None:
    """One of PostgreSQL's own programs on a database. Raises CannotCopy with what it said."""
    if not shutil.which(program):
        raise CannotCopy(f"{program} is not installed. On Debian and Ubuntu: apt-get install postgresql-client")
    # the password goes by the environment: arguments can be seen by everybody on the machine
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    env = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    done = subprocess.run([program, f"--dbname={address}", *arguments], env=env, capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise CannotCopy(
            f"{program} failed: {done.stderr.strip().splitlines()[0] if done.stderr else 'it said nothing'}"
        )


if __name__ == "__main__":
    sys.exit(main())
