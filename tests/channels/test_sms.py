"""Texts to the running assistant over HTTP, signed as Twilio signs them."""

from __future__ import annotations

import asyncio
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from assistant.channels.sms.segments import is_gsm7, segments
from assistant.commands.environment import ROOT
from assistant.knowledge.guidance_files import read_guidance
from assistant.storage.consent import ConsentLedger
from assistant.storage.database import connect
from assistant.storage.identity import pseudonym
from assistant.storage.receipts import LEASE
from assistant.storage.sent_texts import SentText, SentTexts
from tests.assistant import TWILIO, Assistant, conversations
from tests.texting import Answer, Phone, TwilioStandIn, new_number, post, signature, text_fields

pytestmark = pytest.mark.assistant

PLANTED = "quokkafeather"
DUPLICATES = 1000
WEBHOOK, STATUS = "/webhooks/sms/webhook", "/webhooks/sms/status"
FIGURE = re.compile(r"\d+(?: to \d+)? (?:hours?|days?|weeks?|months?|sessions?)")


@pytest.fixture(scope="module")
def base(assistant: Assistant) -> str:
    return assistant.url.removesuffix("/webhooks/rest/webhook")


@pytest.fixture
def phone(base: str) -> Phone:
    return Phone(base)


@pytest.fixture(scope="module")
def twilio(assistant: Assistant) -> Iterator[TwilioStandIn]:
    stand_in = TwilioStandIn(urlsplit(assistant.env["TWILIO_API"]).port or 0)
    yield stand_in
    stand_in.close()


@pytest.fixture(scope="module")
def kept(assistant: Assistant) -> Iterator[Engine]:
    """The assistant's own records."""
    engine = connect(assistant.database_url)
    yield engine
    engine.dispose()


def rows(assistant: Assistant, query: str, *values: str) -> list[Any]:
    with sqlite3.connect(assistant.database_url.removeprefix("sqlite:///")) as connection:
        return connection.execute(query, values).fetchall()


def turns(assistant: Assistant, number: str) -> int:
    """How many texts of a number Rasa has worked on."""
    query = "SELECT count(*) FROM events WHERE type_name = 'user' AND sender_id = ?"
    return int(rows(assistant, query, pseudonym("sms", number))[0][0])


# ---------------------------------------------------------------- authenticity


@pytest.mark.parametrize("path", [WEBHOOK, STATUS])
@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": "bm90IHNpZ25lZA=="}])
def test_what_is_not_signed_is_refused_before_anything_else(
    assistant: Assistant, base: str, path: str, headers: dict[str, str]
) -> None:
    number = new_number()
    assert post(f"{base}{path}", text_fields(PLANTED, number), headers).status == 403
    assert rows(assistant, "SELECT * FROM receipt WHERE sender = ?", pseudonym("sms", number)) == []


def test_the_public_address_is_what_counts_and_not_the_proxys_headers(base: str) -> None:
    fields = text_fields("hi", new_number())
    signed = signature("https://evil.example/webhooks/sms/webhook", fields)
    claims = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert post(f"{base}{WEBHOOK}", fields, {"X-Twilio-Signature": signed, **claims}).status == 403


@pytest.mark.parametrize("wrong", [{"AccountSid": "AC2"}, {"To": "+12025550199"}, {"To": ""}])
def test_another_account_or_number_is_refused(phone: Phone, wrong: dict[str, str]) -> None:
    assert phone.sends("hi", **wrong).status == 403


