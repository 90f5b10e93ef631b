"""`rasa data validate --fail-on-warnings`, with Rasa's progress kept in a file unless something is wrong."""

from __future__ import annotations

import subprocess
import sys

from assistant.commands.environment import ROOT, environment

LOG = ROOT / "var" / "validation.log"


def main() -> int:
    LOG.parent.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "assistant.commands.light_rasa",
        "data",
        "validate",
        "--fail-on-warnings",
        "--domain",
        "domain.yml",
        "--data",
        "data",
    ]
    with LOG.open("w") as log:
        code = subprocess.call(command, cwd=ROOT, env=environment(), stdout=log, stderr=subprocess.STDOUT)
    print("The training data is valid." if code == 0 else LOG.read_text())
    return code


if __name__ == "__main__":
    sys.exit(main())
