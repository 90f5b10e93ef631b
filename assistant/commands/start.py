"""Becomes one part of the assistant: `python -m assistant.commands.start rasa`, or `actions`, or `deliver`. For containers."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable

from assistant.commands.environment import ROOT, environment
from assistant.commands.model import ensure_model
from assistant.commands.serve import action_server_command, deliver_command, rasa_command

PARTS: dict[str, Callable[[dict[str, str]], str]] = {
    "rasa": lambda env: rasa_command(env, str(ensure_model())),
    "actions": action_server_command,
    "deliver": lambda env: deliver_command(),
}


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in PARTS:
        print(f"Say which part: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    env = environment()
    command = shlex.split(PARTS[sys.argv[1]](env))
    os.chdir(ROOT)
    os.execve(command[0], command, env)


if __name__ == "__main__":
    sys.exit(main())
