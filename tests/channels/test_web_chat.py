"""The website chat on the running assistant."""

from __future__ import annotations

import concurrent.futures
import sqlite3
import uuid

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.commands.environment import ROOT
from tests.assistant import Assistant
from tests.channels.visitor import Answer, Visitor, text_of

pytestmark = pytest.mark.assistant

REFUSALS = ["400", "401", "403", "405", "413", "429"]
CONFIG = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}})
DESCRIPTION = schemathesis.openapi.from_path(ROOT / "assistant" / "channels" / "web" / "openapi.yml", config=CONFIG)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.fixture
def visitor(assistant: Assistant) -> Visitor:
    return Visitor(assistant.base).begin()


@DESCRIPTION.parametrize()
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_channel_does_what_its_description_says(case: schemathesis.Case, assistant: Assistant) -> None:
    """Bodies as described and bodies that are not, with a token."""
    token = Visitor(assistant.base).begin().token
    headers = {"Authorization": f"Bearer {token}"}
    case.call_and_validate(base_url=f"{assistant.base}/webhooks/web", headers=headers, checks=CHECKS)


def test_a_reply_has_texts_a_report_and_sources(visitor: Visitor) -> None:
    answer = visitor.say("When can I wear makeup again?")
    assert "for the first 48 hours after your treatment" in text_of(answer)
    assert answer.body["report"] == {
        "kind": "answer",
        "facts": ["aftercare.makeup"],
        "stage": "after",
        "sources": [
            {"document": "Is Microneedling Permanent?", "section": "Reduce Risks Of Infections During Healing"},
        ],
        "subject": "microneedling",
        "aspect": "rule",
    }


def test_it_says_what_the_rest_channel_says(visitor: Visitor, assistant: Assistant) -> None:
    sender = uuid.uuid4().hex
    for text in ("is it permanent", "and acne scars?", "how much is it and does it hurt", "my throat is closing"):
        assert text_of(visitor.say(text)) == assistant.ask(text, sender).text


def test_a_conversation_is_remembered_and_no_other_is(visitor: Visitor, assistant: Assistant) -> None:
    visitor.say("When can I wear makeup again?")
    assert "automated assistant" not in text_of(visitor.say("and exercise?"))
    assert "automated assistant" in text_of(Visitor(assistant.base).begin().say("and exercise?"))


def test_a_leading_slash_is_text(visitor: Visitor) -> None:
    visitor.say("hello")
    for command in ("/restart", "/session_start", "/back", "/ask_price", '/inform{"a": 1}', "//restart"):
        assert visitor.say(command).status == 200
    assert "automated assistant" not in text_of(visitor.say("hello"))


def test_the_same_message_sent_five_times_at_once_is_answered_once(visitor: Visitor) -> None:
    with concurrent.futures.ThreadPoolExecutor(5) as pool:
        answers: list[Answer] = list(pool.map(lambda _: visitor.say("is it permanent", "message-1"), range(5)))
    assert {answer.status for answer in answers} == {200}
    assert len({text_of(answer) for answer in answers}) == 1
    # answered five times, the introduction would be missing in some
    assert "automated assistant" in text_of(answers[0])


def test_a_deleted_conversation_is_gone_from_every_table(assistant: Assistant) -> None:
    visitor = Visitor(assistant.base)
    begun = visitor.send("POST", "conversations").body
    visitor.token = begun["token"]
    visitor.say("is it permanent", "message-1")
    visitor.say("how much is it", "message-2")
    assert _events(assistant, begun["id"]) > 0
    assert _receipts(assistant, begun["id"]) == 2
    assert _gaps(assistant, begun["id"]) == 1
    assert visitor.send("DELETE", "conversation").status == 204
    assert _events(assistant, begun["id"]) == 0
    assert _receipts(assistant, begun["id"]) == 0
    assert _gaps(assistant, begun["id"]) == 0
    assert "automated assistant" in text_of(visitor.say("and acne scars?"))


def test_without_the_action_server_there_is_a_reply_still(assistant: Assistant, visitor: Visitor) -> None:
    assistant.stop_actions()
    try:
        answer = visitor.say("When can I wear makeup again?")
        assert answer.status == 200
        assert answer.body["report"]["kind"] == "handoff"
        assert visitor.say("my throat is closing").body["report"]["kind"] == "urgent"
    finally:
        assistant.restart_actions()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/version"),
        ("GET", "/status"),
        ("GET", "/domain"),
        ("GET", "/conversations/web-1/tracker"),
        ("POST", "/conversations/web-1/messages"),
        ("POST", "/model/parse"),
        ("PUT", "/model"),
        ("POST", "/webhooks/socketio/"),
        ("POST", "/webhooks/callback/webhook"),
    ],
)
def test_rasas_own_api_and_other_channels_are_off(visitor: Visitor, method: str, path: str) -> None:
    body = None if method == "GET" else {"sender": "me", "message": "hello"}
    assert visitor.send(method, visitor.base + path, body).status == 404


def test_the_front_page_does_not_tell_what_runs_behind_it(visitor: Visitor) -> None:
    front = visitor.send("GET", f"{visitor.base}/")
    assert front.status == 200
    assert b"demo page" in front.body
    assert b"rasa" not in front.body.lower()


def _events(assistant: Assistant, conversation: str) -> int:
    path = assistant.database_url.removeprefix("sqlite:///")
    return _count(path, "select count(*) from events where sender_id = ?", conversation)


def _receipts(assistant: Assistant, conversation: str) -> int:
    path = assistant.database_url.removeprefix("sqlite:///")
    return _count(path, "select count(*) from receipt where sender = ?", conversation)


def _gaps(assistant: Assistant, conversation: str) -> int:
    path = assistant.database_url.removeprefix("sqlite:///")
    return _count(path, "select count(*) from gap where sender = ?", conversation)


def _count(path: str, query: str, conversation: str) -> int:
    database = sqlite3.connect(path)
    try:
        return int(database.execute(query, (conversation,)).fetchone()[0])
    finally:
        database.close()
