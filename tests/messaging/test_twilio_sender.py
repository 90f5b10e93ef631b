"""Late replies against a stand-in of Twilio's REST API, with its failures."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from assistant.channels.sms import twilio_sender
from assistant.channels.sms.twilio_account import TwilioAccount
from assistant.channels.sms.twilio_sender import TwilioSender
from assistant.storage.consent import ConsentLedger
from assistant.storage.identity import pseudonym
from assistant.storage.models import OutboxRow
from assistant.storage.outbox import Outbox
from tests.assistant import TWILIO
from tests.storage.conftest import records as records  # noqa: PLC0414 - a fixture
from tests.texting import TwilioStandIn, new_number

SECRET = "zebrafish"
ACCOUNT = TwilioAccount(*TWILIO.values())  # type: ignore[arg-type]


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    stand_in = TwilioStandIn()
    yield stand_in
    stand_in.close()


class Sending:
    """An outbox with one reply in it."""

    def __init__(self, engine: Engine, twilio: TwilioStandIn) -> None:
        self.engine, self.number = engine, new_number()
        self.consent = ConsentLedger(engine)
        account = TwilioAccount(**{**vars(ACCOUNT), "numbers": (TWILIO["TWILIO_NUMBER"],), "api": twilio.url})
        self.sender = TwilioSender(account, self.consent)
        self.outbox = Outbox(engine)
        asked_at = (datetime.now(UTC) - timedelta(seconds=8)).isoformat()
        payload = {"to": self.number, "from": TWILIO["TWILIO_NUMBER"], "text": SECRET, "asked_at": asked_at}
        self.outbox.put("sms", "reply:SM1", payload)

    def tries(self) -> int:
        """One round of the outbox, with whatever waits made due; how many were delivered."""
        with self.engine.begin() as connection:
            connection.execute(update(OutboxRow).values(due_at=OutboxRow.created_at))
        return self.outbox.deliver_due({"sms": self.sender})

    def last_error(self) -> str | None:
        with self.engine.connect() as connection:
            return connection.execute(select(OutboxRow.last_error)).scalar_one()


@pytest.fixture
def sending(records: Engine, twilio: TwilioStandIn) -> Sending:
    return Sending(records, twilio)


def test_a_late_reply_is_sent_from_the_number_that_was_texted(sending: Sending, twilio: TwilioStandIn) -> None:
    assert sending.tries() == 1
    (sent,) = twilio.sent
    assert {name: sent[name] for name in ("To", "From", "Body", "StatusCallback")} == {
        "To": sending.number,
        "From": TWILIO["TWILIO_NUMBER"],
        "Body": SECRET,
        "StatusCallback": "https://texts.clinic.example/webhooks/sms/status",
    }


@pytest.mark.parametrize("failure", [429, 500, 503, 401])
def test_a_passing_failure_is_tried_again(sending: Sending, twilio: TwilioStandIn, failure: int) -> None:
    twilio.failures = [failure, failure]
    assert [sending.tries(), sending.tries()] == [0, 0]
    assert sending.last_error() == "TwilioRestException"
    assert sending.tries() == 1
    assert twilio.texts_to(sending.number) == [SECRET]


def test_a_text_that_was_sent_without_an_answer_is_not_sent_again(
    sending: Sending, twilio: TwilioStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending.sender._client.http_client, "timeout", 0.3)
    twilio.failures = ["timeout"]
    assert sending.tries() == 0
    assert sending.last_error() == "ReadTimeout"
    assert sending.tries() == 1
    assert twilio.texts_to(sending.number) == [SECRET]


def test_the_same_words_of_another_day_do_not_count_as_sent(sending: Sending, twilio: TwilioStandIn) -> None:
    old = {"To": sending.number, "From": TWILIO["TWILIO_NUMBER"], "Body": SECRET}
    twilio.sent.append({**old, "DateCreated": "Mon, 02 Mar 2020 10:00:00 +0000"})
    twilio.failures = [500]
    assert [sending.tries(), sending.tries()] == [0, 1]
    assert len(twilio.texts_to(sending.number)) == 2


def test_a_carriers_opt_out_stops_all_sending(
    sending: Sending, twilio: TwilioStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    twilio.failures = [twilio_sender.OPTED_OUT]
    with caplog.at_level(logging.INFO, twilio_sender.__name__):
        assert sending.tries() == 1, "there is nothing to try again"
    sender = pseudonym("sms", sending.number)
    assert sending.consent.has_opted_out(sender)
    assert [entry.means for entry in sending.consent.entries(sender)] == ["carrier"]
    sending.outbox.put("sms", "reply:SM2", {"to": sending.number, "from": "+1", "text": "x", "asked_at": ""})
    assert sending.tries() == 1
    assert len(twilio.tries) == 1, "Twilio is not asked again"
    assert "code=21610" in caplog.text
    assert SECRET not in caplog.text and sending.number not in caplog.text


def test_a_reply_to_somebody_who_opted_out_meanwhile_is_dropped(sending: Sending, twilio: TwilioStandIn) -> None:
    sending.consent.record(pseudonym("sms", sending.number), "opt_out", "text", "STOP")
    assert sending.tries() == 1
    assert twilio.tries == []


def test_a_number_that_cannot_be_texted_is_given_up(
    sending: Sending, twilio: TwilioStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    twilio.failures = [400]
    assert sending.tries() == 1
    assert len(twilio.tries) == 1
    assert "a text was not sent: status=400 code=21211" in caplog.text


def test_an_unreachable_twilio_is_tried_again(records: Engine) -> None:
    stand_in = TwilioStandIn()
    sending = Sending(records, stand_in)
    stand_in.close()
    assert sending.tries() == 0
    assert sending.last_error() == "ConnectionError"
    assert sending.outbox.waiting() == 1
