"""Starts `make cluster` for tests, on ports and a database of its own, and finds its processes by their role."""

from __future__ import annotations

import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid

import sqlalchemy
from sqlalchemy.engine import make_url

from assistant.commands.cluster import action_workers, rasa_workers
from assistant.commands.environment import ROOT, environment
from assistant.commands.model import ensure_model
from assistant.commands.serve import is_ready
from tests.ports import free_ports

COMMAND = [sys.executable, "-m", "assistant.commands.cluster"]  # as `make cluster` does
START_SECONDS = 180
_STARTED = re.compile(r"system +\| ([a-z]+)(?:\.\d+)? started \(pid=(\d+)\)", re.M)


class Cluster:
    """On a database of its own on that server; `settings` go before the environment. What all processes write goes to `log`."""

    def __init__(self, folder: pathlib.Path, postgresql_url: str, redis_url: str, **settings: str) -> None:
        self.log = folder / "cluster.log"
        self.database = make_url(postgresql_url).set(database=f"cluster_{uuid.uuid4().hex[:12]}")
        port, actions_port = free_ports(8)
        self.env = {
            **environment(),
            "PORT": str(port),
            "ACTIONS_PORT": str(actions_port),
            "DATABASE_URL": str(self.database),
            "REDIS_URL": redis_url,
            "WEB_VISITOR_LIMIT": "3000/minute",
            "WEB_ADDRESS_LIMIT": "9000/minute",
            "WEB_CONVERSATIONS_LIMIT": "9000/minute",
            **settings,
        }
        self.base = f"http://127.0.0.1:{port}"
        self.workers = [f"http://127.0.0.1:{worker['PORT']}" for worker in rasa_workers(self.env)]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when every worker is ready."""
        ensure_model()
        self._on_server(f'CREATE DATABASE "{self.database.database}"')
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(COMMAND, cwd=ROOT, env=self.env, stdout=log, stderr=log)
        self.wait()

    def stop(self) -> int:
        """As SIGTERM does; what the cluster returned."""
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=120)
        self._on_server(f'DROP DATABASE IF EXISTS "{self.database.database}" WITH (FORCE)')
        return code

    def pids(self, role: str) -> list[int]:
        """The living processes of "rasa", "actions", "nginx" or "deliver", oldest first."""
        started = [int(pid) for name, pid in _STARTED.findall(self.written()) if name == role]
        return [pid for pid in started if _is_alive(pid)]

    def written(self) -> str:
        """All that the processes have written."""
        return self.log.read_text(errors="replace")

    def is_ready(self) -> bool:
        return all(is_ready(worker) for worker in rasa_workers(self.env)) and all(
            _answers(f"http://127.0.0.1:{worker['ACTIONS_PORT']}/health") for worker in action_workers(self.env)
        )

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Until every worker is ready. Raises TimeoutError with what was written last."""
        deadline = time.monotonic() + seconds
        while not self.is_ready():
            if time.monotonic() > deadline or (self.process and self.process.poll() is not None):
                raise TimeoutError(f"the cluster did not start:\n{self.written()[-4000:]}")
            time.sleep(0.3)

    def _on_server(self, statement: str) -> None:
        engine = sqlalchemy.create_engine(self.database.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text(statement))
        engine.dispose()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False
