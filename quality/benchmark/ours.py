"""Our assistant as `make run` and `make cluster` serve it, with databases of its own."""

from __future__ import annotations

import pathlib
import shutil
import subprocess
import sys
import time
import uuid

import redis
import sqlalchemy
from ruamel.yaml import YAML
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from assistant.commands import cluster
from assistant.commands.environment import ROOT, environment
from assistant.commands.model import WEIGHING, training_command
from quality.benchmark.served import Served

CONVERSATIONS = ROOT / "tests" / "conversations"
# Folders of conversations whose messages are questions, each of which can stand at the beginning.
_QUESTIONS = ("happy_path", "not_covered", "medical", "traps")


def first_messages() -> tuple[str, ...]:
    """The first message of each conversation that the tests play, in turn from all of them."""
    files = [path for folder in _QUESTIONS for path in sorted((CONVERSATIONS / folder).glob("*.yml"))]
    conversations = [YAML(typ="safe").load(path) for path in files]
    most = max(len(each) for each in conversations)
    return tuple(each[n]["turns"][0]["patient"] for n in range(most) for each in conversations if n < len(each))


def train(folder: pathlib.Path) -> float:
    """Seconds for the model and the red-flag gate's weights, with nothing kept from a training before."""
    began = time.perf_counter()
    with (folder / "training.log").open("ab") as log:
        parts = [
            subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=log, stderr=log)
            for command in (training_command("ours", folder), WEIGHING)
        ]
        if any([part.wait() for part in parts]):
            raise RuntimeError(f"training failed; see {log.name}")
    return time.perf_counter() - began


def alone(folder: pathlib.Path, port: int, actions_port: int, project: pathlib.Path = ROOT) -> Served:
    """As `make run` starts it: one Rasa, one action server, deliveries; a SQLite file."""
    folder.mkdir(exist_ok=True)
    settings = {"PORT": str(port), "ACTIONS_PORT": str(actions_port), "DATABASE_URL": f"sqlite:///{folder / 'ours.db'}"}
    return _served("assistant.commands.serve", folder, port, settings, project)


class Cluster:
    """As `make cluster` starts it, on a PostgreSQL database of its own, which is dropped with it."""

    def __init__(self, folder: pathlib.Path, port: int, actions_port: int, workers: int = 2) -> None:
        folder.mkdir(exist_ok=True)
        base = environment()
        server = make_url(base.get("DATABASE_URL", cluster.DATABASE_URL))
        self._database = server.set(database=f"bench_{uuid.uuid4().hex[:12]}")
        settings = {
            "PORT": str(port),
            "ACTIONS_PORT": str(actions_port),
            "DATABASE_URL": str(self._database),
            "REDIS_URL": base.get("REDIS_URL", cluster.REDIS_URL),
            "RASA_WORKERS": str(workers),
            "ACTION_WORKERS": str(workers),
            "ENVIRONMENT": "development",  # where the REST channel is on
        }
        self.served = _served("assistant.commands.cluster", folder, port, settings)

    def start(self) -> None:
        self._on_server(f'CREATE DATABASE "{self._database.database}"')
        self.served.start()

    def stop(self) -> None:
        self.served.stop()
        self._on_server(f'DROP DATABASE IF EXISTS "{self._database.database}" WITH (FORCE)')

    def _on_server(self, statement: str) -> None:
        engine = sqlalchemy.create_engine(
            self._database.set(database="postgres"), isolation_level="AUTOCOMMIT", future=True
        )
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text(statement))
        engine.dispose()


def what_a_cluster_lacks() -> str | None:
    """The first of the programs that it needs and that is missing."""
    if not shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin") and not shutil.which("nginx"):
        return "nginx"
    base = environment()
    try:
        url = make_url(base.get("DATABASE_URL", cluster.DATABASE_URL)).set(database="postgres")
        sqlalchemy.create_engine(url, future=True).connect().close()
        redis.Redis.from_url(base.get("REDIS_URL", cluster.REDIS_URL), socket_timeout=5).ping()
    except SQLAlchemyError:
        return "PostgreSQL"
    except redis.RedisError:
        return "Redis"
    return None


def _served(
    module: str, folder: pathlib.Path, port: int, settings: dict[str, str], project: pathlib.Path = ROOT
) -> Served:
    return Served(
        name="ours",
        commands=[[sys.executable, "-m", module]],
        folder=project,
        env={**environment(), **settings, "PYTHONPATH": str(project)},
        port=port,
        questions=first_messages(),
        log=folder / "served.log",
    )
