"""No word of a patient's gets into a log."""

from __future__ import annotations

import io
import json
import logging
import os
import re
from datetime import datetime

import pytest
import sqlalchemy
from ruamel.yaml import YAML
from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bound_contextvars

from assistant.commands.environment import ROOT
from assistant.commands.logs import WithoutPatientWords, formatter

SECRET = "zebrafish"


@pytest.fixture
def log() -> tuple[logging.Logger, io.StringIO]:
    """A logger set up as assistant/commands/logging.yml does."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(WithoutPatientWords())
    logger = logging.Logger("rasa.core")
    logger.addHandler(handler)
    return logger, stream


def test_an_exception_leaves_only_its_types(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"cannot read {SECRET}") from error
    except ValueError:
        logger.exception("could not answer")
    assert stream.getvalue() == "ERROR rasa.core could not answer (ValueError < KeyError)\n"


def test_a_database_error_leaves_out_what_was_being_stored(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    engine = sqlalchemy.create_engine("sqlite://", future=True)
    insert = sqlalchemy.text("INSERT INTO events (data) VALUES (:data)")
    with pytest.raises(SQLAlchemyError) as raised, engine.connect() as connection:
        connection.execute(insert, {"data": SECRET})
    assert SECRET in str(raised.value)
    logger.error("could not save: %s", raised.value)
    logger.error("could not save", exc_info=raised.value)
    assert SECRET not in stream.getvalue()
    assert "could not save: [left out]" in stream.getvalue()
    assert "could not save (OperationalError < OperationalError)" in stream.getvalue()


def test_a_structlog_event_leaves_its_name_and_level(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    event = {
        "event": "actions.failed", "event_info": "the action server is down", "level": "error", "text": SECRET,
        "exception": [{"frames": [{"locals": {"message": SECRET}}]}],
    }  # fmt: skip
    logger.error(json.dumps(event))
    assert stream.getvalue() == (
        "ERROR rasa.core event=actions.failed event_info=the action server is down level=error\n"
    )


@pytest.mark.parametrize(
    "message",
    [
        "Failed to run: {'text': 'zebrafish', 'sender': 'a'}",
        'Failed to run: {"text": "zebrafish"}',
        "bad answer {'error': 'zebrafish'}",
        "sent request_body zebrafish",
    ],
)
def test_what_is_quoted_in_a_message_is_left_out(log: tuple[logging.Logger, io.StringIO], message: str) -> None:
    logger, stream = log
    logger.warning(message)
    assert SECRET not in stream.getvalue()
    assert "[left out]" in stream.getvalue()


def test_an_ordinary_message_keeps_its_words_and_figures(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    logger.warning("the model %s was loaded in %d s", "abc", 3)
    logger.warning("{not json")
    assert stream.getvalue().splitlines() == [
        "WARNING rasa.core the model [left out] was loaded in 3 s",
        "WARNING rasa.core [left out]",
    ]


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("2026-01-01 [error    ] actions.failed   text=zebrafish", id="structlog on a terminal"),
        pytest.param("UserMessage(text='zebrafish')", id="a message object"),
        pytest.param("Received {'sender': 'a', 'text': 'zebrafish'}", id="text is not the first key"),
        pytest.param('Failed: [{"event": "user", "text": "zebrafish"}]', id="a list of events"),
        pytest.param(
            "\x1b[2m2026-01-01\x1b[0m [\x1b[31merror\x1b[0m] failed \x1b[36mtext\x1b[0m=zebrafish", id="in colors"
        ),
        pytest.param("Received user message 'zebrafish' with intent greet", id="a quotation"),
        pytest.param('Parsing of message: "zebrafish" lead to overlapping entities', id="a quotation in double quotes"),
        pytest.param("[Message: zebrafish]", id="in brackets"),
        pytest.param("<Tracker zebrafish>", id="an object in angle brackets"),
        pytest.param("SlotSet(key: name, value: zebrafish)", id="an event"),
        pytest.param("tracker=zebrafish", id="nothing but a value"),
        pytest.param("{broken json zebrafish", id="broken JSON"),
    ],
)
def test_patient_words_in_other_forms_are_left_out(log: tuple[logging.Logger, io.StringIO], message: str) -> None:
    logger, stream = log
    logger.error(message)
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize("args", [(SECRET,), (ValueError(SECRET),), ({"text": SECRET},), ([SECRET],)])
@pytest.mark.parametrize("level", [logging.WARNING, logging.ERROR, logging.CRITICAL])
def test_values_that_others_put_into_a_message_are_left_out(
    log: tuple[logging.Logger, io.StringIO], args: tuple[object, ...], level: int
) -> None:
    logger, stream = log
    logger.log(level, "could not parse %s", *args)
    assert stream.getvalue().strip().endswith("rasa.core could not parse [left out]")


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
@pytest.mark.parametrize("message", [f"Parsed {SECRET}", f"{SECRET}", json.dumps({"event": SECRET})])
def test_of_what_others_tell_in_passing_only_the_place_is_kept(
    log: tuple[logging.Logger, io.StringIO], message: str, level: int
) -> None:
    logger, stream = log
    logger.log(level, message)
    assert re.fullmatch(r"(DEBUG|INFO) rasa\.core test_of_what_others_\w+:\d+\n", stream.getvalue())


def test_a_line_of_json_has_the_requests_id_and_no_more_than_the_filter_lets_through(
    log: tuple[logging.Logger, io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    logger, stream = log
    monkeypatch.setenv("LOG_FORMAT", "json")
    logger.handlers[0].setFormatter(formatter())
    with bound_contextvars(request_id="abc-12345678"):
        logger.error("could not answer %s", SECRET, exc_info=KeyError(SECRET))
    line = json.loads(stream.getvalue())
    assert datetime.fromisoformat(line.pop("time")).tzinfo
    assert line == {
        "level": "error",
        "logger": "rasa.core",
        "message": "could not answer [left out] (KeyError)",
        "pid": os.getpid(),
        "request_id": "abc-12345678",
    }


def test_a_line_of_text_has_the_requests_id(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    with bound_contextvars(request_id="abc-12345678"):
        logger.error("could not answer")
    assert stream.getvalue() == "ERROR rasa.core could not answer request_id=abc-12345678\n"


def test_our_own_codes_are_kept(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    logger.name = "actions.reply_action"
    logger.error("reply failed: action=%s error=%s id=%s", "action_clarify", "KeyError", "abc")
    assert stream.getvalue() == (
        "ERROR actions.reply_action reply failed: action=action_clarify error=KeyError id=abc\n"
    )


def test_every_handler_of_the_configuration_has_the_filter() -> None:
    config = YAML(typ="safe").load(ROOT / "assistant" / "commands" / "logging.yml")
    assert config["filters"]["without_patient_words"] == {"()": "assistant.commands.logs.WithoutPatientWords"}
    for handler in config["handlers"].values():
        assert handler["filters"] == ["without_patient_words"]
    assert set(config["root"]["handlers"]) <= set(config["handlers"])
