"""Health and figures as a proxy's operator meets them; the channels run without a model and an action server."""

from __future__ import annotations

import json
import pathlib
import urllib.error
import urllib.request
import uuid
from email.message import Message
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.channels.metrics import DESTINATIONS
from assistant.storage.database import connect
from assistant.storage.outbox import Outbox
from tests.assistant import Assistant
from tests.channels.conftest import channel_server
from tests.channels.visitor import Visitor

pytestmark = pytest.mark.slow

PASSWORD = "quillfeather"


def get(url: str, **headers: str) -> tuple[int, Message, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def samples(base: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(get(f"{base}/metrics")[2])
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def test_a_process_that_answers_is_alive(public_server: str) -> None:
    assert get(f"{public_server}/health/live")[0] == 200


def test_readiness_names_the_parts_that_are_missing(public_server: str) -> None:
    status, _, body = get(f"{public_server}/health/ready")
    ready = json.loads(body)
    assert status == 503
    assert ready["missing"] == ["model", "actions"]
    assert ready["parts"] == {"model": False, "database": True, "guidance": True, "actions": False}
    assert ready["guidance_version"] == "1"


def test_readiness_tells_no_secrets(tmp_path: pathlib.Path) -> None:
    settings = {
        "DATABASE_URL": f"postgresql://someone:{PASSWORD}@127.0.0.1:1/none",
        "REDIS_URL": f"redis://:{PASSWORD}@127.0.0.1:1/0",
    }
    with channel_server(tmp_path, tmp_path / "none.db", **settings) as base:
        status, _, body = get(f"{base}/health/ready")
        assert status == 503
        assert json.loads(body)["missing"] == ["model", "database", "guidance", "actions", "redis"]
        assert PASSWORD not in body
        assert get(f"{base}/health/live")[0] == 200
        assert "assistant_outbox_waiting{" not in get(f"{base}/metrics")[2]
    assert PASSWORD not in (tmp_path / "server.log").read_text()


def test_the_queue_of_the_outbox_is_a_figure(public_server: str, public_database: pathlib.Path) -> None:
    before = samples(public_server)
    Outbox(connect(f"sqlite:///{public_database}")).put("sms", f"reply:{uuid.uuid4().hex}", {})
    after = samples(public_server)
    name = "assistant_outbox_waiting"
    assert {dict(labels)["destination"] for n, labels in after if n == name} == set(DESTINATIONS)
    (key,) = [key for key in after if key == (name, (("destination", "sms"),))]
    assert after[key] == before[key] + 1


def test_messages_are_counted_by_channel_and_kind_and_nothing_else(public_server: str) -> None:
    visitor = Visitor(public_server).begin()
    before = samples(public_server)
    visitor.say("my throat is closing up zebrafish")  # no model behind the channel: it answers by itself
    after = samples(public_server)

    def more(name: str, **labels: str) -> float:
        key = (name, tuple(sorted(labels.items())))
        return after[key] - before.get(key, 0)

    assert more("assistant_replies_total", channel="web", kind="urgent") == 1
    assert more("assistant_fallbacks_total", channel="web") == 1
    assert more("assistant_red_flags_total", channel="web", concern="symptom") == 1
    assert more("assistant_reply_seconds_count", channel="web") == 1
    labels = {label for name, those in after if name.startswith("assistant_") for label, _ in those}
    assert labels <= {"channel", "kind", "concern", "destination", "le"}
    assert "zebrafish" not in get(f"{public_server}/metrics")[2]


def test_a_request_keeps_the_id_it_came_with(public_server: str) -> None:
    assert get(f"{public_server}/faq", **{"X-Request-ID": "abc-12345678"})[1]["X-Request-ID"] == "abc-12345678"


@pytest.mark.parametrize("given", ["", "short", "a" * 65, "with spaces in it", "<script>alert(1)</script>"])
def test_a_request_without_a_usable_id_gets_one(public_server: str, given: str) -> None:
    first, second = (get(f"{public_server}/faq", **{"X-Request-ID": given})[1]["X-Request-ID"] for _ in range(2))
    assert len(first) == len(second) == 32 and first != second


@pytest.mark.assistant
def test_the_running_assistant_is_ready(assistant: Assistant) -> None:
    status, _, body = get(f"{assistant.base}/health/ready")
    ready: dict[str, Any] = json.loads(body)
    assert (status, ready["ready"], ready["missing"]) == (200, True, [])
    before = samples(assistant.base)
    assistant.ask("when can i wear makeup")
    key = ("assistant_replies_total", (("channel", "rest"), ("kind", "answer")))
    assert samples(assistant.base)[key] == before.get(key, 0) + 1
