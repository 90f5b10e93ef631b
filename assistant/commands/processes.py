"""Runs the assistant's processes: starts again what dies, and stops them in an order that lets replies finish."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.synchronize import Event
from typing import Any

from honcho.manager import Manager
from honcho.printer import Message
from honcho.process import Process

# Rasa finishes what is being answered (channels.answering waits 15 s at most), then the late replies to texts.
STOP_SECONDS = 40.0
# A process that ends by itself before this, the first time, has a setting it can't use: nothing is gained by trying again.
SETTLED_SECONDS = 30.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 5.0


class Processes(Manager):
    """Honcho's manager. `add` what is to run; `loop` runs it until SIGTERM or Ctrl-C, or until a process can't start."""

    def __init__(self) -> None:
        super().__init__()
        self._stopping = multiprocessing.Event()
        self._process_ctor = _Kept
        self._stages: dict[str, int] = {}

    def add(
        self, name: str, command: str, env: dict[str, str], cwd: str, stage: int = 0, stops_by: int = signal.SIGTERM
    ) -> None:
        """Processes of a lower `stage` are stopped before the others are asked to."""
        process = self.add_process(name, f"exec {command}", env=env, cwd=cwd)
        process.stopping, process.stops_by = self._stopping, stops_by
        self._stages[name] = stage

    def loop(self) -> None:
        # each command has a copy of this process beside it: what is never looked through for garbage stays shared
        gc.collect()
        gc.freeze()
        super().loop()

    def terminate(self) -> None:
        """Called by honcho at the first signal, and when a process has ended for good."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        threading.Thread(target=self._stop_in_order, daemon=True).start()

    def kill(self) -> None:
        """Honcho would kill all after five seconds; `terminate` sees to that, stage by stage."""

    def _stop_in_order(self) -> None:
        asked: set[int] = set()
        for stage in sorted(set(self._stages.values())):
            deadline = time.monotonic() + STOP_SECONDS
            while running := self._running(stage):
                for name in running:
                    pid = self._processes[name].get("pid")
                    if pid and pid not in asked:  # once: a server that is asked twice does not finish
                        asked.add(pid)
                        _signal(pid, self._processes[name]["obj"].stops_by)
                    elif pid and time.monotonic() > deadline:
                        _signal(pid, signal.SIGKILL)
                time.sleep(0.05)

    def _running(self, stage: int) -> list[str]:
        return [name for name in self._processes if self._stages[name] == stage and not self._has_ended(name)]

    def _has_ended(self, name: str) -> bool:
        return "returncode" in self._processes[name]


class _Kept(Process):
    """Starts its command again when it dies, unless all are being stopped."""

    stopping: Event
    stops_by: int

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        # handlers, as ignored signals would be ignored by the next start's child too
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        settled, pause = False, FIRST_PAUSE_SECONDS
        while True:
            started = time.monotonic()
            super().run(_Unended(events))
            code = self._child.returncode
            if time.monotonic() - started > SETTLED_SECONDS:
                settled, pause = True, FIRST_PAUSE_SECONDS
            killed = code < 0
            if self.stopping.is_set() or not (settled or killed):
                break
            self._send_message(f"ended (rc={code}), starts again\n")
            if self.stopping.wait(pause):
                break
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        self._events = events
        self._send_message({"returncode": code}, type="stop")


class _Unended:
    """Honcho's queue of events without the ends: a process that is started again has not stopped."""

    def __init__(self, events: Any) -> None:
        self._events = events

    def put(self, message: Message) -> None:
        if message.type != "stop":
            self._events.put(message)


def _signal(pid: int, number: int) -> None:
    """To the process and its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)
