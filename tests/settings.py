"""The settings that tests run with: none of the caller's, whose assistant and databases may be in use beside them."""

from __future__ import annotations

import os
import re

from assistant.commands.environment import DEFAULTS, ROOT

NOWHERE = {
    "PORT": "1",  # nobody listens there: a test that needs an assistant starts one on ports of its own
    "ACTIONS_PORT": "1",
    "DATABASE_URL": "sqlite:////nowhere/at/all.db",
    "IDENTITY_KEY": "the key of the tests, and of nobody else",
}


def take_own_settings() -> None:
    """Takes the caller's settings out of this process and of those it starts, and puts NOWHERE in their place."""
    for name in {*documented_settings(), *DEFAULTS}:
        os.environ.pop(name, None)
    os.environ.update(NOWHERE)


def documented_settings() -> set[str]:
    """The names in the README's table of settings."""
    _, table = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Settings\n")
    rows = re.findall(r"^\| (`.*?) \|", table.split("\n## ")[0], re.M)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