def test_a_signed_text_without_its_id_is_malformed(base: str) -> None:
    fields = {"AccountSid": TWILIO["TWILIO_ACCOUNT_SID"], "To": TWILIO["TWILIO_NUMBER"], "Body": "hi"}
    assert Phone(base).delivers(fields).status == 400


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_posts_are_taken(base: str, method: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(urllib.request.Request(f"{base}{WEBHOOK}", method=method), timeout=10)


# ---------------------------------------------------------------- one text back


def test_the_first_text_introduces_the_assistant_and_all_is_one_text(phone: Phone) -> None:
    first = phone.sends("when can i wear makeup? and how long will i be red")
    assert first.status == 200
    assert first.text.startswith("HerSpace MedSpa automated assistant. Not for emergencies: call 911.")
    assert "48 hours" in first.text and "1 to 3 days" in first.text
    assert "automated" not in phone.sends("is it permanent").text


def test_a_reply_tells_twilio_where_to_report(phone: Phone) -> None:
    assert 'action="https://texts.clinic.example/webhooks/sms/status"' in phone.sends("hello").body


def test_a_long_reply_goes_on_with_more(phone: Phone) -> None:
    phone.sends("hello")
    parts = [phone.sends("what should i avoid after my treatment").text]
    phone.sends("help")
    parts.append(phone.sends("More").text)
    assert parts[0].endswith("\nReply MORE for the rest.")
    assert "More" not in parts[1] and "MORE" not in parts[1]
    assert all(segments(part) <= 2 for part in parts)
    assert "UV clothing" in parts[1]
    assert phone.sends("more").text.startswith("That was all.")


@pytest.mark.parametrize("body", ["", " ", "\n"])
def test_an_empty_text_gets_a_fixed_reply(phone: Phone, body: str) -> None:
    replies = {phone.sends(body).text, phone.sends(body, NumMedia="0").text}
    assert len(replies) == 1 and "I got no words" in replies.pop()


@pytest.mark.parametrize("caption", ["", "is this normal?", "when can i wear makeup"])
def test_a_picture_gets_a_fixed_reply(phone: Phone, caption: str) -> None:
    picture = {"NumMedia": "1", "MediaUrl0": "https://api.twilio.example/1", "MediaContentType0": "image/jpeg"}
    said = phone.sends(caption, **picture).text
    assert "I can't see pictures" in said and said.startswith("HerSpace MedSpa automated assistant.")


@pytest.mark.parametrize("media", ["0", "2"])
def test_a_red_flag_comes_first_in_a_caption_too(phone: Phone, media: str) -> None:
    assert phone.sends("my lips are swelling and i cant breathe", NumMedia=media).text.startswith("Emergency, such as")


def test_commands_of_rasa_are_words_here(phone: Phone) -> None:
    phone.sends("how many sessions will i need")
    assert "Sorry" not in phone.sends("/restart").text
    assert "automated assistant" not in phone.sends("is it permanent").text


# ---------------------------------------------------------------- consent


def entries(kept: Engine, number: str) -> list[tuple[str, str, str, str | None]]:
    ledger = ConsentLedger(kept).entries(pseudonym("sms", number))
    return [(entry.decision, entry.means, entry.words, entry.sent) for entry in ledger]


@pytest.mark.parametrize("words", ["STOP", "stop.", "Please stop texting me", "take me off your list", "CANCEL"])
def test_an_opt_out_is_confirmed_once_and_then_there_is_silence_until_start(
    phone: Phone, kept: Engine, words: str
) -> None:
    phone.sends("hello")
    confirmed = phone.sends(words).text
    assert "no more texts" in confirmed and segments(confirmed) == 1
    assert not re.search(r"book|offer|price", confirmed)
    for later in ("STOP", "when can i wear makeup", "help", "more", "", "hello?"):
        assert phone.sends(later).texts == []
    assert phone.sends("", NumMedia="1").texts == []
    back = phone.sends("Start").text
    for part in ("HerSpace MedSpa", "rates may apply", "HELP", "STOP"):
        assert part in back
    assert "48 hours" in phone.sends("when can i wear makeup").text
    assert entries(kept, phone.number) == [
        ("opt_out", "text", words, confirmed),
        ("opt_out", "text", "STOP", None),
        ("opt_in", "text", "Start", back),
    ]


def test_yes_opts_in_only_who_has_opted_out(phone: Phone, kept: Engine) -> None:
    phone.sends("yes")
    assert entries(kept, phone.number) == []
    phone.sends("stop")
    assert "HELP" in phone.sends("YES").text
    assert [decision for decision, *_ in entries(kept, phone.number)] == ["opt_out", "opt_in"]


@pytest.mark.parametrize("words", ["HELP", "info", "how do i stop these texts"])
def test_help_says_who_this_is_and_how_to_leave(phone: Phone, words: str) -> None:
    said = phone.sends(words).text
    for part in (
        "HerSpace MedSpa",
        "automated",
        "our treatments",
        "Not for emergencies: call 911",
        "STOP",
        "not private",
    ):
        assert part in said


@pytest.mark.parametrize("words", ["do I stop my tretinoin before", "cancel my Friday appointment", "end of day ok?"])
def test_questions_with_the_same_words_are_answered(phone: Phone, kept: Engine, words: str) -> None:
    assert phone.sends(words).text
    assert entries(kept, phone.number) == []


@pytest.mark.parametrize(("kind", "decision"), [("STOP", ["opt_out"]), ("START", ["opt_in"]), ("HELP", [])])
def test_what_twilio_has_replied_to_gets_silence(phone: Phone, kept: Engine, kind: str, decision: list[str]) -> None:
    assert phone.sends(kind, OptOutType=kind).texts == []
    assert [(d, means) for d, means, *_ in entries(kept, phone.number)] == [(d, "twilio") for d in decision]


def test_an_urgent_text_of_somebody_who_opted_out_alerts_staff(assistant: Assistant, phone: Phone) -> None:
    phone.sends("stop")
    query = "SELECT payload FROM outbox WHERE destination = 'clinic' AND payload LIKE ?"
    sender = pseudonym("sms", phone.number)
    assert phone.sends(f"when can i wear makeup {PLANTED}").texts == []
    assert rows(assistant, query, f"%{sender}%") == []
    assert phone.sends("stop texting me").texts == []
    urgent = text_fields(f"my throat is closing up {PLANTED}", phone.number)
    assert phone.delivers(urgent).texts == phone.delivers(urgent).texts == []
    ((alert,),) = rows(assistant, query, f"%{sender}%")
    assert '"event": "urgent"' in alert and '"channel": "sms"' in alert and phone.number in alert
    assert PLANTED not in alert


def test_not_even_a_second_stop_hides_an_urgent_text(assistant: Assistant, phone: Phone) -> None:
    for _ in range(2):
        phone.sends("Stop texting me. My lips are swelling and I can't breathe")
    query = "SELECT count(*) FROM outbox WHERE destination = 'clinic' AND payload LIKE ?"
    assert rows(assistant, query, f"%{pseudonym('sms', phone.number)}%") == [(1,)]


def test_an_opt_out_with_a_red_flag_gets_the_emergency_words_last(phone: Phone, kept: Engine) -> None:
    said = phone.sends("Stop texting me. My lips are swelling and I can't breathe").text
    assert said.startswith("Emergency")
    assert [decision for decision, *_ in entries(kept, phone.number)] == ["opt_out"]


def test_staff_can_opt_somebody_out(assistant: Assistant, phone: Phone, kept: Engine) -> None:
    command = ["make", "-s", "opt-out", f"NUMBER={phone.number[:2]} ({phone.number[2:5]}) {phone.number[5:]}"]
    subprocess.run(command, cwd=ROOT, env=assistant.env, check=True, stdout=subprocess.DEVNULL)
    assert phone.sends("hello").texts == []
    assert [means for _, means, *_ in entries(kept, phone.number)] == ["staff"]


# ---------------------------------------------------------------- reports on texts sent


def report(base: str, number: str, **fields: str) -> tuple[str, Answer]:
    sid = "SM" + uuid.uuid4().hex
    whole = {
        "MessageSid": sid, "From": TWILIO["TWILIO_NUMBER"], "To": number,
        "AccountSid": TWILIO["TWILIO_ACCOUNT_SID"], **fields,
    }  # fmt: skip
    url = "https://texts.clinic.example/webhooks/sms/status"
    return sid, post(f"{base}{STATUS}", whole, {"X-Twilio-Signature": signature(url, whole)})


def test_reports_are_recorded(base: str, kept: Engine) -> None:
    sid, answer = report(base, new_number(), MessageStatus="delivered")
    assert answer.status == 204
    assert SentTexts(kept).of(sid) == SentText("delivered", None)
    assert report(base, new_number())[1].status == 400


def test_a_report_of_an_opt_out_stops_sending(base: str, phone: Phone) -> None:
    report(base, phone.number, MessageStatus="failed", ErrorCode="21610")
    assert phone.sends("when can i wear makeup").texts == []
    assert phone.sends("start").text


# ---------------------------------------------------------------- once, in time or later


def test_a_thousand_deliveries_of_a_text_at_once_are_one_turn(assistant: Assistant, base: str) -> None:
    number = new_number()
    fields = text_fields("when can i wear makeup", number)
    headers = {"X-Twilio-Signature": signature(TWILIO["SMS_PUBLIC_URL"], fields)}

    async def deliver(session: aiohttp.ClientSession) -> tuple[int, str]:
        async with session.post(f"{base}{WEBHOOK}", data=fields, headers=headers) as response:
            return response.status, await response.text()

    async def deliver_all() -> list[tuple[int, str]]:
        connector = aiohttp.TCPConnector(limit=DUPLICATES)
        async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(60)) as session:
            return await asyncio.gather(*(deliver(session) for _ in range(DUPLICATES)))

    answers = asyncio.run(deliver_all())
    assert len(answers) == DUPLICATES and len(set(answers)) == 1
    assert "48 hours" in answers[0][1]
    assert turns(assistant, number) == 1


