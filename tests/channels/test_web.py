"""The website chat's channel over HTTP, as the public meets it: no model is needed for what it decides by itself."""

from __future__ import annotations

import itertools
import json
import pathlib
import sqlite3
from collections.abc import Callable

import jwt
import pytest
from ruamel.yaml import YAML
from sanic import Sanic

from assistant.channels.web.channel import WebInput
from assistant.commands.environment import ROOT
from tests.channels.visitor import Visitor, text_of

CLINIC, STRANGER = "https://www.clinic.example", "https://stranger.example"
_addresses = itertools.count(1)


@pytest.fixture
def visitor(public_server: str) -> Visitor:
    return _from_own_address(public_server).begin()


class _Elsewhere(Visitor):
    """A visitor with an address of its own, as the proxy in front reports it."""

    address = ""

    def send(self, method, path, body=None, **headers):  # type: ignore[no-untyped-def]
        return super().send(method, path, body, **{"X-Forwarded-For": self.address, **headers})


def _from_own_address(base: str) -> Visitor:
    visitor = _Elsewhere(base)
    visitor.address = f"203.0.113.{next(_addresses)}"
    return visitor


def test_every_message_gets_a_reply_even_with_nothing_behind_the_channel(visitor: Visitor) -> None:
    answer = visitor.say("can I swim", "message-1")
    assert answer.status == 200
    assert answer.body["message_id"] == "message-1"
    assert answer.body["report"]["kind"] == "handoff"
    assert "HerSpace MedSpa" in text_of(answer)
    assert visitor.say("my throat is closing").body["report"]["kind"] == "urgent"


def test_each_conversation_has_a_long_random_id_and_its_own_token(public_server: str) -> None:
    first, second = (_from_own_address(public_server).send("POST", "conversations").body for _ in range(2))
    assert first["id"] != second["id"]
    assert len(first["id"]) >= 32
    assert first["token"] != second["token"]


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: "",
        lambda token: "x",
        lambda token: token[:-3] + "aaa",
        lambda token: token.rsplit(".", 1)[0] + ".",
        lambda token: jwt.encode({"sub": "web-1", "aud": "web chat", "exp": 4e9}, "a" * 64, algorithm="HS256"),
        lambda token: jwt.encode({"sub": "web-1", "aud": "web chat", "exp": 4e9}, None, algorithm="none"),
        lambda token: jwt.decode(token, options={"verify_signature": False})["sub"],
    ],
    ids=["none", "nonsense", "changed", "unsigned", "another key", "no algorithm", "the id"],
)
def test_nobody_gets_in_with_a_token_of_their_own_making(visitor: Visitor, forge: Callable[[str], str]) -> None:
    visitor.token = forge(visitor.token)
    for method, path in (("POST", "messages"), ("POST", "feedback"), ("DELETE", "conversation")):
        answer = visitor.send(method, path, {"message_id": "12345678", "text": "hello"})
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert "begin a new conversation" in answer.body["error"]


def test_a_message_that_comes_again_gets_the_same_reply(visitor: Visitor) -> None:
    first = visitor.say("can I swim", "message-1").body
    assert visitor.say("my throat is closing", "message-1").body == first


def test_a_message_id_leads_to_no_other_visitors_reply(public_server: str) -> None:
    first, second = (_from_own_address(public_server).begin() for _ in range(2))
    assert first.say("my throat is closing", "message-1").body["report"]["kind"] == "urgent"
    assert second.say("can I swim", "message-1").body["report"]["kind"] == "handoff"


def test_a_visitor_in_a_hurry_is_told_when_to_go_on(visitor: Visitor) -> None:
    for _ in range(3):
        assert visitor.say("hello").status == 200
    answer = visitor.say("hello")
    assert answer.status == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert answer.body["retry_after"] == int(answer.headers["Retry-After"])
    assert "try again in" in answer.body["error"]


def test_an_address_has_a_limit_whatever_tokens_it_uses(public_server: str) -> None:
    visitor = _from_own_address(public_server)
    statuses = [visitor.say("hello").status for _ in range(41)]
    assert statuses[-1] == 429
    assert set(statuses[:-1]) == {401}
    assert _from_own_address(public_server).begin().say("hello").status == 200


def test_conversations_have_a_limit_by_address(public_server: str) -> None:
    visitor = _from_own_address(public_server)
    assert [visitor.send("POST", "conversations").status for _ in range(41)][-2:] == [201, 429]


