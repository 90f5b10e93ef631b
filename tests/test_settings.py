"""Every setting is read in one place, documented, and refused in one plain line where it cannot be used."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from assistant.commands.environment import ROOT
from assistant.settings import BadSetting, Settings, settings, table
from tests.settings import NOWHERE, take_own_settings

# libraries' own names, and what a command is given, are passed on there
READS_THE_ENVIRONMENT = {"assistant/settings.py", "assistant/commands/environment.py"}


@pytest.fixture(autouse=True)
def nothing_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.__fields__:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_table_of_the_page_is_that_of_the_settings() -> None:
    rows = [line for line in (ROOT / "docs" / "settings.md").read_text().splitlines() if line.startswith("|")]
    assert "\n".join(rows) == table(), f"it has to be:\n{table()}"


def test_every_setting_says_what_it_is_and_what_it_has_to_be() -> None:
    for name, field in Settings.__fields__.items():
        assert field.field_info.description and field.field_info.extra["has_to"], name


def test_nothing_else_reads_the_environment() -> None:
    files = [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "actions").rglob("*.py"), ROOT / "rasa_sdk_plugins.py"]
    reading = {str(path.relative_to(ROOT)) for path in files if re.search(r"\benviron\b|\bgetenv\b", path.read_text())}
    assert reading <= READS_THE_ENVIRONMENT


def test_what_is_not_given_or_empty_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERSATIONS_KEPT_DAYS", "")
    monkeypatch.setenv("TWILIO_NUMBER", "  ")
    assert settings() == Settings()
    assert (settings().port, settings().conversations_kept_days, settings().twilio_number) == (5005, 30, None)


@pytest.mark.parametrize(
    ("name", "value", "has_to"),
    [
        ("PORT", "http", "be the number of a port"),
        ("PORT", "70000", "be the number of a port"),
        ("DATABASE_URL", "postgres", "be like postgresql://"),
        ("REDIS_URL", "localhost", "be like redis://"),
        ("RASA_WORKERS", "0", "be a whole number, 1 or more"),
        ("LOG_LEVEL", "loud", "be DEBUG, INFO"),
        ("LOG_FORMAT", "xml", "be text or json"),
        ("ENVIRONMENT", "prod", "be development or production"),
        ("WEB_VISITOR_LIMIT", "many", "be a number, a slash and second, minute or hour"),
        ("SANIC_PROXIES_COUNT", "-1", "be a whole number"),
        ("CLINIC_EMAIL", "desk", "be an e-mail address"),
        ("SMTP_URL", "mail.clinic.example", "be like smtps://"),
        ("CLINIC_WEBHOOK_URL", "http://clinic.example/notices", "start with https://"),
        ("IDENTITY_KEY", "quillfeather", "have at least 32 characters"),
        *(("CONVERSATIONS_KEPT_DAYS", days, "be a whole number of days") for days in ("0", "-3", "a week", "1.5")),
        *(
            ("WEB_ORIGINS", f"https://ok.example, {origin}", "be origins with commas between; write e.g. https://www.")
            for origin in ("clinic.example", "https://clinic.example/", "*", "https://*.example", "null")
        ),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_with_what_to_give(
    name: str, value: str, has_to: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as raised:
        settings()
    said = capsys.readouterr().err
    assert said.startswith(f"{name} has to {has_to}") and said.count("\n") == 1
    assert raised.value.code == 2
    assert "quillfeather" not in said, "it may be a secret"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"CLINIC_EMAIL": "desk@clinic.example"}, "SMTP_URL has to name the mail server"),
        ({"CLINIC_WEBHOOK_URL": "https://clinic.example"}, "CLINIC_WEBHOOK_SECRET has to hold the secret"),
    ],
)
def test_settings_that_need_each_other(
    given: dict[str, str], problem: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting):
        settings()
    assert problem in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, True),
        ({"HOST": "127.0.0.1"}, True),
        ({"HOST": "0.0.0.0"}, False),
        ({"HOST": "0.0.0.0", "ENVIRONMENT": "development"}, True),
        ({"HOST": "127.0.0.1", "ENVIRONMENT": "production"}, False),
    ],
)
def test_the_public_is_assumed_where_others_can_connect(
    given: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert settings().is_development is expected


def test_none_of_the_callers_settings_is_left_to_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.__fields__:
        monkeypatch.setenv(name.upper(), "the caller's")
    take_own_settings()
    assert "the caller's" not in os.environ.values()
    assert os.environ.items() >= NOWHERE.items()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["serve", "cluster", "purge", "deliver", "guidance"])
def test_every_command_ends_with_one_line_and_status_2(command: str) -> None:
    arguments = ["versions"] if command == "guidance" else []
    ended = subprocess.run(
        [sys.executable, "-m", f"assistant.commands.{command}", *arguments],
        cwd=ROOT,
        env={**os.environ, "CONVERSATIONS_KEPT_DAYS": "soon"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr.splitlines()) == (
        2, ["CONVERSATIONS_KEPT_DAYS has to be a whole number of days, 1 or more"],
    )  # fmt: skip
