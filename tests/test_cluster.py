"""Several workers behind nginx: any may answer, any may die, and none writes down what patients say."""

from __future__ import annotations

import json
import os
import pathlib
import re
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator

import pytest
import redis

from assistant.commands.environment import ROOT
from tests.assistant import TWILIO
from tests.channels.visitor import Answer, Visitor, text_of
from tests.cluster import COMMAND, Cluster
from tests.delivery.stand_ins import wait_until
from tests.ports import free_port
from tests.services import program
from tests.texting import Phone, TwilioStandIn

pytestmark = pytest.mark.assistant

PLANTED = ("quokkafeather", "Zoë Quillfeather", "Quillfeather", "2025550147", "202-555-0147", "5550147")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, postgresql_url: str, redis_url: str) -> Iterator[Cluster]:
    """Writing as much as it can."""
    program("nginx", "nginx-light")
    twilio = TwilioStandIn()
    settings = {**TWILIO, "TWILIO_API": twilio.url, "LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json"}
    running = Cluster(tmp_path_factory.mktemp("cluster"), postgresql_url, redis_url, **settings)
    try:
        running.start()
        yield running
    finally:
        running.stop()
        twilio.close()


def lines(cluster: Cluster) -> list[dict[str, object]]:
    """What the processes wrote as JSON, in order."""
    return [json.loads(line) for line in re.findall(r"\| (\{.*\})$", cluster.written(), re.M)]


def workers_of(cluster: Cluster, request_ids: list[str]) -> list[object]:
    """The addresses that answered requests, as nginx wrote them down."""

    def answered() -> dict[object, object]:
        return {line["request_id"]: line["worker"] for line in lines(cluster) if line["logger"] == "nginx"}

    wait_until(lambda: set(request_ids) <= answered().keys())
    return [answered()[request_id] for request_id in request_ids]


def say(visitor: Visitor, text: str) -> Answer:
    """As the widget does: what finds nobody is sent again under the same id."""
    message_id = uuid.uuid4().hex
    for _ in range(10):
        answer = visitor.say(text, message_id)
        if answer.status not in (409, 503):
            return answer
        time.sleep(1)
    raise AssertionError(answer)


def test_both_workers_answer_one_conversation_in_turn(cluster: Cluster) -> None:
    visitor = Visitor(cluster.base).begin()
    answers = [visitor.say(text) for text in ("when can i wear makeup", "and swim?", "why?", "so after 24 hours?")]
    assert "first 48 hours" in text_of(answers[0])
    assert "72 hours" in text_of(answers[1]), "the second question needs the first"
    assert "automated assistant" in text_of(answers[0])
    assert not any("automated assistant" in text_of(answer) for answer in answers[1:]), "introduced once"
    workers = workers_of(cluster, [answer.headers["X-Request-ID"] for answer in answers])
    assert len(set(workers)) == 2, workers


def test_the_public_reaches_no_health_and_no_figures(cluster: Cluster) -> None:
    paths = ("/metrics", "/health/ready", "/health/live", "/webhooks/health/ready", "/version", "/conversations/a/tracker", "/actions")  # fmt: skip
    for path in paths:
        assert _status(cluster.base + path) == 404, path
    assert _status(cluster.base + "/faq") == 200
    assert all(_status(worker + "/metrics") == 200 for worker in cluster.workers)


def test_one_id_goes_through_channel_and_action_server(cluster: Cluster) -> None:
    request_id = f"test-{uuid.uuid4().hex}"
    visitor = Visitor(cluster.base).begin()
    answer = visitor.send(
        "POST", "messages", {"message_id": uuid.uuid4().hex, "text": "is it permanent"}, X_Request_ID=request_id
    )
    assert answer.headers["X-Request-ID"] == request_id

    def told() -> dict[object, object]:
        return {line["logger"]: line.get("pid") for line in lines(cluster) if line.get("request_id") == request_id}

    wait_until(lambda: {"nginx", "assistant.channels.answering", "rasa_sdk_plugins"} <= told().keys())
    tellers = told()
    assert tellers["assistant.channels.answering"] in cluster.pids("rasa")
    assert tellers["rasa_sdk_plugins"] in cluster.pids("actions")


def test_limits_count_on_all_workers_together(cluster: Cluster) -> None:
    """Redis has the keys of what this cluster's visitors took."""
    server = redis.Redis.from_url(cluster.env["REDIS_URL"])
    Visitor(cluster.base).begin()
    assert next(server.scan_iter("limit:conversations:*"), None)


