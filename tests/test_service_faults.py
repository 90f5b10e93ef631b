"""What the assistant stands on breaks while visitors talk: databases die, a worker's clock stops, the disk is full."""

from __future__ import annotations

import os
import pathlib
import re
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator

import pytest

from assistant.knowledge.guidance_files import read_folder
from assistant.storage.database import connect
from tests.assistant import Assistant
from tests.channels.visitor import Visitor, text_of
from tests.cluster import Cluster
from tests.knowledge.shared import TREATMENT_FILE, put
from tests.private_services import PrivatePostgreSQL, PrivateRedis, killed_for
from tests.services import program
from tests.talkers import Talkers, polite_after, talking, told_right_again

pytestmark = pytest.mark.assistant

BEFORE_SECONDS, DOWN_SECONDS, RECOVERY_SECONDS = 2.0, 2.0, 10.0
DISK_BYTES = 16_000_000


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PrivatePostgreSQL]:
    with PrivatePostgreSQL() as service:
        yield service


@pytest.fixture(scope="module")
def private_redis() -> Iterator[PrivateRedis]:
    with PrivateRedis() as service:
        yield service


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, postgresql: PrivatePostgreSQL, private_redis: PrivateRedis
) -> Iterator[Cluster]:
    program("nginx", "nginx-light")
    running = Cluster(tmp_path_factory.mktemp("cluster"), postgresql.url, private_redis.url)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def check(talkers: Talkers) -> None:
    """Nothing lost, nothing mixed up, and what was answered is answered the same when the message comes again."""
    assert not talkers.lost
    assert talkers.told
    wrong = [told for told in talkers.told if not (told.is_right or told.is_polite)]
    assert not wrong, [(told.question, told.answer.body) for told in wrong[:3]]
    for told in [told for told in talkers.told if told.is_right][-40:]:
        assert told.again().body == told.answer.body


@pytest.mark.parametrize("dies", ["private_redis", "postgresql"])
def test_a_database_that_is_killed_and_comes_back(cluster: Cluster, dies: str, request: pytest.FixtureRequest) -> None:
    cluster.wait()
    with talking(cluster.base) as talkers:
        time.sleep(BEFORE_SECONDS)
        back = killed_for(request.getfixturevalue(dies), DOWN_SECONDS)
        recovered = told_right_again(talkers, back, RECOVERY_SECONDS)
        time.sleep(BEFORE_SECONDS)
    assert recovered
    assert not polite_after(talkers.told, back + RECOVERY_SECONDS)
    check(talkers)


def test_a_worker_whose_clock_stops(cluster: Cluster) -> None:
    cluster.wait()
    with talking(cluster.base) as talkers:
        time.sleep(BEFORE_SECONDS)
        stopped = cluster.pids("rasa")[0]
        os.kill(stopped, signal.SIGSTOP)
        try:
            recovered = told_right_again(talkers, time.monotonic(), RECOVERY_SECONDS)
        finally:
            os.kill(stopped, signal.SIGCONT)
        time.sleep(BEFORE_SECONDS)
    assert recovered
    check(talkers)


def test_a_rasa_worker_and_an_action_worker_that_are_killed(cluster: Cluster) -> None:
    cluster.wait()
    with talking(cluster.base) as talkers:
        time.sleep(BEFORE_SECONDS)
        for role in ("actions", "rasa"):
            os.kill(cluster.pids(role)[0], signal.SIGKILL)
        killed = time.monotonic()
        recovered = told_right_again(talkers, killed, RECOVERY_SECONDS)
    assert recovered
    assert not polite_after(talkers.told, killed + RECOVERY_SECONDS)
    check(talkers)


def test_no_reply_mixes_two_versions_of_the_guidance(cluster: Cluster, guidance_folder: pathlib.Path) -> None:
    """Both figures of one reply are changed together, again and again."""
    cluster.wait()
    file = guidance_folder / TREATMENT_FILE
    file.write_text(file.read_text().replace("amount: 48", "amount: 55").replace("amount: 72", "amount: 88"))
    versions = [read_folder(guidance_folder), read_folder()]
    engine = connect(str(cluster.database))
    said: set[tuple[str, ...]] = set()
    visitor = Visitor(cluster.base).begin()
    try:
        for number in range(16):
            put(engine, versions[number % 2])
            for _ in range(2):
                answer = visitor.say("What should I avoid after microneedling?", uuid.uuid4().hex)
                said.add(tuple(sorted(set(re.findall(r"\b(?:48|55|72|88)\b", text_of(answer))))))
    finally:
        put(engine)
        engine.dispose()
    assert said == {("48", "72"), ("55", "88")}


@pytest.fixture
def small_disk(tmp_path: pathlib.Path) -> Iterator[pathlib.Path]:
    """A file system of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small file system here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk(small_disk: pathlib.Path) -> None:
    """Of the SQLite file; logs lie elsewhere."""
    assistant = Assistant(small_disk)
    filler = small_disk / "filler"
    try:
        assistant.start()
        with talking(assistant.base) as talkers:
            time.sleep(BEFORE_SECONDS)
            _fill(filler)
            time.sleep(2 * BEFORE_SECONDS)
            full = talkers.since(time.monotonic() - BEFORE_SECONDS)
            filler.unlink()
            recovered = told_right_again(talkers, time.monotonic(), RECOVERY_SECONDS)
            free_again = time.monotonic()
            time.sleep(BEFORE_SECONDS)
    finally:
        assistant.stop()
    assert full, "a full disk keeps nobody from a reply"
    assert recovered
    assert not talkers.lost
    assert all(told.is_right or told.is_polite for told in talkers.told)
    assert not polite_after(talkers.told, free_again)


def _fill(path: pathlib.Path) -> None:
    """Until nothing fits."""
    with path.open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(b"x" * 4096)
        except OSError:
            return
