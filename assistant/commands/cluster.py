"""Starts several Rasa and action workers on one machine, nginx in front, and deliveries once; none keeps anything itself.

The database is DATABASE_URL and the locks and limits are kept in REDIS_URL, both on localhost where nothing is said.
PORT and ACTIONS_PORT are nginx's; the workers take the ports after them.
"""

from __future__ import annotations

import pathlib
import shlex
import shutil
import signal
import string
import subprocess
import sys

import redis
import sqlalchemy
from sqlalchemy.exc import SQLAlchemyError

from assistant.commands import prepare
from assistant.commands.environment import ROOT, environment
from assistant.commands.model import ensure_model
from assistant.commands.processes import Processes
from assistant.commands.serve import action_server_command, announce, deliver_command, rasa_command
from assistant.settings import settings
from assistant.storage.database import connect

DATABASE_URL = "postgresql://postgres@127.0.0.1:5432/assistant"
REDIS_URL = "redis://127.0.0.1:6379/0"
TEMPLATE = ROOT / "deploy" / "nginx.conf"
STATE = ROOT / "var" / "cluster"  # nginx's own files; one folder for each port


def main() -> int:
    settings()  # what cannot be used is said before anything is done
    env = {"DATABASE_URL": DATABASE_URL, "REDIS_URL": REDIS_URL, **environment()}
    problem = _what_is_missing(env)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    failed = subprocess.call([sys.executable, "-m", prepare.__name__], cwd=ROOT, env=env)
    if failed:
        return failed
    model = str(ensure_model())
    processes = Processes()
    # Rasa ends first, so that what it is answering still finds the action servers, behind nginx
    for number, worker in enumerate(rasa_workers(env), 1):
        processes.add(f"rasa.{number}", rasa_command(worker, model), env=worker, cwd=str(ROOT))
    nginx = nginx_command(env)
    processes.add("nginx", nginx, env=env, cwd=str(ROOT), stage=1, stops_by=signal.SIGQUIT)
    for number, worker in enumerate(action_workers(env), 1):
        processes.add(f"actions.{number}", action_server_command(worker), env=worker, cwd=str(ROOT), stage=2)
    processes.add("deliver", deliver_command(), env=env, cwd=str(ROOT), stage=2)
    print("Starting the workers (about half a minute) ...", flush=True)
    announce(env, rasa_workers(env)[-1])
    processes.loop()
    return int(processes.returncode or 0)


def rasa_workers(env: dict[str, str]) -> list[dict[str, str]]:
    """The environment of each. nginx is the proxy in front; what it stands before decides what is served."""
    shared = {
        "HOST": "127.0.0.1",
        "ENVIRONMENT": "development" if settings().is_development else "production",
        "SANIC_PROXIES_COUNT": str(int(env.get("SANIC_PROXIES_COUNT") or 0) + 1),
    }
    first = int(env["PORT"]) + 1
    return [{**env, **shared, "PORT": str(first + number)} for number in range(int(env["RASA_WORKERS"]))]


def action_workers(env: dict[str, str]) -> list[dict[str, str]]:
    first = int(env["ACTIONS_PORT"]) + 1
    return [{**env, "ACTIONS_PORT": str(first + number)} for number in range(int(env["ACTION_WORKERS"]))]


def nginx_command(env: dict[str, str]) -> str:
    """The command that runs nginx in the foreground, on a configuration written for these ports."""
    state = STATE / env["PORT"]
    state.mkdir(parents=True, exist_ok=True)
    configuration = state / "nginx.conf"
    configuration.write_text(nginx_configuration(env, state))
    return shlex.join([_nginx() or "nginx", "-c", str(configuration), "-g", "daemon off;"])


def nginx_configuration(env: dict[str, str], state: pathlib.Path) -> str:
    return string.Template(TEMPLATE.read_text()).safe_substitute(
        STATE=state,
        RESOLVER="",
        LISTEN=f"{env['HOST']}:{env['PORT']}",
        RASA_SERVERS=_servers([worker["PORT"] for worker in rasa_workers(env)]),
        ACTIONS_LISTEN=f"127.0.0.1:{env['ACTIONS_PORT']}",
        ACTION_SERVERS=_servers([worker["ACTIONS_PORT"] for worker in action_workers(env)]),
    )


def _servers(ports: list[str]) -> str:
    return " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)


def _nginx() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")


def _what_is_missing(env: dict[str, str]) -> str | None:
    if not _nginx():
        return "nginx is not installed. On Debian and Ubuntu: apt-get install nginx-light; on macOS: brew install nginx"
    try:
        if env["DATABASE_URL"] == DATABASE_URL:
            _create_database()
        with connect(env["DATABASE_URL"]).connect():
            pass
    except SQLAlchemyError:
        return "No database answers. Start PostgreSQL on this machine, or name another with DATABASE_URL."
    try:
        redis.Redis.from_url(env["REDIS_URL"], socket_timeout=5).ping()
    except (redis.RedisError, ValueError):
        return "No Redis answers. Start one on this machine, or name another with REDIS_URL."
    return None


def _create_database() -> None:
    """The default one, on this machine's server, the first time."""
    url = sqlalchemy.engine.make_url(DATABASE_URL)
    server = sqlalchemy.create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT", future=True)
    with server.connect() as connection:
        found = sqlalchemy.text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.execute(found, {"name": url.database}).scalar() is None:
            connection.execute(sqlalchemy.text(f'CREATE DATABASE "{url.database}"'))
    server.dispose()


if __name__ == "__main__":
    sys.exit(main())
