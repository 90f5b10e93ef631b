"""A website visitor's browser over HTTP, without the browser."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from email.message import Message
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: Message


class Visitor:
    """`begin` gets a conversation; `token` may be anything a test wants to send."""

    def __init__(self, base: str, token: str = "") -> None:
        self.base, self.token = base, token

    def begin(self) -> Visitor:
        answer = self.send("POST", "conversations")
        assert answer.status == 201, answer
        self.token = answer.body["token"]
        return self

    def say(self, text: str, message_id: str | None = None) -> Answer:
        return self.send("POST", "messages", {"message_id": message_id or uuid.uuid4().hex, "text": text})

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """`body` is sent as JSON, bytes as they are."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        sent = {
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        url = path if path.startswith("http") else f"{self.base}/webhooks/web/{path}"
        request = urllib.request.Request(url, data, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return _answer(response.status, response)
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error)


def text_of(answer: Answer) -> str:
    return "\n".join(message["text"] for message in answer.body["messages"])


def _answer(status: int, response: Any) -> Answer:
    content = response.read()
    is_json = response.headers.get("Content-Type") == "application/json"
    return Answer(status, json.loads(content) if is_json else content, response.headers)
