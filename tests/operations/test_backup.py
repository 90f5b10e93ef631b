"""A backup restored into an empty place holds what was kept, less what has been kept long enough."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy
from sqlalchemy import select, update
from sqlalchemy.engine import make_url

from assistant.commands.environment import ROOT, environment
from assistant.knowledge.store import Library
from assistant.storage.call_backs import CallBacks
from assistant.storage.database import connect, migrate
from assistant.storage.gaps import Gaps
from assistant.storage.models import GapRow, OutboxRow
from assistant.storage.outbox import Outbox
from tests.knowledge.shared import put
from tests.services import program

pytestmark = [pytest.mark.slow, pytest.mark.clock]

PASSWORD = "quillfeather"


@pytest.fixture(params=["sqlite", "postgresql"])
def two_databases(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[tuple[str, str]]:
    """The addresses of one to back up and of an empty one."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'one.db'}", f"sqlite:///{tmp_path / 'elsewhere' / 'other.db'}"
        return
    server = make_url(request.getfixturevalue("postgresql_url"))
    program("pg_dump", "postgresql-client")
    program("pg_restore", "postgresql-client")
    names = [f"backup_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    engine = sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT", future=True)
    with engine.connect() as connection:
        for name in names:
            connection.execute(sqlalchemy.text(f'CREATE DATABASE "{name}"'))
    one, other = (server.set(database=name).render_as_string(hide_password=False) for name in names)
    yield one, other
    with engine.connect() as connection:
        for name in names:
            connection.execute(sqlalchemy.text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


def fill(url: str) -> None:
    engine = connect(url)
    migrate(engine)
    put(engine)
    call_backs = CallBacks(engine)
    call_backs.begin("ann", "web")
    call_backs.answer("ann", name="Zoë", phone="+12025550123", best_time="noon")
    call_backs.request("ann")
    for text in ("how much", "long ago"):
        Gaps(engine).add("ask_price", None, "web", "ann", text)
    with engine.begin() as connection:
        old = datetime.now(UTC) - timedelta(days=29)
        connection.execute(update(GapRow).where(GapRow.text == "long ago").values(asked_at=old))
    engine.dispose()


def command(name: str, url: str, file: pathlib.Path | str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"assistant.commands.{name}"],
        cwd=ROOT,
        env={**environment(), "DATABASE_URL": url, "FILE": str(file), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_restored_is_what_was_kept_and_retention_holds_at_once(
    two_databases: tuple[str, str], tmp_path: pathlib.Path
) -> None:
    one, other = two_databases
    fill(one)
    file = tmp_path / "backups" / "today.backup"
    made = command("backup", one, file)
    assert made.returncode == 0, made.stderr
    assert "Wrote the database to" in made.stdout
    assert os.stat(file).st_mode & 0o077 == 0, "for its owner alone"
    restored = command("restore", other, file, CONVERSATIONS_KEPT_DAYS="20")
    assert restored.returncode == 0, restored.stderr
    engine = connect(other)
    assert Library(engine).current().version == Library(connect(one)).current().version
    (request,) = CallBacks(engine).waiting()
    assert (request.name, request.phone) == ("Zoë", "+12025550123")
    assert Gaps(engine).most_asked()[0].texts == ("how much",), "the other has been kept long enough"
    assert "1 gaps" in restored.stdout
    with engine.connect() as connection:
        assert connection.execute(select(OutboxRow.attempts)).scalar_one() == 1, "whoever can ask first does"
    assert Outbox(engine).waiting() == 1
    engine.dispose()


def test_nothing_is_overwritten(two_databases: tuple[str, str], tmp_path: pathlib.Path) -> None:
    one, _ = two_databases
    fill(one)
    file = tmp_path / "today.backup"
    assert command("backup", one, file).returncode == 0
    again = command("backup", one, file)
    assert again.returncode == 1 and "exists already" in again.stderr
    over = command("restore", one, file)
    assert over.returncode == 1 and "is not empty" in over.stderr


def test_a_backup_is_whole_while_somebody_writes(tmp_path: pathlib.Path) -> None:
    one, other = (f"sqlite:///{tmp_path / name}" for name in ("one.db", "other.db"))
    fill(one)
    engine, done = connect(one), threading.Event()

    def write() -> None:
        while not done.is_set():
            call_backs = CallBacks(engine)
            call_backs.begin("bob", "web")
            call_backs.request("bob")
            time.sleep(0.005)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert command("backup", one, tmp_path / "b.backup").returncode == 0
    finally:
        done.set()
        writer.join()
    assert command("restore", other, tmp_path / "b.backup").returncode == 0
    restored = connect(other)
    requests = [request.id for request in CallBacks(restored).waiting()]
    assert Outbox(restored).waiting() == len(requests) > 1, "each request with its notice, or neither"


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_a_file_that_is_no_backup_changes_nothing(tmp_path: pathlib.Path, content: bytes | None) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    tried = command("restore", f"sqlite:///{tmp_path / 'new.db'}", file)
    assert tried.returncode == 1
    assert "no backup" in tried.stderr
    assert not (tmp_path / "new.db").exists()


def test_a_restore_asks_for_its_file() -> None:
    assert "make restore FILE=" in command("restore", "sqlite://", "").stderr


def test_a_backup_does_not_fit_another_kind_of_database(tmp_path: pathlib.Path) -> None:
    one = f"sqlite:///{tmp_path / 'one.db'}"
    fill(one)
    assert command("backup", one, tmp_path / "b.backup").returncode == 0
    tried = command("restore", f"postgresql://someone:{PASSWORD}@127.0.0.1:1/none", tmp_path / "b.backup")
    assert tried.returncode == 1 and "set DATABASE_URL as it was" in tried.stderr
    assert PASSWORD not in tried.stderr
    failed = command("backup", f"postgresql://someone:{PASSWORD}@127.0.0.1:1/none", tmp_path / "c.backup")
    assert failed.returncode == 1 and PASSWORD not in failed.stderr
    assert not (tmp_path / "c.backup").exists()
