"""What every process of the assistant is started with: ports, and libraries kept quiet."""

from __future__ import annotations

import os
import pathlib

from assistant.settings import Settings

ROOT = pathlib.Path(__file__).parent.parent.parent
LOGGING = ROOT / "assistant" / "commands" / "logging.yml"

_PASSED_ON = ("host", "port", "actions_host", "actions_port", "rasa_workers", "action_workers")

DEFAULTS = {
    **{name.upper(): str(Settings.__fields__[name].default) for name in _PASSED_ON},
    "SANIC_HOST": "127.0.0.1",  # the action server reads its address here
    "SANIC_REQUEST_MAX_SIZE": "1000000",  # bytes; nobody's message is longer
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "OMP_NUM_THREADS": "1",  # the products of one sentence are small: threads would wait for each other, and take the
    "OPENBLAS_NUM_THREADS": "1",  # cores of other messages; training has its own processes
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",  # Rasa pins SQLAlchemy 1.4, which asks to be left
    "PYTHONWARNINGS": "ignore::DeprecationWarning,ignore::UserWarning,ignore::FutureWarning",  # Rasa's own libraries
    "PYTHONUNBUFFERED": "1",
}


def environment() -> dict[str, str]:
    """The caller's environment, with the defaults where it says nothing."""
    return {**DEFAULTS, **os.environ, "PYTHONPATH": str(ROOT)}


def given(name: str) -> str:
    """What a command is given by name, as in `make restore FILE=...`; empty where it is not."""
    return os.environ.get(name, "")