@pytest.mark.parametrize(
    ("body", "status", "advice"),
    [
        (b"", 400, "JSON object"),
        (b"{", 400, "JSON object"),
        (b"\xff\xfe", 400, "JSON object"),
        ([], 400, "JSON object"),
        ({}, 400, "`message_id` and `text`"),
        ({"message_id": "12345678", "text": "hi", "metadata": {}}, 400, "`message_id` and `text`"),
        ({"message_id": "1", "text": "hi"}, 400, "8 to 64"),
        ({"message_id": "1234567/", "text": "hi"}, 400, "8 to 64"),
        ({"message_id": 12345678, "text": "hi"}, 400, "8 to 64"),
        ({"message_id": "12345678", "text": None}, 400, "`text`"),
        ({"message_id": "12345678", "text": "x" * 20_001}, 400, "20000 characters"),
        (b'{"message_id": "12345678", "text": "' + b"x" * 300_000 + b'"}', 413, "bytes"),
    ],
)
def test_a_wrong_message_is_refused_with_what_to_do(visitor: Visitor, body: object, status: int, advice: str) -> None:
    answer = visitor.send("POST", "messages", body)
    assert answer.status == status
    assert advice in answer.body["error"]


@pytest.mark.parametrize("text", ["", " ", "/restart", "/ask_price", "\ud800", "\x00", "x" * 20_000, "🙂" * 20_000])
def test_any_text_gets_a_reply(visitor: Visitor, text: str) -> None:
    assert visitor.say(text).status == 200


def test_only_the_clinics_pages_may_use_it(visitor: Visitor) -> None:
    refused = visitor.send("POST", "conversations", Origin=STRANGER)
    assert refused.status == 403
    assert "WEB_ORIGINS" in refused.body["error"]
    assert "Access-Control-Allow-Origin" not in refused.headers
    allowed = visitor.send("POST", "conversations", Origin=CLINIC)
    assert allowed.status == 201
    assert allowed.headers["Access-Control-Allow-Origin"] == CLINIC


@pytest.mark.parametrize(("origin", "allowed"), [(CLINIC, CLINIC), (STRANGER, None)])
def test_a_browser_asking_beforehand_gets_the_same_answer(visitor: Visitor, origin: str, allowed: str | None) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = visitor.send("OPTIONS", "messages", **asked)
    assert answer.status == 200
    assert answer.headers.get("Access-Control-Allow-Origin") == allowed


def test_errors_can_be_read_by_the_clinics_pages(visitor: Visitor) -> None:
    visitor.token = ""
    answer = visitor.send("POST", "messages", Origin=CLINIC)
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (401, CLINIC)


def test_feedback_is_counted_by_fact_and_nothing_else_is_kept(visitor: Visitor, public_database: pathlib.Path) -> None:
    answer = visitor.send("POST", "feedback", {"facts": ["aftercare.makeup", "aftercare.sun"], "helpful": False})
    assert answer.status == 204
    with sqlite3.connect(public_database) as database:
        counted = database.execute("select * from feedback order by fact_id").fetchall()
    database.close()
    assert counted == [("aftercare.makeup", 0, 1), ("aftercare.sun", 0, 1)]


@pytest.mark.parametrize(
    "body",
    [
        {"facts": [], "helpful": True},
        {"facts": ["my name is Ann"], "helpful": True},
        {"facts": "aftercare.sun", "helpful": True},
        {"facts": [["aftercare.sun"]], "helpful": True},
        {"facts": ["aftercare.sun"], "helpful": "yes"},
        {"facts": ["aftercare.sun"] * 51, "helpful": True},
        {"facts": ["aftercare.sun"], "helpful": True, "comment": "x"},
    ],
)
def test_feedback_takes_ids_of_facts_only(visitor: Visitor, body: object) -> None:
    assert visitor.send("POST", "feedback", body).status == 400


def test_in_public_the_rest_channel_is_closed(visitor: Visitor) -> None:
    answer = visitor.send("POST", f"{visitor.base}/webhooks/rest/webhook", {"sender": "me", "message": "hello"})
    assert answer.status == 404


def test_answers_are_kept_by_no_cache(visitor: Visitor) -> None:
    assert visitor.say("hello").headers["Cache-Control"] == "no-store"


def test_the_description_names_every_route() -> None:
    described = YAML(typ="safe").load(ROOT / "assistant" / "channels" / "web" / "openapi.yml")["paths"]
    app = Sanic("routes_of_the_web_channel")
    app.blueprint(WebInput.__new__(WebInput).blueprint(None), url_prefix="")  # type: ignore[arg-type]
    served = {(f"/{route.path}", method.lower()) for route in app.router.routes for method in route.methods}
    assert {(path, method) for path, methods in described.items() for method in methods} == served


def test_no_patient_words_are_kept_by_the_channel(visitor: Visitor, public_database: pathlib.Path) -> None:
    visitor.say("Zebedee wants to swim")
    visitor.send("POST", "messages", b'{"message_id": "12345678", "text": "Zebedee')
    with sqlite3.connect(public_database) as database:
        kept = json.dumps(database.execute("select * from receipt").fetchall())
    database.close()
    assert "Zebedee" not in kept
