"""Starts the assistant for tests and talks to it over HTTP."""

from __future__ import annotations

import json
import os
import pathlib
import shlex
import signal
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML

from assistant.commands.environment import ROOT, environment
from assistant.commands.model import ensure_model
from assistant.commands.serve import action_server_command, deliver_command, is_ready, rasa_command
from assistant.storage.database import connect, migrate
from tests.knowledge.shared import put
from tests.ports import free_port

START_SECONDS = 180
TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000001",
    "TWILIO_AUTH_TOKEN": "a token for tests",
    "TWILIO_NUMBER": "+12025550100",
    "SMS_PUBLIC_URL": "https://texts.clinic.example/webhooks/sms/webhook",
}


@dataclass(frozen=True)
class Said:
    """One reply: its texts joined, and its report."""

    text: str
    kind: str
    facts: list[str]
    stage: str | None
    sources: list[dict[str, str]]
    buttons: list[dict[str, str]]


class Assistant:
    """The processes; everything they write goes to `folder`."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.database_url = f"sqlite:///{folder / 'assistant.db'}"
        self.log = folder / "assistant.log"
        self.site = f"http://127.0.0.1:{free_port()}"  # the clinic's website, which may embed the chat
        self.env = {
            **environment(),
            "WEB_ORIGINS": self.site,
            "WEB_VISITOR_LIMIT": "3000/minute",
            "WEB_ADDRESS_LIMIT": "9000/minute",
            "WEB_CONVERSATIONS_LIMIT": "9000/minute",
            "PORT": str(free_port()),
            "ACTIONS_PORT": str(free_port()),
            "DATABASE_URL": self.database_url,
            **TWILIO,
            "TWILIO_API": f"http://127.0.0.1:{free_port()}",
        }
        self.actions: subprocess.Popen[bytes] | None = None
        self.rasa: subprocess.Popen[bytes] | None = None
        self.deliver: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.env['PORT']}"

    @property
    def url(self) -> str:
        return f"{self.base}/webhooks/rest/webhook"

    def start(self) -> None:
        ensure_model()
        engine = connect(self.database_url)
        migrate(engine)
        put(engine)
        engine.dispose()
        self.start_actions()
        self.start_deliver()
        self.start_rasa()

    def start_rasa(self) -> None:
        self.rasa = self._spawn(rasa_command(self.env, str(ensure_model())))
        self._wait()

    def stop_rasa(self) -> None:
        _end(self.rasa)

    def start_actions(self) -> None:
        self.actions = self._spawn(action_server_command(self.env))

    def start_deliver(self, **settings: str) -> None:
        """The process that empties the outbox, with settings of its own."""
        self.deliver = self._spawn(deliver_command(), {**self.env, **settings})

    def stop_deliver(self) -> None:
        _end(self.deliver)

    def restart_actions(self) -> None:
        self.stop_actions()
        self.start_actions()
        self._wait()

    def stop_actions(self) -> None:
        _end(self.actions)

    def stop(self) -> None:
        _end(self.actions)
        _end(self.rasa)
        _end(self.deliver)

    def ask(self, text: str, sender: str | None = None) -> Said:
        """Send one message of a patient; a new conversation without `sender`."""
        messages = self.post({"sender": sender or uuid.uuid4().hex, "message": text})[1]
        (report,) = [message["custom"] for message in messages if "custom" in message]
        return Said(
            text="\n".join(message["text"] for message in messages if message.get("text")),
            kind=report["kind"],
            facts=report["facts"],
            stage=report["stage"],
            sources=report["sources"],
            buttons=[button for message in messages for button in message.get("buttons", ())],
        )

    def post(self, body: Any) -> tuple[int, Any]:
        """(status, JSON of the answer)."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.url, data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def _spawn(self, command: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                shlex.split(command), cwd=ROOT, env=env or self.env, stdout=log, stderr=log, start_new_session=True
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not is_ready(self.env):
            if time.monotonic() > deadline:
                raise TimeoutError(f"the assistant did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.3)


def conversations(folder: pathlib.Path) -> list[tuple[str, dict[str, Any]]]:
    """(name, conversation) of every YAML file under `folder`."""
    found = []
    for path in sorted(folder.rglob("*.yml")):
        for conversation in YAML(typ="safe").load(path):
            found.append((f"{path.relative_to(folder).with_suffix('')}: {conversation['conversation']}", conversation))
    return found


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is None or process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
