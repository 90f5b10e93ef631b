"""Locust users who hold conversations over the REST channel of an assistant, ours or any of Rasa's.

    QUESTIONS=file.json locust -f tests/load/locustfile.py --headless --host http://127.0.0.1:5005 -u 16 -r 16 -t 60s

QUESTIONS names a JSON list of what they ask; without it they ask what the conversations of the tests begin with. Each
asks on as soon as it has its reply (PAUSE_SECONDS lets it think), and begins a new conversation after a few questions.
"""

from __future__ import annotations

import json
import os
import pathlib
import random
import uuid

from locust import FastHttpUser, constant, task

from quality.benchmark.ours import first_messages
from quality.benchmark.served import FAILED

QUESTIONS = (
    json.loads(pathlib.Path(os.environ["QUESTIONS"]).read_text()) if os.environ.get("QUESTIONS") else first_messages()
)
TURNS = 5  # of a conversation
PAUSE_SECONDS = float(os.environ.get("PAUSE_SECONDS", "0"))


class Patient(FastHttpUser):
    wait_time = constant(PAUSE_SECONDS)

    @task
    def hold_a_conversation(self) -> None:
        sender = uuid.uuid4().hex
        for _ in range(TURNS):
            body = {"sender": sender, "message": random.choice(QUESTIONS)}
            with self.client.post("/webhooks/rest/webhook", json=body, catch_response=True) as response:
                if not response.ok:
                    continue
                said = [message["text"] for message in response.json() if message.get("text")]
                if not said or said[0].startswith(FAILED):
                    response.failure("no reply")
