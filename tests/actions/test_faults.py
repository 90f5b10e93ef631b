"""Whatever goes wrong, the patient gets one plain sentence, and the log none of the patient's words."""

from __future__ import annotations

import logging
import re
import sqlite3

import pytest
import sqlalchemy
from sqlalchemy.engine import Engine

from actions import reply_action
from actions.answer_recovery import ActionAnswerRecovery
from assistant.knowledge.guidance_files import TREATMENT_FILE, read_folder
from assistant.knowledge.store import Library
from assistant.storage.database import connect
from tests.actions.conftest import Serve
from tests.actions.patient import Patient
from tests.knowledge.shared import put

WORDS = "zebrafish in my bathtub"


@pytest.fixture
def patient(serve: Serve, loaded_engine: Engine) -> Patient:
    serve(loaded_engine)
    return Patient()


def _troubled(patient: Patient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        said = patient.asks("ask_recovery", WORDS)
    assert said.kind == "handoff"
    assert said.text.startswith("Sorry, something went wrong on our side")
    assert "911" in said.text and "\n" not in said.text
    assert "reply failed" in caplog.text
    assert "zebrafish" not in caplog.text


def test_an_action_that_raises(
    patient: Patient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(ActionAnswerRecovery, "reply", broken)
    _troubled(patient, caplog)


def test_a_database_that_somebody_writes_to_is_read_all_the_same(patient: Patient, loaded_engine: Engine) -> None:
    writer = sqlite3.connect(str(loaded_engine.url.database))
    writer.execute("BEGIN EXCLUSIVE")
    try:
        assert patient.asks("ask_recovery").kind == "answer"
    finally:
        writer.rollback()
        writer.close()


def test_a_database_that_is_gone(patient: Patient, loaded_engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with loaded_engine.begin() as connection:
        connection.execute(sqlalchemy.text("DROP TABLE guidance_file"))
    _troubled(patient, caplog)


def test_no_guidance_loaded(patient: Patient, tmp_path, caplog: pytest.LogCaptureFixture, monkeypatch) -> None:
    empty = Library(connect(f"sqlite:///{tmp_path / 'empty.db'}"))
    monkeypatch.setattr(reply_action, "library", lambda: empty)
    _troubled(patient, caplog)


def test_a_fact_taken_out_of_the_guidance_is_no_longer_said(patient: Patient, loaded_engine: Engine) -> None:
    texts = read_folder()
    entry = re.search(r"  - id: aftercare\.makeup\n(?:    .*\n)+", texts[TREATMENT_FILE])
    assert entry
    put(loaded_engine, {**texts, TREATMENT_FILE: texts[TREATMENT_FILE].replace(entry[0], "")})
    said = patient.asks("ask_makeup", "makeup?", "makeup")
    assert (said.kind, said.facts) == ("not_covered", [])
