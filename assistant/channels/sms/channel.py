"""The SMS channel: Twilio's webhooks.

POST /webhooks/sms/webhook takes a text and answers TwiML; POST /webhooks/sms/status takes reports on texts sent.
What is not signed with the clinic's Twilio token is refused before anything of it is used.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse, empty, json, text
from twilio.twiml.messaging_response import MessagingResponse

from assistant.channels.answering import Answering, Handler
from assistant.channels.sms.reply import SmsReply
from assistant.channels.sms.turn import SmsTurns
from assistant.channels.sms.twilio_account import NotConfigured, Refused, TwilioAccount
from assistant.channels.sms.twilio_request import Fields, Malformed, form_fields, json_fields, report_of, text_of
from assistant.channels.sms.twilio_sender import OPTED_OUT, SMS
from assistant.settings import settings
from assistant.storage.consent import ConsentLedger
from assistant.storage.database import connect
from assistant.storage.identity import pseudonym
from assistant.storage.sent_texts import SentTexts

logger = logging.getLogger(__name__)


class SmsInput(InputChannel):
    """Twilio's texts; see docs/sms.md."""

    def __init__(self) -> None:
        pseudonym(SMS, "")  # a key that can't be used is found at the start, not by a patient
        engine = connect()
        self._consent = ConsentLedger(engine)
        self._sent_texts = SentTexts(engine)
        self._engine = engine

    @classmethod
    def name(cls) -> str:
        return SMS

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        webhook = Blueprint("sms_webhook")
        reply = SmsReply(Answering(self.name()), on_new_message, self._engine)
        turns = SmsTurns(reply, self._engine)

        @webhook.listener("after_server_stop")
        async def finish(_app: Sanic, _loop: Any) -> None:
            await turns.finish()

        @webhook.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                account = TwilioAccount.configured(settings())
                fields = _authentic(request, account, account.public_url)
                account.check_addressee(fields.first("AccountSid"), (fields.first("To"),))
                reply = await turns.reply_in_time(text_of(fields))
            except (NotConfigured, Refused, Malformed) as error:
                return _refusal(error)
            return _twiml(reply, account)

        @webhook.route("/status", methods=["POST"])
        async def status(request: Request) -> HTTPResponse:
            try:
                account = TwilioAccount.configured(settings())
                fields = _authentic(request, account, account.status_url)
                account.check_addressee(fields.first("AccountSid"), (fields.first("From"),))
                report = report_of(fields)
            except (NotConfigured, Refused, Malformed) as error:
                return _refusal(error)
            await asyncio.to_thread(self._record, report.sid, report.number, report.status, report.error)
            return empty()

        return webhook

    def _record(self, sid: str, number: str, status: str, error: str | None) -> None:
        sender = pseudonym(SMS, number)
        self._sent_texts.report(sid, sender, status, error)
        if error == str(OPTED_OUT):
            self._consent.record(sender, "opt_out", "carrier", f"error {OPTED_OUT}", message_id=sid)


def _authentic(request: Request, account: TwilioAccount, url: str) -> Fields:
    """The request's fields. Raises Refused or Malformed."""
    signature = request.headers.get("X-Twilio-Signature")
    if not signature:
        raise Refused("the request has no signature")
    is_json = request.headers.get("Content-Type", "").startswith("application/json")
    fields = None if is_json else form_fields(request.body)
    account.check(url, request.query_string, signature, request.body, fields)
    return json_fields(request.body) if fields is None else fields


def _refusal(error: Exception) -> HTTPResponse:
    # these errors name settings and fields, never their values
    logger.warning("a request to the SMS channel was refused: %s", error)
    return text(str(error), status=400 if isinstance(error, Malformed) else 403)


def _twiml(reply: str | None, account: TwilioAccount) -> HTTPResponse:
    response = MessagingResponse()
    if reply:
        response.message(reply, action=account.status_url)
    return text(str(response), content_type="text/xml; charset=utf-8")
