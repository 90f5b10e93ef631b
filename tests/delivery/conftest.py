from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from assistant.storage.database import connect, migrate
from tests.delivery.stand_ins import Hook, Mailbox
from tests.ports import free_port

SECRET = "a secret of the tests"


@pytest.fixture
def records(tmp_path: pathlib.Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{tmp_path / 'storage.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox(free_port())
    mailbox.start()
    yield mailbox
    mailbox.stop()


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook(free_port())
    hook.start()
    yield hook
    hook.stop()


@pytest.fixture
def settings(mailbox: Mailbox, hook: Hook) -> dict[str, str]:
    return {
        "CLINIC_EMAIL": "desk@clinic.example",
        "EMAIL_SENDER": "assistant@clinic.example",
        "SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}",
        "CLINIC_WEBHOOK_URL": f"http://127.0.0.1:{hook.port}/notices",
        "CLINIC_WEBHOOK_SECRET": SECRET,
    }
