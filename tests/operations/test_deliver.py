"""The process that delivers and deletes, as it is started."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.engine import Engine

from assistant.commands.environment import ROOT, environment
from assistant.storage.alerts import alert_clinic
from assistant.storage.call_backs import CallBacks
from assistant.storage.conversations import Conversations
from assistant.storage.gaps import Gaps
from assistant.storage.outbox import Outbox
from tests.assistant import TWILIO
from tests.delivery.stand_ins import Hook, SilentMailServer, wait_until
from tests.ports import free_port
from tests.texting import TwilioStandIn

pytestmark = [pytest.mark.slow, pytest.mark.clock]

MONTH = 31 * 86400


@pytest.fixture
def settings(records: Engine) -> dict[str, str]:
    return {**environment(), "DATABASE_URL": str(records.url)}


@pytest.fixture
def started(settings: dict[str, str]) -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


def start(settings: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "assistant.commands.deliver"]
    return subprocess.Popen(command, cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True)


def test_it_deletes_what_has_been_kept_long_enough(
    settings: dict[str, str], records: Engine, started: list[subprocess.Popen[str]]
) -> None:
    conversations = Conversations(records)
    for sender, said_at in (("a", time.time()), ("b", time.time() - MONTH)):
        conversations.add(sender, [{"event": "user", "timestamp": said_at}], 0, [])
    Gaps(records).add("ask_price", None, "web", "a", "how much")
    CallBacks(records).begin("a", "web")
    started.append(start(settings))
    wait_until(lambda: not conversations.last_turns("b").events)
    assert conversations.last_turns("a").events
    assert Gaps(records).most_asked()[0].texts == ("how much",)


def test_it_says_what_is_wrong_with_a_setting_and_stops(settings: dict[str, str]) -> None:
    process = start({**settings, "CLINIC_EMAIL": "desk@clinic.example"})
    _, said = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "CLINIC_EMAIL is set, so SMTP_URL has to name the mail server" in said


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook(free_port())
    hook.start()
    yield hook
    hook.stop()


@pytest.fixture
def silent() -> Iterator[SilentMailServer]:
    server = SilentMailServer()
    yield server
    server.close()


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    stand_in = TwilioStandIn()
    yield stand_in
    stand_in.close()


def all_ways(settings: dict[str, str], silent: SilentMailServer, hook: Hook, twilio: TwilioStandIn) -> dict[str, str]:
    return {
        **settings,
        **TWILIO,
        "TWILIO_API": twilio.url,
        "CLINIC_EMAIL": "desk@clinic.example",
        "SMTP_URL": f"smtp://127.0.0.1:{silent.port}",
        "CLINIC_WEBHOOK_URL": f"http://127.0.0.1:{hook.port}/notices",
        "CLINIC_WEBHOOK_SECRET": "a secret of the tests",
    }


def text_to(number: str) -> dict[str, str]:
    asked_at = datetime.now(UTC).isoformat()
    return {"to": number, "from": TWILIO["TWILIO_NUMBER"], "text": "No.", "asked_at": asked_at}


def test_a_mail_server_that_hangs_delays_nothing_else(
    settings: dict[str, str],
    records: Engine,
    started: list[subprocess.Popen[str]],
    silent: SilentMailServer,
    hook: Hook,
    twilio: TwilioStandIn,
) -> None:
    alert_clinic(records, "web", "someone", self_harm=False)
    started.append(start(all_ways(settings, silent, hook, twilio)))
    wait_until(lambda: silent.connections == 1)
    alert_clinic(records, "web", "another", self_harm=False)
    Outbox(records).put("sms", "reply:1", text_to("+12025550123"))
    wait_until(lambda: len(hook.calls) == 2 and twilio.texts_to("+12025550123") == ["No."], seconds=12)
    wait_until(lambda: Outbox(records).waiting_by_destination() == {"clinic_email": 2})  # what has gone is noted
    assert silent.connections == 1, "the mail still hangs"
    assert len(hook.calls) == 2 and len(twilio.sent) == 1, "each once"


def test_when_it_is_stopped_what_waits_is_still_delivered(
    settings: dict[str, str], records: Engine, started: list[subprocess.Popen[str]], twilio: TwilioStandIn
) -> None:
    started.append(start({**settings, **TWILIO, "TWILIO_API": twilio.url}))
    Outbox(records).put("sms", "reply:1", text_to("+12025550123"))
    assert twilio.wait_for_texts_to("+12025550123") == ["No."]
    twilio.hang_seconds = 3.0
    twilio.failures.append("timeout")
    Outbox(records).put("sms", "reply:2", text_to("+12025550124"))
    wait_until(lambda: len(twilio.tries) == 2)
    Outbox(records).put("sms", "reply:3", text_to("+12025550125"))
    started[0].send_signal(signal.SIGTERM)
    assert started[0].wait(timeout=40) == 0
    assert twilio.texts_to("+12025550125") == ["No."]
