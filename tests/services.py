"""Programs beside the assistant that some tests need: skipped where they are missing, but not with REQUIRE_SERVICES=1."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

from assistant.commands.environment import ROOT


def program(name: str, package: str) -> str:
    """The path of a program; `package` is Debian's that has it."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    return path or missing(f"{name} is not installed: apt-get install {package}")


def checker(name: str) -> str:
    """The path of one of the programs in deploy/checkers.txt."""
    path = ROOT / ".tools" / "checkers" / "bin" / name
    return str(path) if path.exists() else missing(f"{name} is not installed: make checkers")


def missing(what: str) -> NoReturn:
    if os.environ.get("REQUIRE_SERVICES"):
        pytest.fail(what)
    pytest.skip(what)