def test_a_reply_that_takes_too_long_is_sent_through_the_rest_api(
    assistant: Assistant, phone: Phone, twilio: TwilioStandIn
) -> None:
    twilio.failures = [429, 500, "timeout"]
    twilio.hang_seconds = 11
    phone.sends("hello")
    fields = text_fields("when can i wear makeup", phone.number)
    assert assistant.actions
    os.killpg(assistant.actions.pid, signal.SIGSTOP)
    started = time.monotonic()
    try:
        answer = phone.delivers(fields)
        waited = time.monotonic() - started
    finally:
        os.killpg(assistant.actions.pid, signal.SIGCONT)
    assert answer.texts == []
    assert 7 < waited < 10
    (late,) = twilio.wait_for_texts_to(phone.number, 60)
    assert "48 hours" in late
    assert phone.delivers(fields).texts == [], "it has been sent already"
    assert turns(assistant, phone.number) == 2


def test_a_reply_is_sent_when_twilio_hangs_up(assistant: Assistant, phone: Phone, twilio: TwilioStandIn) -> None:
    fields = text_fields("when can i wear makeup", phone.number)
    assert assistant.actions
    os.killpg(assistant.actions.pid, signal.SIGSTOP)
    try:
        with pytest.raises(TimeoutError):
            phone.delivers(fields, timeout=1)
    finally:
        os.killpg(assistant.actions.pid, signal.SIGCONT)
    (late,) = twilio.wait_for_texts_to(phone.number)
    assert "48 hours" in late
    assert turns(assistant, phone.number) == 1


