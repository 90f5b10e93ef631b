"""A text is worked on once and answered once, in time or afterwards. What Rasa does is played by a function."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from sqlalchemy import select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from assistant.channels.answering import Answering
from assistant.channels.sms import turn as sms_turn
from assistant.channels.sms.reply import SmsReply
from assistant.channels.sms.turn import SmsTurns
from assistant.channels.sms.twilio_request import Text
from assistant.storage.consent import ConsentLedger
from assistant.storage.models import OutboxRow, ReceiptRow
from assistant.storage.receipts import Receipts

ANSWERING = Answering("sms")
SECRET = "zebrafish"


def text(body: str = SECRET, sid: str = "SM1", **more: Any) -> Text:
    return Text(sid, "+12025550123", "+12025550100", body, **{"has_media": False, "opt_out_type": "", **more})


class Clinic:
    """Workers that share a database; the assistant takes `seconds` and says `says`."""

    def __init__(self, engine: Engine, says: str = "No makeup.", seconds: float = 0.0) -> None:
        self.engine, self.says, self.seconds = engine, says, seconds
        self.asked: list[str] = []

    def worker(self) -> SmsTurns:
        return SmsTurns(SmsReply(ANSWERING, self.answers, self.engine), self.engine)

    async def answers(self, message: UserMessage) -> None:
        self.asked.append(message.text)
        await asyncio.sleep(self.seconds)
        await message.output_channel.send_text_message(message.sender_id, self.says)
        await message.output_channel.send_custom_json(message.sender_id, {"kind": "answer"})

    async def asks(self, message: UserMessage) -> None:
        """Answers with two choices, and whatever is chosen with its words."""
        self.asked.append(message.text)
        buttons = [{"title": choice, "payload": choice} for choice in ("how long results last", "how recovery goes")]
        await message.output_channel.send_text_with_buttons(message.sender_id, "Which?", buttons)
        await message.output_channel.send_custom_json(message.sender_id, {"kind": "clarify"})

    def outbox(self) -> list[tuple[str, str, Any]]:
        with self.engine.connect() as connection:
            rows = connection.execute(select(OutboxRow.destination, OutboxRow.key, OutboxRow.payload)).all()
        return [tuple(row) for row in rows]

    def kept_reply(self) -> Any:
        with self.engine.connect() as connection:
            return connection.execute(select(ReceiptRow.reply)).scalar_one()


@pytest.fixture
def clinic(records: Engine) -> Clinic:
    return Clinic(records)


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_turn, "IN_TIME_SECONDS", 0.2)


def play(*acts: Callable[[], Awaitable[Any]]) -> list[Any]:
    """What each act returns, one after the other, and time for what goes on behind them."""

    async def scene() -> list[Any]:
        results = [await act() for act in acts]
        while waiting := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(waiting)
        return results

    return asyncio.run(scene())


def test_a_text_that_comes_again_gets_the_same_reply_on_any_worker(clinic: Clinic) -> None:
    one, other = clinic.worker(), clinic.worker()
    assert play(*[lambda w=w: w.reply_in_time(text()) for w in (one, one, other)]) == ["No makeup."] * 3
    assert clinic.asked == [SECRET]


def test_many_at_once_are_one_turn(clinic: Clinic) -> None:
    clinic.seconds = 0.1
    worker, other = clinic.worker(), clinic.worker()
    everyone = lambda: asyncio.gather(*(w.reply_in_time(text()) for w in [worker, other] * 50))  # noqa: E731
    assert play(everyone) == [["No makeup."] * 100]
    assert clinic.asked == [SECRET]


@pytest.mark.usefixtures("short_wait")
def test_a_slow_reply_follows_through_the_outbox(clinic: Clinic) -> None:
    clinic.seconds = 1.0
    worker = clinic.worker()
    assert play(lambda: worker.reply_in_time(text())) == [None]
    ((destination, key, payload),) = clinic.outbox()
    assert (destination, key) == ("sms", "reply:SM1")
    assert {**payload, "asked_at": ""} == {"to": "+12025550123", "from": "+12025550100", "text": "No makeup.", "asked_at": ""}  # fmt: skip
    assert play(lambda: clinic.worker().reply_in_time(text())) == [None], "it is on its way already"
    assert len(clinic.asked) == len(clinic.outbox()) == 1


def test_a_reply_is_sent_when_twilio_has_hung_up(clinic: Clinic) -> None:
    clinic.seconds = 0.2
    worker = clinic.worker()

    async def hangs_up() -> None:
        request = asyncio.create_task(worker.reply_in_time(text()))
        await asyncio.sleep(0.1)
        request.cancel()

    assert play(hangs_up, lambda: worker.reply_in_time(text())) == [None, None]
    assert [payload["text"] for _, _, payload in clinic.outbox()] == ["No makeup."]
    assert clinic.asked == [SECRET]


def test_a_text_that_is_being_answered_when_the_server_stops_is_finished_and_sent(clinic: Clinic) -> None:
    clinic.seconds = 0.3
    worker = clinic.worker()

    async def stops() -> None:
        request = asyncio.create_task(worker.reply_in_time(text()))
        await asyncio.sleep(0.1)
        request.cancel()
        await worker.finish()
        assert [payload["text"] for _, _, payload in clinic.outbox()] == ["No makeup."], "before the process ends"

    play(stops)
    assert clinic.asked == [SECRET]


def test_a_slow_answer_stays_the_workers_own(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("assistant.channels.leases", "assistant.storage.receipts"):
        monkeypatch.setattr(f"{module}.LEASE", timedelta(seconds=0.3))
    clinic.seconds = 1.0
    one, other = clinic.worker(), clinic.worker()
    both = lambda: asyncio.gather(one.reply_in_time(text()), other.reply_in_time(text()))  # noqa: E731
    assert play(both) == [["No makeup.", "No makeup."]]
    assert clinic.asked == [SECRET]


@pytest.mark.usefixtures("short_wait")
def test_a_worker_that_died_leaves_the_text_to_the_next(clinic: Clinic) -> None:
    Receipts(clinic.engine).begin("sms", "SM1", "somebody")
    with clinic.engine.begin() as connection:
        connection.execute(update(ReceiptRow).values(leased_until=datetime.now(UTC) + timedelta(seconds=0.6)))
    worker = clinic.worker()
    assert play(lambda: worker.reply_in_time(text())) == [None], "the dead one's lease is longer than Twilio waits"
    assert [payload["text"] for _, _, payload in clinic.outbox()] == ["No makeup."]
    assert clinic.asked == [SECRET]


def test_a_late_opt_out_is_confirmed_once(clinic: Clinic) -> None:
    worker = clinic.worker()
    stop = text("STOP")
    first = worker._reply
    (said,) = play(lambda: first.to(stop, "ann"))  # died before its receipt was written
    (again,) = play(lambda: clinic.worker()._reply.to(stop, "ann"))
    assert again.text == said.text and "no more texts" in said.text
    assert len(ConsentLedger(clinic.engine).entries("ann")) == 1


@pytest.mark.parametrize(
    ("body", "said"), [(SECRET, "Sorry, something went wrong"), (f"i cant breathe {SECRET}", "Call 911 now")]
)
def test_without_records_the_patient_still_gets_a_reply(
    clinic: Clinic, body: str, said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(*_: Any) -> None:
        raise OperationalError(f"insert {SECRET}", {}, Exception(SECRET))

    monkeypatch.setattr(Receipts, "begin", locked)
    monkeypatch.setattr(Receipts, "answered", locked)
    with caplog.at_level(logging.DEBUG):
        (reply,) = play(lambda: clinic.worker().reply_in_time(text(body)))
    assert said in reply
    assert "text failed" in caplog.text and "text not recorded" in caplog.text
    assert SECRET not in caplog.text and "2025550123" not in caplog.text


def test_a_hanging_assistant_is_given_up_with_words_for_the_patient(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.channels.answering.LONGEST_WAIT_SECONDS", 0.2)
    clinic.seconds = 60
    (reply,) = play(lambda: clinic.worker().reply_in_time(text()))
    assert reply.startswith("Sorry, something went wrong")


def test_the_rest_of_a_long_reply_is_kept_for_any_worker_and_not_lost_with_one(clinic: Clinic) -> None:
    clinic.says = " ".join(f"This is sentence number {n} of a long reply about skin care." for n in range(12))
    texts = [text("tell me"), text("More.", "SM2"), text("More.", "SM2"), text("more", "SM3"), text("MORE", "SM4")]
    parts = play(*[lambda t=each: clinic.worker().reply_in_time(t) for each in texts])
    assert parts[1] == parts[2], "the same text again"
    said = " ".join(part.removesuffix("\nReply MORE for the rest.") for part in [parts[0], parts[1], parts[3]])
    assert said == clinic.says
    assert parts[4].startswith("That was all.")
    assert clinic.asked == ["tell me"]


def test_choices_are_numbered_and_answered_by_number_or_word(clinic: Clinic) -> None:
    turns = SmsTurns(SmsReply(ANSWERING, clinic.asks, clinic.engine), clinic.engine)
    bodies = ["how long", "2.", "the recovery", "first one", "3", "makeup"]
    texts = [text(body, f"SM{n}") for n, body in enumerate(bodies)]
    replies = play(*[lambda t=each: turns.reply_in_time(t) for each in texts])
    assert set(replies) == {"Which?\n1: how long results last\n2: how recovery goes"}
    assert clinic.asked == [
        "how long",
        "how recovery goes",
        "how recovery goes",
        "how long results last",
        "3",
        "makeup",
    ]
