"""A call-back asked for by text, from the first word to the request that staff see, and its deletion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from assistant.channels.sms.segments import is_gsm7, segments
from assistant.storage.call_backs import CallBacks
from assistant.storage.consent import ConsentLedger
from assistant.storage.database import connect
from assistant.storage.identity import pseudonym
from tests.assistant import Assistant
from tests.texting import Phone

pytestmark = pytest.mark.assistant


@pytest.fixture
def phone(assistant: Assistant) -> Phone:
    return Phone(assistant.url.removesuffix("/webhooks/rest/webhook"))


@pytest.fixture
def kept(assistant: Assistant) -> Iterator[Engine]:
    engine = connect(assistant.database_url)
    yield engine
    engine.dispose()


def texts(phone: Phone, *bodies: str) -> list[str]:
    """The replies, each one text of at most two segments."""
    replies = [phone.sends(body).text for body in bodies]
    assert all(is_gsm7(reply) and segments(reply) <= 2 for reply in replies), replies
    return replies


def test_a_request_by_text_with_a_question_in_between(phone: Phone, kept: Engine) -> None:
    consent, name, number, between, time, done = texts(
        phone, "can someone call me back", "Yes", "Ottoline Quillfeather", "when can i swim", "917 555 0144", "mornings"
    )
    assert "can call you back" in consent and "name" in name and "phone number" in number
    assert "72 hours" in between and "phone number" in between
    assert "good time" in time and "Your request has number" in done
    (request,) = CallBacks(kept).of(pseudonym("sms", phone.number))
    assert (request.name, request.phone, request.channel) == ("Ottoline Quillfeather", "+19175550144", "sms")


def test_an_opt_out_outlives_the_deletion_of_everything_else(phone: Phone, kept: Engine) -> None:
    texts(phone, "call me back", "yes", "Sandy Beach", "917 555 0145", "any time")
    assert "receipt" in phone.whole_reply("delete my data").lower()
    sender = pseudonym("sms", phone.number)
    assert CallBacks(kept).of(sender) == []
    phone.sends("STOP")
    assert phone.sends("delete my data").texts == []
    assert ConsentLedger(kept).has_opted_out(sender)
