"""Starts Rasa, the action server and deliveries together, says where the assistant is, and stops them on Ctrl-C."""

from __future__ import annotations

import shlex
import sys
import threading
import time
import urllib.error
import urllib.request

from assistant.commands import prepare
from assistant.commands.environment import LOGGING, ROOT, environment
from assistant.commands.model import ensure_model
from assistant.commands.processes import Processes
from assistant.settings import listed, settings

_PATIENCE_SECONDS = 180


def main() -> int:
    if prepare.main():
        return 1
    model = ensure_model()
    env = environment()
    processes = Processes()
    # Rasa ends first, so that what it is answering still finds the action server
    processes.add("rasa", rasa_command(env, str(model)), env=env, cwd=str(ROOT))
    processes.add("actions", action_server_command(env), env=env, cwd=str(ROOT), stage=1)
    processes.add("deliver", deliver_command(), env=env, cwd=str(ROOT), stage=1)
    print("Starting Rasa and the action server (about half a minute) ...", flush=True)
    announce(env, env)
    processes.loop()
    return int(processes.returncode or 0)


def action_server_command(env: dict[str, str]) -> str:
    python = shlex.quote(sys.executable)
    return f"{python} -m rasa_sdk --actions actions --port {env['ACTIONS_PORT']} --logging-config_file {LOGGING.relative_to(ROOT)} {_loudness(env)}"


def rasa_command(env: dict[str, str], model: str) -> str:
    python = shlex.quote(sys.executable)
    return (
        f"{python} -m assistant.commands.light_rasa run --model {shlex.quote(model)} --port {env['PORT']} --interface {env['HOST']} "
        f"--endpoints endpoints.yml --credentials credentials.yml --logging-config-file {LOGGING.relative_to(ROOT)} {_loudness(env)}"
        f"{_cors(env)}"
    )


def deliver_command() -> str:
    return f"{shlex.quote(sys.executable)} -m assistant.commands.deliver"


def _loudness(env: dict[str, str]) -> str:
    return {"DEBUG": "--debug", "INFO": "--verbose"}.get(env.get("LOG_LEVEL", ""), "--quiet")


def _cors(env: dict[str, str]) -> str:
    """Rasa lets the pages of these sites read its answers; channels.web refuses all others."""
    origins = [shlex.quote(origin) for origin in listed(env.get("WEB_ORIGINS", ""))]
    return f" --cors {' '.join(origins)}" if origins else ""


def is_ready(env: dict[str, str]) -> bool:
    """Whether the model is loaded and the action server answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{env['ACTIONS_PORT']}/health", timeout=2):
            pass
        with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}/webhooks/rest/ready", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def announce(env: dict[str, str], worker: dict[str, str]) -> None:
    """Say where the assistant is as soon as `worker`, of those started with `env`, is ready."""
    threading.Thread(target=_announce, args=(env, worker), daemon=True).start()


def _announce(env: dict[str, str], worker: dict[str, str]) -> None:
    started = time.monotonic()
    while time.monotonic() - started < _PATIENCE_SECONDS:
        if is_ready(worker):
            print(_welcome(f"http://localhost:{env['PORT']}"), flush=True)
            return
        time.sleep(0.5)
    print("The assistant is not ready yet; see the messages above.", file=sys.stderr, flush=True)


def _welcome(site: str) -> str:
    if not settings().is_development:
        return f"\nThe assistant is running at {site}, for the public. Ctrl-C stops it.\n"
    url = f"{site}/webhooks/rest/webhook"
    return (
        f"\nThe website chat is at {site}/ and the assistant answers at {url}\nTry:\n"
        f"  curl -s {url} -H 'Content-Type: application/json' \\\n"
        f'    -d \'{{"sender": "me", "message": "When can I wear makeup again?"}}\'\n'
        "Ctrl-C stops it.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
