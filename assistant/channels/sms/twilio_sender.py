"""Sends texts through Twilio's REST API: replies that came too late for the webhook's answer."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from assistant.channels.sms.twilio_account import API, TwilioAccount
from assistant.storage.consent import ConsentLedger
from assistant.storage.identity import pseudonym
from assistant.storage.outbox import Delivery

logger = logging.getLogger(__name__)

SMS = "sms"  # the outbox's destination, and the kind of pseudonyms
OPTED_OUT = 21610  # Twilio's code: the recipient has opted out with the carrier
TIMEOUT_SECONDS = 10
_WORTH_ANOTHER_TRY = {401, 403, 404, 408, 429}  # a setting may be mended, a rate limit passes; other 4xx never do


class TwilioSender:
    """Delivers replies, payloads {"to", "from", "text", "asked_at"}, each once. Raises TwilioRestException or requests' errors to be called again."""

    def __init__(self, account: TwilioAccount, consent: ConsentLedger) -> None:
        self._account = account
        self._consent = consent
        self._client = Client(account.account_sid, account.auth_token, http_client=_HttpClient(account.api))

    def __call__(self, delivery: Delivery) -> None:
        to, number, text, asked_at = (delivery.payload[name] for name in ("to", "from", "text", "asked_at"))
        sender = pseudonym(SMS, to)
        if self._consent.has_opted_out(sender):
            return
        # a try that failed without an answer may have got through
        if delivery.attempts > 1 and self._was_sent(to, number, text, datetime.fromisoformat(asked_at)):
            return
        try:
            self._client.messages.create(to=to, from_=number, body=text, status_callback=self._account.status_url)
        except TwilioRestException as error:
            if error.code == OPTED_OUT:
                self._consent.record(sender, "opt_out", "carrier", f"error {OPTED_OUT}")
            elif error.status >= 500 or error.status in _WORTH_ANOTHER_TRY:
                raise
            # neither the number nor the text: the error's own words quote them
            logger.error("a text was not sent: status=%s code=%s", error.status, error.code)

    def _was_sent(self, to: str, number: str, text: str, asked_at: datetime) -> bool:
        latest = self._client.messages.list(to=to, from_=number, limit=20)
        return any(
            message.body == text and message.status != "failed" and message.date_created >= asked_at
            for message in latest
        )


class _HttpClient(TwilioHttpClient):
    """Twilio's own, on another address where one is configured."""

    def __init__(self, api: str) -> None:
        super().__init__(timeout=TIMEOUT_SECONDS)
        self._api = api.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, url.replace(API, self._api, 1), *args, **kwargs)
