"""What dies is started again; all is stopped in order, and finishes what it has. The processes are small programs."""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator

import pytest

from assistant.commands.environment import ROOT, environment
from tests.delivery.stand_ins import wait_until

pytestmark = pytest.mark.slow

# Tells its name and pid; at SIGTERM it needs a moment to finish.
WORKER = """
import os, signal, sys, time
name = sys.argv[1]
def end(*_):
    print("finishing", name, flush=True)
    time.sleep(0.3)
    print("finished", name, flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("began", name, os.getpid(), flush=True)
while True:
    time.sleep(0.05)
"""


class Run:
    """Workers of stages, as `Processes` runs them."""

    def __init__(self, folder: pathlib.Path, main: str) -> None:
        (folder / "worker.py").write_text(WORKER)
        self._log = folder / "log"
        before = f"""
            import os, sys
            from assistant.commands.processes import Processes
            def worker(name):
                return f"{{sys.executable}} {folder / "worker.py"} {{name}}"
            processes, env = Processes(), dict(os.environ)
        """
        script = textwrap.dedent(before) + textwrap.dedent(main) + "\nprocesses.loop()\nsys.exit(processes.returncode)"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", script], cwd=ROOT, env=environment(), stdout=log, stderr=log
            )

    @property
    def said(self) -> str:
        return self._log.read_text()

    def pids(self, name: str) -> list[int]:
        return [int(pid) for pid in re.findall(rf"began {name} (\d+)", self.said)]


@pytest.fixture
def run(tmp_path: pathlib.Path) -> Iterator[Run]:
    running = Run(
        tmp_path,
        """
        processes.add("front", worker("front"), env, ".")
        processes.add("behind", worker("behind"), env, ".", stage=1)
        """,
    )
    wait_until(lambda: running.pids("front") and running.pids("behind"))
    yield running
    running.process.kill()
    for pid in [*running.pids("front"), *running.pids("behind")]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_a_process_that_is_killed_starts_again_and_the_others_stay(run: Run) -> None:
    for number in range(1, 3):
        os.kill(run.pids("behind")[-1], signal.SIGKILL)
        wait_until(lambda number=number: len(run.pids("behind")) == number + 1)
    assert len(run.pids("front")) == 1
    run.process.send_signal(signal.SIGTERM)
    assert run.process.wait(timeout=20) == 143
    assert "finished behind" in run.said, "the process that was started again is asked to end like the first"


def test_what_stands_in_front_finishes_first(run: Run) -> None:
    run.process.send_signal(signal.SIGTERM)
    run.process.wait(timeout=20)
    lines = [line for line in re.findall(r"(?:finishing|finished) \w+", run.said)]
    assert lines == ["finishing front", "finished front", "finishing behind", "finished behind"]


def test_a_setting_that_cannot_be_used_ends_all(tmp_path: pathlib.Path) -> None:
    running = Run(
        tmp_path,
        """
        processes.add("front", worker("front"), env, ".")
        processes.add("broken", "sh -c 'echo cannot use this setting; sleep 1; exit 3'", env, ".", stage=1)
        """,
    )
    assert running.process.wait(timeout=30) == 3
    assert running.said.count("cannot use this setting") == 1
    assert "finished front" in running.said


def test_a_process_that_does_not_end_is_killed(tmp_path: pathlib.Path) -> None:
    running = Run(
        tmp_path,
        """
        import assistant.commands.processes
        assistant.commands.processes.STOP_SECONDS = 1.0
        processes.add("deaf", "sh -c 'trap : TERM; echo began deaf $$; while :; do sleep 0.1; done'", env, ".")
        """,
    )
    wait_until(lambda: running.pids("deaf"))
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(timeout=20)
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(running.pids("deaf")[0], 0)