def test_a_worker_killed_between_receipt_and_reply_costs_nobody_an_answer(assistant: Assistant, phone: Phone) -> None:
    fields = text_fields("when can i wear makeup", phone.number)
    assert assistant.actions and assistant.rasa
    os.killpg(assistant.actions.pid, signal.SIGSTOP)
    failed: list[BaseException] = []

    def deliver() -> None:
        try:
            phone.delivers(fields)
        except OSError as error:
            failed.append(error)

    delivery = threading.Thread(target=deliver)
    delivery.start()
    try:
        receipt = "SELECT reply FROM receipt WHERE message_id = ?"
        while not rows(assistant, receipt, fields["MessageSid"]):
            time.sleep(0.02)
        os.killpg(assistant.rasa.pid, signal.SIGKILL)
        killed_at = time.monotonic()
        assistant.rasa.wait()
        delivery.join()
    finally:
        os.killpg(assistant.actions.pid, signal.SIGCONT)
        assistant.start_rasa()
    assert failed and rows(assistant, receipt, fields["MessageSid"]) == [(None,)]
    time.sleep(max(0, killed_at + LEASE.total_seconds() - time.monotonic()))
    answers = [phone.delivers(fields).text for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0].startswith("HerSpace MedSpa automated assistant.") and "48 hours" in answers[0]
    assert turns(assistant, phone.number) == 1


