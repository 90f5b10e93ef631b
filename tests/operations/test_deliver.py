"""The process that delivers and deletes, as it is started."""

from __future__ import annotations

import pathlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from operations.environment import ROOT, environment
from storage.call_backs import CallBacks
from storage.database import connect, migrate
from storage.gaps import Gaps
from tests.delivery.stand_ins import wait_until

MONTH = 31 * 86400


@pytest.fixture
def settings(tmp_path: pathlib.Path) -> dict[str, str]:
    return {
        **environment(),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'records.db'}",
        "CONVERSATIONS_DB": str(tmp_path / "conversations.db"),
    }


@pytest.fixture
def started(settings: dict[str, str]) -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


def start(settings: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "operations.deliver"]
    return subprocess.Popen(command, cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True)


def test_it_deletes_what_has_been_kept_long_enough(
    settings: dict[str, str], started: list[subprocess.Popen[str]]
) -> None:
    conversations = sqlite3.connect(settings["CONVERSATIONS_DB"])
    conversations.execute("create table events (id integer primary key, timestamp float, data text)")
    conversations.executemany("insert into events (timestamp) values (?)", [(time.time(),), (time.time() - MONTH,)])
    conversations.commit()
    engine = connect(settings["DATABASE_URL"])
    migrate(engine)
    Gaps(engine).add("ask_price", None, "web", "a", "how much")
    CallBacks(engine).begin("a", "web")
    started.append(start(settings))
    wait_until(lambda: conversations.execute("select count(*) from events").fetchone() == (1,))
    assert Gaps(engine).most_asked()[0].texts == ("how much",)
    engine.dispose()


def test_it_says_what_is_wrong_with_a_setting_and_stops(settings: dict[str, str]) -> None:
    process = start({**settings, "CLINIC_EMAIL": "desk@clinic.example"})
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "CLINIC_EMAIL is set, so SMTP_URL has to name the mail server" in said
