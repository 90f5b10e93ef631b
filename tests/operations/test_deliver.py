"""The process that delivers and deletes, as it is started."""

from __future__ import annotations

import pathlib
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from operations.environment import ROOT, environment
from storage.call_backs import CallBacks
from storage.conversations import Conversations
from storage.database import connect, migrate
from storage.gaps import Gaps
from tests.delivery.stand_ins import wait_until

MONTH = 31 * 86400


@pytest.fixture
def settings(tmp_path: pathlib.Path) -> dict[str, str]:
    return {**environment(), "DATABASE_URL": f"sqlite:///{tmp_path / 'records.db'}"}


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
    engine = connect(settings["DATABASE_URL"])
    migrate(engine)
    conversations = Conversations(engine)
    for sender, said_at in (("a", time.time()), ("b", time.time() - MONTH)):
        conversations.add(sender, [{"event": "user", "timestamp": said_at}], 0, [])
    Gaps(engine).add("ask_price", None, "web", "a", "how much")
    CallBacks(engine).begin("a", "web")
    started.append(start(settings))
    wait_until(lambda: not conversations.last_turns("b").events)
    assert conversations.last_turns("a").events
    assert Gaps(engine).most_asked()[0].texts == ("how much",)
    engine.dispose()


def test_it_says_what_is_wrong_with_a_setting_and_stops(settings: dict[str, str]) -> None:
    process = start({**settings, "CLINIC_EMAIL": "desk@clinic.example"})
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "CLINIC_EMAIL is set, so SMTP_URL has to name the mail server" in said