def test_workers_that_are_killed_lose_no_message(cluster: Cluster) -> None:
    cluster.wait()
    answers: list[Answer] = []
    going = threading.Event()

    def talk() -> None:
        visitor = Visitor(cluster.base).begin()
        while not going.is_set():
            for question in ("when can i wear makeup", "and swim?", f"is it permanent {PLANTED[0]}"):
                answers.append(say(visitor, question))

    talkers = [threading.Thread(target=talk) for _ in range(3)]
    for talker in talkers:
        talker.start()
    time.sleep(2)
    rasa, actions = cluster.pids("rasa")[0], cluster.pids("actions")[0]
    os.kill(actions, signal.SIGKILL)
    time.sleep(1)
    os.kill(rasa, signal.SIGKILL)
    time.sleep(12)
    going.set()
    for talker in talkers:
        talker.join(timeout=60)
        assert not talker.is_alive()
    assert len(answers) > 10
    assert {answer.status for answer in answers} == {200}
    assert all(text_of(answer) for answer in answers), "a polite sentence at worst"
    polite = [answer for answer in answers if answer.body["report"]["kind"] != "answer"]
    assert all("Sorry" in text_of(answer) for answer in polite)
    cluster.wait()
    assert len(cluster.pids("rasa")) == len(cluster.pids("actions")) == 2
    assert rasa not in cluster.pids("rasa") and actions not in cluster.pids("actions")


def test_a_text_whose_worker_dies_is_answered_once(cluster: Cluster) -> None:
    cluster.wait()
    phone = Phone(cluster.base)
    for pid in cluster.pids("rasa")[:1]:
        os.kill(pid, signal.SIGSTOP)  # takes connections and answers nothing
    try:
        replies = [phone.sends("when can i wear makeup").text for _ in range(2)]
    finally:
        for pid in cluster.pids("rasa"):
            os.kill(pid, signal.SIGCONT)
    assert all("48 hours" in reply for reply in replies)


def test_no_process_writes_what_patients_say_at_any_level(cluster: Cluster) -> None:
    cluster.wait()
    word, name, _, _, number, _ = PLANTED
    visitor = Visitor(cluster.base).begin()
    for text in (
        f"when can i wear makeup {word}",
        f"my throat is swelling shut {word}",
        f"{word} {word}",
        "call me back",
        "yes",
        name,
        number,
        f"tomorrow {word}",
        f"my name is {name} and my number is {number}, how much is it",
    ):
        assert say(visitor, text).status == 200
    Phone(cluster.base, "+12025550147").sends(f"is it permanent {word}")
    _status(f"{cluster.base}/webhooks/calendar/plan.ics?plan={word}&start={word}")
    _status(f"{cluster.base}/{word}?q={word}")
    visitor.send("POST", "messages", f'{{"text": "{word}'.encode())
    visitor.send("DELETE", "conversation")
    written = cluster.written()
    assert {"rasa.core.processor", "rasa_sdk.executor"} <= {line["logger"] for line in lines(cluster)}, (
        "it is talkative"
    )
    for planted in PLANTED:
        assert planted not in written, _around(written, planted)
        assert planted.casefold() not in written.casefold(), _around(written.casefold(), planted.casefold())


def test_stopping_finishes_what_is_being_answered(cluster: Cluster) -> None:
    cluster.wait()
    visitor = Visitor(cluster.base).begin()
    visitor.say("when can i wear makeup")
    stopped: list[int] = []
    answers: list[Answer] = []
    action = cluster.pids("actions")
    for pid in action:
        os.kill(pid, signal.SIGSTOP)
    asking = threading.Thread(target=lambda: answers.append(visitor.say("how long will i be red")))
    asking.start()
    time.sleep(1)
    assert cluster.process
    cluster.process.send_signal(signal.SIGTERM)
    time.sleep(1)
    for pid in action:
        os.kill(pid, signal.SIGCONT)
    asking.join(timeout=60)
    assert answers and answers[0].status == 200 and answers[0].body["report"]["kind"] == "answer"
    stopped.append(cluster.process.wait(timeout=90))
    assert stopped == [143]
    assert not any(cluster.pids(role) for role in ("rasa", "actions", "nginx", "deliver"))


def test_a_cluster_without_its_database_says_what_to_do(tmp_path: pathlib.Path) -> None:
    program("nginx", "nginx-light")
    nobody = free_port()
    cluster = Cluster(tmp_path, f"postgresql://postgres@127.0.0.1:{nobody}/none", f"redis://127.0.0.1:{nobody}/0")
    made = subprocess.run(COMMAND, env=cluster.env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 1
    assert "name another with DATABASE_URL" in made.stderr


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def _around(written: str, planted: str) -> str:
    at = written.index(planted)
    return written[max(0, at - 300) : at + 100]
