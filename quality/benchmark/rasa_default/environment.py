"""Where Rasa's default runs: Python 3.10 and Rasa with TensorFlow, made by uv from the lock beside this when first needed."""

from __future__ import annotations

import os
import pathlib
import subprocess

from assistant.commands.environment import DEFAULTS, ROOT

PROJECT = pathlib.Path(__file__).parent
ENVIRONMENT = ROOT / ".tools" / "rasa-default"
OWN_UV = ROOT / ".tools" / "bin" / "uv"  # where make has installed it
_QUIET = ("RASA_TELEMETRY_ENABLED", "TF_CPP_MIN_LOG_LEVEL", "PYTHONWARNINGS", "SQLALCHEMY_SILENCE_UBER_WARNING")


class NotToBeHad(RuntimeError):
    """Says in one line what is missing and what to do."""


def default_python(environment: pathlib.Path = ENVIRONMENT) -> str:
    """Its interpreter. Raises NotToBeHad where uv, Python 3.10 or packages are missing."""
    if not environment.exists():
        print("Installing Rasa with TensorFlow, for comparison (2.5 GB, a few minutes once) ...", flush=True)
    uv = str(OWN_UV) if OWN_UV.exists() else "uv"
    try:
        subprocess.run(
            [uv, "sync", "--frozen", "--quiet"],
            cwd=PROJECT,
            env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(environment)},
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()[0]
        raise NotToBeHad(
            f"Rasa's default is not measured ({said}): install Python 3.10 or see that PyPI can be reached, and try again."
        ) from error
    return str(environment / "bin" / "python")


def quiet_environment() -> dict[str, str]:
    """The caller's, with what only keeps it quiet; not the settings that ours is served with."""
    quiet = {name: value for name, value in DEFAULTS.items() if name in _QUIET}
    return {**quiet, **os.environ}
