"""Starts an assistant's processes, asks it over its REST channel, and adds up its memory."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil

START_SECONDS = 240.0
STOP_SECONDS = 60.0
REPLY_SECONDS = 60.0
FAILED = "Sorry, something went wrong"  # how our reply begins where nothing behind the channel answered


class NoReply(RuntimeError):
    """What came was no reply to a message."""


@dataclass
class Served:
    """`commands` are started side by side, as a person would in as many terminals; `questions` are what it can answer."""

    name: str
    commands: Sequence[Sequence[str]]
    folder: pathlib.Path
    env: dict[str, str]
    port: int
    questions: Sequence[str]
    log: pathlib.Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Seconds from the commands to the first reply."""
        began = time.perf_counter()
        with self.log.open("ab") as log:
            for command in self.commands:
                self.processes.append(
                    subprocess.Popen(
                        command, cwd=self.folder, env=self.env, stdout=log, stderr=log, start_new_session=True
                    )
                )
        while True:
            try:
                self.reply_seconds(self.questions[0])
                return time.perf_counter() - began
            except (OSError, ValueError, NoReply) as error:
                ended = any(process.poll() is not None for process in self.processes)
                if ended or time.perf_counter() - began > START_SECONDS:
                    written = self.log.read_text(errors="replace")[-3000:]
                    raise RuntimeError(f"{self.name} did not start:\n{written}") from error
                time.sleep(0.05)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def reply_seconds(self, text: str, sender: str | None = None) -> float:
        """From sending a message to its whole reply; the first of a conversation without `sender`."""
        return self.ask(text, sender)[0]

    def ask(self, text: str, sender: str | None = None) -> tuple[float, str]:
        """(seconds, what was said). Raises NoReply where nothing was said, or only that it can't be."""
        body = json.dumps({"sender": sender or uuid.uuid4().hex, "message": text}).encode()
        request = urllib.request.Request(
            f"{self.base}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
        )
        began = time.perf_counter()
        with urllib.request.urlopen(request, timeout=REPLY_SECONDS) as response:
            content = response.read()
        seconds = time.perf_counter() - began
        said = "\n".join(message["text"] for message in json.loads(content) if message.get("text"))
        if not said or said.startswith(FAILED):
            raise NoReply(said)
        return seconds, said

    def megabytes(self, commands: slice = slice(None)) -> float:
        """Of all processes of some or all commands. What several of them share is counted once (PSS)."""
        family = {
            member.pid: member
            for process in self.processes[commands]
            for member in (psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True))
        }
        return sum(_bytes(member) for member in family.values()) / 1e6


def _bytes(process: psutil.Process) -> int:
    try:
        memory = process.memory_full_info()
    except psutil.Error:  # it has just ended
        return 0
    return int(getattr(memory, "pss", memory.uss))  # PSS is Linux's
