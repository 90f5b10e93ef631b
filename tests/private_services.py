"""PostgreSQL and Redis for tests alone, which may kill them: in a folder of their own, on ports of their own."""

from __future__ import annotations

import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import Self

import redis
import sqlalchemy
from sqlalchemy.exc import SQLAlchemyError

from tests.ports import free_port
from tests.services import missing

START_SECONDS = 120.0


class Service:
    """A server process that can be killed and started again with what it kept."""

    def __init__(self) -> None:
        # not pytest's folder, which other users can't enter: PostgreSQL does not run as root
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers."""
        real_clock = {**os.environ, "LD_PRELOAD": ""}  # Redis does not start with the clock of `make test-clock`
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), env=real_clock, stdout=log, stderr=log, start_new_session=True, user=_other_user()
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                self.kill()
                raise TimeoutError((self.folder / "log").read_text())
            time.sleep(0.05)

    def kill(self) -> None:
        """As `kill -9` of the server and of what it started."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # "fast" to PostgreSQL, which then gives its shared memory back
            self._process.wait(timeout=START_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _command(self) -> list[str]:
        raise NotImplementedError

    def _answers(self) -> bool:
        raise NotImplementedError


class PrivateRedis(Service):
    def __init__(self) -> None:
        super().__init__()
        self._program = shutil.which("redis-server") or missing("redis-server is not installed: apt-get install redis")
        shutil.chown(self.folder, _other_user() or os.getuid())

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def _command(self) -> list[str]:
        return [self._program, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""]

    def _answers(self) -> bool:
        try:
            return bool(redis.Redis.from_url(self.url, socket_timeout=1).ping())
        except redis.RedisError:
            return False


class PrivatePostgreSQL(Service):
    def __init__(self) -> None:
        super().__init__()
        self._programs = _postgresql_programs()
        shutil.chown(self.folder, _other_user() or os.getuid())
        initialize = [f"{self._programs}/initdb", "-D", str(self._data), "-A", "trust", "-U", "postgres", "--no-sync"]
        subprocess.run(initialize, check=True, capture_output=True, user=_other_user(), cwd="/")

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def _data(self) -> pathlib.Path:
        return self.folder / "data"

    def _command(self) -> list[str]:
        return [f"{self._programs}/postgres", "-D", str(self._data), "-p", str(self.port), "-k", str(self.folder)]

    def _answers(self) -> bool:
        engine = sqlalchemy.create_engine(self.url, future=True)
        try:
            engine.connect().close()
        except SQLAlchemyError:
            return False
        finally:
            engine.dispose()
        return True


def killed_for(service: Service, seconds: float, meanwhile: Callable[[], None] = lambda: None) -> float:
    """Kill it, start it again, and say when (time.monotonic) it was there again."""
    service.kill()
    meanwhile()
    time.sleep(seconds)
    service.start()
    return time.monotonic()


def _postgresql_programs() -> str:
    """Debian keeps them apart from the clients, by version."""
    found = shutil.which("initdb")
    folders = [os.path.dirname(found)] if found else sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    return folders[-1] if folders else missing("initdb is not installed: apt-get install postgresql")


def _other_user() -> str | None:
    """Whose rights servers run with that refuse to run as root; None where we are not root."""
    if os.getuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)