# ---------------------------------------------------------------- any input


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    body=st.text(max_size=500) | st.sampled_from(["stop", "more", "1", "help"]),
    more=st.dictionaries(
        st.sampled_from(["NumMedia", "OptOutType", "From", "MessageSid", "To", "Unknown", "ErrorCode"]), st.text(max_size=70), max_size=2,
    ),
)  # fmt: skip
def test_any_text_is_answered_without_a_server_error(base: str, body: str, more: dict[str, str]) -> None:
    answer = Phone(base).sends(body.encode("utf-8", "replace").decode(), **more)
    assert answer.status in (200, 400, 403)
    if answer.status == 200:
        assert all(is_gsm7(text) and segments(text) <= 2 for text in answer.texts)
        assert len(answer.texts) <= 1


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=300), kind=st.sampled_from(["application/json", "text/plain", "multipart/form-data"]))
def test_any_bytes_are_refused_without_a_server_error(base: str, body: bytes, kind: str) -> None:
    headers = {"X-Twilio-Signature": "c2lnbmVk", "Content-Type": kind}
    assert post(f"{base}{WEBHOOK}", body, headers).status in (400, 403)


def test_a_text_in_any_script_and_length_is_answered(phone: Phone) -> None:
    for body in ("когда можно краситься", "😀😀", "\x00\x01", "x" * 20_000, "\u202e\u200b"):
        assert phone.sends(body).text


# ---------------------------------------------------------------- the same facts as on the web


HAPPY = conversations(pathlib.Path(__file__).parent.parent / "conversations" / "happy_path")


def test_the_web_and_a_text_give_the_same_figures(assistant: Assistant, base: str) -> None:
    differing, asked = {}, set()
    for name, conversation in HAPPY:
        phone, sender = Phone(base), uuid.uuid4().hex
        for turn in conversation["turns"]:
            said = assistant.ask(turn["patient"], sender)
            asked |= set(said.facts)
            web = said.text
            texted = phone.whole_reply(turn["patient"])
            figures, texted_figures = Counter(FIGURE.findall(web)), Counter(FIGURE.findall(texted))
            # a plan is shorter by text: it says less, and nothing else
            if texted_figures - figures if name.startswith("plan: ") else figures != texted_figures:
                differing[f"{name}: {turn['patient']}"] = (web, texted)
    assert differing == {}
    assert asked == {fact.id for fact in read_guidance().facts}


# ---------------------------------------------------------------- trying it


def test_make_sms_shows_the_twiml_and_its_segments(assistant: Assistant) -> None:
    command = ["make", "-s", "sms", "TEXT=what's PRP & is it worth it?", f"FROM={new_number()}"]
    shown = subprocess.run(command, cwd=ROOT, env=assistant.env, check=True, capture_output=True, text=True).stdout
    assert "<Response><Message" in shown and "PRP" in shown
    assert re.search(r"^\d+ characters, [12] segments$", shown, re.M)


# ---------------------------------------------------------------- privacy


def test_neither_words_nor_numbers_are_logged_or_keyed(assistant: Assistant, base: str) -> None:
    phone = Phone(base)
    phone.sends(f"is it permanent {PLANTED}")
    phone.sends(PLANTED, AccountSid="AC2")
    log = assistant.log.read_text(errors="replace")
    assert PLANTED not in log
    assert phone.number.lstrip("+") not in log
    with sqlite3.connect(assistant.database_url.removeprefix("sqlite:///")) as connection:
        dump = "\n".join(connection.iterdump())
    assert phone.number.lstrip("+") not in dump and pseudonym("sms", phone.number) in dump
