"""Signatures, fields and settings, without a server."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from assistant.channels.sms.twilio_account import NotConfigured, Refused, TwilioAccount
from assistant.channels.sms.twilio_request import Malformed, form_fields, json_fields, report_of, text_of
from assistant.settings import settings
from tests.assistant import TWILIO
from tests.texting import signature, text_fields

URL = TWILIO["SMS_PUBLIC_URL"]


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> TwilioAccount:
    for name, value in TWILIO.items():
        monkeypatch.setenv(name, value)
    return TwilioAccount.configured(settings())


def check(account: TwilioAccount, fields: dict[str, str], signed: str | None, url: str = URL, query: str = "") -> None:
    body = urlencode(fields).encode()
    account.check(url, query, signed, body, form_fields(body))


FIELDS = text_fields("Can I wear makeup? é 😀 + & =", "+12025550123", NewParameterOfTwilio="x", Empty="")


@pytest.mark.parametrize("url", [URL, URL.replace("/webhooks", ":443/webhooks")])
def test_what_twilio_signs_is_accepted_with_empty_and_unknown_fields(account: TwilioAccount, url: str) -> None:
    check(account, FIELDS, signature(url, FIELDS))


def test_the_query_is_part_of_what_is_signed(account: TwilioAccount) -> None:
    check(account, FIELDS, signature(f"{URL}?clinic=1", FIELDS), query="clinic=1")
    with pytest.raises(Refused):
        check(account, FIELDS, signature(URL, FIELDS), query="clinic=1")


@pytest.mark.parametrize(
    "signed",
    [
        pytest.param(None, id="no signature"),
        pytest.param("", id="empty"),
        pytest.param("x", id="a letter"),
        pytest.param("é", id="not ASCII"),
        pytest.param(signature(URL, FIELDS, "another token"), id="another token"),
        pytest.param(signature(f"{URL}/", FIELDS), id="another path"),
        pytest.param(signature(URL.replace("https", "http"), FIELDS), id="another scheme"),
        pytest.param(signature(URL, {**FIELDS, "Body": "other"}), id="another text"),
        pytest.param(signature(URL, {**FIELDS, "Empty": "no"}), id="another field"),
        pytest.param(signature(URL, FIELDS).lower(), id="small letters"),
    ],
)
def test_anything_else_is_refused(account: TwilioAccount, signed: str | None) -> None:
    with pytest.raises(Refused):
        check(account, FIELDS, signed)


def test_a_field_added_or_repeated_afterwards_is_refused(account: TwilioAccount) -> None:
    signed = signature(URL, FIELDS)
    for more in ({"Extra": ""}, {"Body ": "x"}):
        with pytest.raises(Refused):
            check(account, {**FIELDS, **more}, signed)
    body = (urlencode(FIELDS) + "&Body=another").encode()
    with pytest.raises(Refused):
        account.check(URL, "", signed, body, form_fields(body))


def test_a_json_callback_carries_the_hash_of_its_body(account: TwilioAccount) -> None:
    body = '{"MessageSid": "SM1", "Body": "hi é"}'.encode()
    query = "bodySHA256=" + hashlib.sha256(body).hexdigest()
    signed = RequestValidator(TWILIO["TWILIO_AUTH_TOKEN"]).compute_signature(f"{URL}?{query}", {})
    account.check(URL, query, signed, body, None)
    for other_body, other_query in ((body + b" ", query), (body, ""), (body, query + "0"), (b"\xff", query)):
        with pytest.raises(Refused):
            account.check(URL, other_query, signed, other_body, None)
    assert json_fields(body).first("Body") == "hi é"


def test_only_the_clinics_account_and_number_are_served(account: TwilioAccount) -> None:
    account.check_addressee(TWILIO["TWILIO_ACCOUNT_SID"], (TWILIO["TWILIO_NUMBER"],))
    for sid, number in (("AC2", TWILIO["TWILIO_NUMBER"]), (TWILIO["TWILIO_ACCOUNT_SID"], "+12025550199"), ("", "")):
        with pytest.raises(Refused):
            account.check_addressee(sid, (number,))


@pytest.mark.parametrize("name", sorted(TWILIO))
@pytest.mark.parametrize("value", ["", "  ", None])
def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str | None) -> None:
    for other, setting in TWILIO.items():
        monkeypatch.setenv(other, setting)
    monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    with pytest.raises(NotConfigured, match=name):
        TwilioAccount.configured(settings())


def test_settings_may_hold_several_numbers_and_twilios_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**TWILIO, "TWILIO_NUMBER": "+1202, +1303", "SMS_PUBLIC_URL": f"{URL}#rc=3"}.items():
        monkeypatch.setenv(name, value)
    account = TwilioAccount.configured(settings())
    assert (account.numbers, account.public_url) == (("+1202", "+1303"), URL)
    assert account.status_url == "https://texts.clinic.example/webhooks/sms/status"


@pytest.mark.parametrize(("media", "has"), [("0", False), ("1", True), ("10", True), ("", False), ("x", False), ("-1", False), ("²", False), ("9" * 9999, True)])  # fmt: skip
def test_pictures_are_counted_whatever_stands_there(media: str, has: bool) -> None:
    assert text_of(form_fields(urlencode({**FIELDS, "NumMedia": media}).encode())).has_media is has


@pytest.mark.parametrize("missing", ["From", "MessageSid"])
def test_a_text_without_sender_or_id_is_malformed(missing: str) -> None:
    fields = {name: value for name, value in FIELDS.items() if name not in (missing, f"Sms{missing}", "SmsSid")}
    with pytest.raises(Malformed, match=missing):
        text_of(form_fields(urlencode(fields).encode()))
    for value in ("x" * 65, "SM\0", "\u202e1"):
        with pytest.raises(Malformed, match=missing):
            text_of(form_fields(urlencode({**FIELDS, missing: value}).encode()))


def test_a_report_without_status_is_malformed() -> None:
    with pytest.raises(Malformed, match="MessageStatus"):
        report_of(form_fields(b"MessageSid=SM1&To=%2B1202"))


@pytest.mark.parametrize("body", [b"a=1&" * 600, b"%ff=%fe&b", b"\xff\x00"])
def test_any_body_is_read_or_malformed(body: bytes) -> None:
    try:
        form_fields(body)
    except Malformed:
        assert body.count(b"&") > 500
    with pytest.raises(Malformed):
        json_fields(body)
