from __future__ import annotations

import pathlib
import stat
from collections.abc import Iterator

import pytest

from assistant.storage import identity
from assistant.storage.identity import pseudonym


@pytest.fixture(autouse=True)
def fresh_key() -> Iterator[None]:
    identity._key.cache_clear()
    yield
    identity._key.cache_clear()


def test_the_same_number_is_the_same_person_and_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDENTITY_KEY", "a" * 32)
    name = pseudonym("sms", "+12025550123")
    assert name == pseudonym("sms", "+12025550123")
    assert name != pseudonym("sms", "+12025550124")
    assert name != pseudonym("web", "+12025550123")
    assert "2025550123" not in name
    identity._key.cache_clear()
    monkeypatch.setenv("IDENTITY_KEY", "b" * 32)
    assert name != pseudonym("sms", "+12025550123")


def test_without_configuration_a_key_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.delenv("IDENTITY_KEY", raising=False)
    monkeypatch.setattr(identity, "KEY_FILE", tmp_path / "var" / "identity.key")
    name = pseudonym("sms", "+12025550123")
    identity._key.cache_clear()
    assert pseudonym("sms", "+12025550123") == name
    assert stat.S_IMODE(identity.KEY_FILE.stat().st_mode) == 0o600
    assert list(identity.KEY_FILE.parent.iterdir()) == [identity.KEY_FILE]
