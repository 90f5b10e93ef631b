from __future__ import annotations

import pathlib
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assistant.commands.environment import ROOT, environment
from assistant.storage import database as storage
from tests.ports import free_port
from tests.storage.conftest import records as records  # noqa: PLC0414 - a fixture


@contextmanager
def channel_server(folder: pathlib.Path, database: pathlib.Path, **settings: str) -> Iterator[str]:
    """The channels alone, with these environment variables; gives their address."""
    port = free_port()
    env = {**environment(), "DATABASE_URL": f"sqlite:///{database}", **settings}
    with (folder / "server.log").open("wb") as log:
        command = [sys.executable, "-m", "tests.channels.channel_server", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        _await(f"http://127.0.0.1:{port}/webhooks/rest/", process, folder / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def public_database(tmp_path_factory: pytest.TempPathFactory, loaded_database: pathlib.Path) -> pathlib.Path:
    path = pathlib.Path(shutil.copy(loaded_database, tmp_path_factory.mktemp("public") / "public.db"))
    engine = storage.connect(f"sqlite:///{path}")
    storage.migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def public_server(public_database: pathlib.Path) -> Iterator[str]:
    """As the public meets it, with low limits."""
    settings = {
        "ENVIRONMENT": "production",
        "WEB_ORIGINS": "https://www.clinic.example, https://clinic.example",
        "WEB_VISITOR_LIMIT": "3/minute",
        "WEB_ADDRESS_LIMIT": "40/minute",
        "WEB_CONVERSATIONS_LIMIT": "40/minute",
        "SANIC_PROXIES_COUNT": "1",
    }
    with channel_server(public_database.parent, public_database, **settings) as address:
        yield address


def _await(url: str, process: subprocess.Popen[bytes], log: pathlib.Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"the channels did not start:\n{log.read_text()[-3000:]}")
