from __future__ import annotations

import os
import re

import pytest

from assistant.commands.environment import DEFAULTS, ROOT
from tests.settings import NOWHERE, documented_settings, take_own_settings

CODE = ("actions", "assistant")
OF_ONE_COMMAND = {"DONE", "FILE", "FROM", "NUMBER", "TEXT"}


def test_every_setting_that_is_read_is_documented() -> None:
    """Else a test could meet the caller's."""
    read = {
        name
        for package in CODE
        for path in (ROOT / package).rglob("*.py")
        for name in re.findall(r"\benv(?:iron)?(?:\.get\(|\[)\"([A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert len(read) > 20
    assert read <= documented_settings() | DEFAULTS.keys() | OF_ONE_COMMAND


def test_none_of_the_callers_settings_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in documented_settings():
        monkeypatch.setenv(name, "the caller's")
    take_own_settings()
    assert "the caller's" not in os.environ.values()
    assert os.environ.items() >= NOWHERE.items()
