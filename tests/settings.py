"""The settings that tests run with: none of the caller's, whose assistant and databases may be in use beside them."""

from __future__ import annotations

import os

from assistant.commands.environment import DEFAULTS
from assistant.settings import Settings

NOWHERE = {
    "PORT": "1",  # nobody listens there: a test that needs an assistant starts one on ports of its own
    "ACTIONS_PORT": "1",
    "DATABASE_URL": "sqlite:////nowhere/at/all.db",
    "IDENTITY_KEY": "the key of the tests, and of nobody else",
}


def take_own_settings() -> None:
    """Takes the caller's settings out of this process and of those it starts, and puts NOWHERE in their place."""
    for name in {*(field.upper() for field in Settings.__fields__), *DEFAULTS}:
        os.environ.pop(name, None)
    os.environ.update(NOWHERE)
