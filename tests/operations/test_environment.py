from __future__ import annotations

import pytest

from assistant.commands.environment import ROOT, environment


def test_the_callers_environment_goes_before_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "6006")
    monkeypatch.delenv("ACTIONS_PORT", raising=False)
    env = environment()
    assert (env["PORT"], env["ACTIONS_PORT"]) == ("6006", "5055")


def test_programs_find_the_project_and_report_nothing_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASA_TELEMETRY_ENABLED", raising=False)
    env = environment()
    assert env["PYTHONPATH"] == str(ROOT)
    assert env["RASA_TELEMETRY_ENABLED"] == "false"


def test_the_action_server_is_for_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SANIC_HOST", raising=False)
    assert environment()["SANIC_HOST"] == "127.0.0.1"
