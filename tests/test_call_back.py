"""A call-back request from the patient's first word to the clinic's mailbox, with everything failing in between."""

from __future__ import annotations

import os
import pathlib
import signal
import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine

from assistant.storage.call_backs import CallBacks
from assistant.storage.database import connect
from assistant.storage.models import OutboxRow
from tests.assistant import Assistant
from tests.delivery.stand_ins import Hook, Mailbox, wait_until
from tests.ports import free_port

pytestmark = [pytest.mark.assistant, pytest.mark.clock]
NAME, PHONE = "Quillfeather Zo", "+12127365000"


@pytest.fixture
def records(assistant: Assistant) -> Iterator[Engine]:
    engine = connect(assistant.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clinic(assistant: Assistant) -> Iterator[tuple[Mailbox, Hook, dict[str, str]]]:
    """The clinic's mail server and webhook, and deliveries set up for them; down at first."""
    assistant.stop_deliver()
    mailbox, hook = Mailbox(free_port()), Hook(free_port())
    settings = {
        "CLINIC_EMAIL": "desk@clinic.example",
        "SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}",
        "CLINIC_WEBHOOK_URL": f"http://127.0.0.1:{hook.port}/notices",
        "CLINIC_WEBHOOK_SECRET": "a secret of the tests",
    }
    yield mailbox, hook, settings
    assistant.stop_deliver()
    assistant.start_deliver()


def asks_for_a_call(assistant: Assistant, sender: str) -> None:
    for text in ("can someone call me back", "yes", NAME, "212 736 5000", "any time"):
        said = assistant.ask(text, sender)
        assert said.kind == "handoff", (text, said)
    assert "Your request has number" in said.text


def due(records: Engine) -> None:
    """Pauses and leases are over."""
    with records.begin() as connection:
        connection.execute(
            update(OutboxRow).where(OutboxRow.delivered_at.is_(None)).values(due_at=OutboxRow.created_at)
        )


def test_down_killed_and_up_again_nothing_is_lost_and_nothing_comes_twice(
    assistant: Assistant, records: Engine, clinic: tuple[Mailbox, Hook, dict[str, str]]
) -> None:
    mailbox, hook, settings = clinic
    before = {request.id for request in CallBacks(records).waiting()}
    attempted = _attempted(records)
    for _ in range(5):
        asks_for_a_call(assistant, uuid.uuid4().hex)
    new = {request.id for request in CallBacks(records).waiting()} - before
    assert len(new) == 5

    assistant.start_deliver(**settings)  # and both are down
    wait_until(lambda: _attempted(records) >= attempted + 10)
    os.killpg(assistant.deliver.pid, signal.SIGKILL)  # type: ignore[union-attr]
    assistant.deliver.wait()  # type: ignore[union-attr]
    assert (mailbox.mails, hook.calls) == ([], [])

    mailbox.pause = 30.0  # takes so long that the process dies in the middle of a mail
    mailbox.start()
    due(records)
    assistant.start_deliver(**settings)
    wait_until(lambda: _attempted(records) >= attempted + 11)
    os.killpg(assistant.deliver.pid, signal.SIGKILL)  # type: ignore[union-attr]
    assistant.deliver.wait()  # type: ignore[union-attr]
    mailbox.stop()

    mailbox.pause = 0.0
    mailbox.start()
    hook.start()
    try:
        due(records)
        assistant.start_deliver(**settings)
        wait_until(lambda: new <= _mailed(mailbox) and new <= _called(hook), seconds=60)
        due(records)
        assistant.stop_deliver()
    finally:
        mailbox.stop()
        hook.stop()
    mailed, called = (
        Counter(mail["Message-ID"] for mail in mailbox.mails),
        Counter(h["webhook-id"] for h, _ in hook.calls),
    )
    assert set(mailed.values()) == set(called.values()) == {1}


def _mailed(mailbox: Mailbox) -> set[int]:
    subjects = [str(mail["Subject"]) for mail in list(mailbox.mails)]
    return {int(subject.rpartition(" ")[2]) for subject in subjects if subject.startswith("Call-back")}


def _called(hook: Hook) -> set[int]:
    return {call["data"]["number"] for call in hook.data() if call["type"] == "call_back"}


def _attempted(records: Engine) -> int:
    with records.connect() as connection:
        rows = connection.execute(
            OutboxRow.__table__.select().where(OutboxRow.destination != "clinic", OutboxRow.key.like("call-back-%"))
        )
        return sum(row.attempts for row in rows)


def test_an_urgent_message_alerts_staff_at_once(
    assistant: Assistant, clinic: tuple[Mailbox, Hook, dict[str, str]]
) -> None:
    mailbox, hook, settings = clinic
    mailbox.start()
    hook.start()
    assistant.start_deliver(**settings)
    try:
        before = len(mailbox.mails)
        assert assistant.ask("my lips are swelling and i cant breathe quillfeather").kind == "urgent"
        wait_until(lambda: any("Urgent" in mail["Subject"] for mail in mailbox.mails[before:]), seconds=10)
    finally:
        assistant.stop_deliver()
        mailbox.stop()
        hook.stop()
    assert all(b"quillfeather" not in mail.as_bytes() for mail in mailbox.mails)


def test_an_urgent_message_ends_the_form_and_drops_what_was_said(assistant: Assistant, records: Engine) -> None:
    sender = uuid.uuid4().hex
    for text in ("call me back please", "yes", "Urgenta Quillfeather"):
        assistant.ask(text, sender)
    said = assistant.ask("my eye is swollen shut", sender)
    assert said.kind == "urgent"
    assert "number" not in said.text
    assert assistant.ask("how long will i be red", sender).kind == "answer"
    with records.connect() as connection:
        names = connection.exec_driver_sql("select name from call_back").scalars().all()
    assert "Urgenta Quillfeather" not in names


def test_the_conversation_keeps_neither_name_nor_number(assistant: Assistant, records: Engine) -> None:
    sender = uuid.uuid4().hex
    assistant.ask("my number is 646-555-0177 and my mail is zo.quillfeather@mail.example, when can i swim", sender)
    for text in ("call me back please", "yes", "Ottoline Quillfeather", "(917) 555-0144", "weekdays after noon"):
        assistant.ask(text, sender)
    with records.connect() as connection:
        # as tuples: a row by itself is shown cut short
        rows = [
            [tuple(row) for row in connection.exec_driver_sql(f"select * from {table}")]
            for table in ("events", "conversation")
        ]
    assert "when can i swim" in str(rows)
    for planted in ("ttoline", "555-0144", "9175550144", "555-0177", "zo.quillfeather", sender):
        assert planted not in str(rows), planted


def test_deleting_my_data_deletes_it_everywhere(assistant: Assistant, records: Engine) -> None:
    sender = uuid.uuid4().hex
    assistant.ask("how much does it cost with the wobblefish discount", sender)
    for text in ("call me back please", "yes", "Wobblefish Jones", "212 736 5000", "any time"):
        assistant.ask(text, sender)
    assert "kept for you: 1" in assistant.ask("what do you know about me", sender).text
    said = assistant.ask("delete my data", sender)
    assert "Your receipt: " in said.text
    receipt = said.text.rpartition("Your receipt: ")[2].strip(".")
    with records.connect() as connection:
        what = connection.exec_driver_sql("select what from deletion where receipt = ?", (receipt,)).scalar_one()
    assert '"call_backs": 1' in what and '"gaps": 1' in what
    assert b"obblefish" not in _kept(assistant)
    assert "automated assistant" in assistant.ask("is it permanent", sender).text  # a new conversation


def _kept(assistant: Assistant) -> bytes:
    """Everything in the database's files, deleted parts included."""
    file = pathlib.Path(assistant.database_url.removeprefix("sqlite:///"))
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def test_a_locked_database_is_told_in_the_form_and_the_form_goes_on(assistant: Assistant) -> None:
    sender = uuid.uuid4().hex
    for text in ("call me back please", "yes"):
        assistant.ask(text, sender)
    blocker = sqlite3.connect(assistant.database_url.removeprefix("sqlite:///"))
    blocker.execute("BEGIN EXCLUSIVE")
    try:
        said = assistant.ask("Lockwood Quillfeather", sender)
    finally:
        blocker.rollback()
        blocker.close()
    assert said.kind == "handoff"
    assert said.text.startswith("Sorry, something went wrong") and "What is your name?" in said.text
    assert "Which phone number" in assistant.ask("Lockwood Quillfeather", sender).text


def test_no_name_or_number_was_written_to_a_log(assistant: Assistant) -> None:
    """Runs last: everything that the processes wrote while the tests above failed them."""
    log = assistant.log.read_text(errors="replace")
    for planted in ("uillfeather", "obblefish", "736 5000", "7365000", "555-0144", "555-0177", "zo.quill"):
        assert planted not in log, planted
