"""`make requests` and `make gaps`, as staff see them."""

from __future__ import annotations

import pathlib

import pytest

from assistant.commands import gaps, purge, requests
from assistant.knowledge.guidance_files import read_folder
from assistant.knowledge.store import publish
from assistant.storage.call_backs import CallBacks
from assistant.storage.database import connect, migrate
from assistant.storage.gaps import Gaps


@pytest.fixture(autouse=True)
def records(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'records.db'}")
    migrate(connect())


def request(name: str) -> int:
    call_backs = CallBacks(connect())
    call_backs.begin(name, "web")
    call_backs.answer(name, name=name, phone="+12127365000", best_time="any time")
    return call_backs.request(name).id


def test_lists_what_waits_and_marks_it_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = request("Ann"), request("Bob")
    assert requests.main() == 0
    said = capsys.readouterr().out
    assert "Ann  +1 212-736-5000  any time  (web)" in said
    assert said.splitlines()[-1] == f"2 requests wait. After a call: make requests DONE={ann}"
    monkeypatch.setenv("DONE", f"{ann}, {bob}")
    assert requests.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Request {ann} is done.",
        f"Request {bob} is done.",
        "0 requests wait.",
    ]


def test_a_number_that_does_not_wait_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONE", "7 x")
    assert requests.main() == 1
    assert capsys.readouterr().err.splitlines() == ["No request 7 waits.", "No request x waits."]


def test_gaps_come_most_asked_first_with_an_entry_to_fill_in(capsys: pytest.CaptureFixture[str]) -> None:
    kept = Gaps(connect())
    kept.add("microneedling/price/", None, "web", "a", "how much")
    for text in ("can i drink", "wine ok?"):
        kept.add("microneedling/rule/alcohol", "after", "sms", "b", text)
    kept.add("microneedling/definition/", None, "web", "a", "what is it")
    kept.add("out_of_scope", None, "web", "a", "the weather")
    publish(connect(), read_folder(), "a test", "to be tested")
    assert gaps.main() == 0
    said = capsys.readouterr().out
    assert said.index("2 x microneedling/rule/alcohol, after") < said.index("1 x microneedling/price/, any stage, web")
    assert "> wine ok?" in said
    assert "- id: aftercare.alcohol\n" in said and "    stage: after\n" in said
    assert "definition" not in said, "the guidance says it by now"
    assert "1 x out_of_scope" in said, "asks nothing of the guidance, and has no entry"
    assert said.count("a fact for the file of microneedling:") == 2
    assert said.splitlines()[-1] == "3 gaps."


def test_purge_says_what_it_deleted(capsys: pytest.CaptureFixture[str]) -> None:
    assert purge.main() == 0
    assert capsys.readouterr().out.startswith("Deleted what was older than 30 days: 0 conversation events")
