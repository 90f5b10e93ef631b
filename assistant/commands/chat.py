"""`rasa shell` for staff, with the action server beside it."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
import urllib.error
import urllib.request

from assistant.commands import prepare
from assistant.commands.environment import LOGGING, ROOT, environment
from assistant.commands.model import ensure_model
from assistant.commands.serve import action_server_command


def main() -> int:
    if prepare.main():
        return 1
    model = ensure_model()
    env = environment()
    print("Loading the assistant (about half a minute) ...", flush=True)
    actions = subprocess.Popen(shlex.split(action_server_command(env)), cwd=ROOT, env=env)
    try:
        _wait_for_actions(env)
        shell = [sys.executable, "-m", "assistant.commands.light_rasa", "shell", "--model", str(model)]
        shell += ["--port", env["PORT"], "--quiet", "--logging-config-file", str(LOGGING.relative_to(ROOT))]
        return subprocess.call(shell, cwd=ROOT, env=env)
    except KeyboardInterrupt:
        return 0
    finally:
        actions.terminate()
        actions.wait(timeout=10)


def _wait_for_actions(env: dict[str, str]) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{env['ACTIONS_PORT']}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)


if __name__ == "__main__":
    sys.exit(main())
