"""The clinic's Twilio account as configured, and whether a request really comes from it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from twilio.request_validator import RequestValidator

from assistant.channels.sms.twilio_request import Fields
from assistant.settings import Settings

API: str = Settings.__fields__["twilio_api"].default
_REQUIRED = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_NUMBER", "SMS_PUBLIC_URL")


class NotConfigured(RuntimeError):
    """Settings are missing; the message names them."""


class Refused(PermissionError):
    """A request that is not to be trusted; the message says why and holds nothing of the request."""


@dataclass(frozen=True)
class TwilioAccount:
    """`numbers` are the clinic's, in E.164; `public_url` is the address that Twilio posts texts to."""

    account_sid: str
    auth_token: str
    numbers: tuple[str, ...]
    public_url: str
    api: str = API

    @classmethod
    def configured(cls, given: Settings) -> TwilioAccount:
        """Raises NotConfigured."""
        sid, token, numbers, url = required = (
            given.twilio_account_sid, given.twilio_auth_token, given.twilio_number, given.sms_public_url,
        )  # fmt: skip
        if not (sid and token and numbers and url):
            missing = [name for name, value in zip(_REQUIRED, required, strict=True) if not value]
            raise NotConfigured(f"set {', '.join(missing)} to take texts (see docs/sms.md)")
        return cls(
            account_sid=sid,
            auth_token=token,
            numbers=tuple(number.strip() for number in numbers.split(",")),
            public_url=url.partition("#")[0],  # a fragment sets Twilio's retries and is not sent
            api=given.twilio_api,
        )

    @property
    def status_url(self) -> str:
        """Where Twilio reports what became of a text: beside the address of texts."""
        return urljoin(self.public_url, "status")

    def check(self, url: str, query: str, signature: str | None, body: bytes, fields: Fields | None) -> None:
        """Raises Refused unless the account's token signed the request to `url`, one of the public addresses, with `query`.

        `fields` are those of a form; without them the body is JSON and `query` has to carry its hash.
        """
        if not signature:
            raise Refused("the request has no signature")
        signed = f"{url.partition('?')[0]}?{query}" if query else url
        if fields is None and "bodySHA256" not in urlsplit(signed).query:
            raise Refused("the request has no hash of its body")
        content = body.decode("utf-8", "replace") if fields is None else fields
        if not RequestValidator(self.auth_token).validate(signed, content, signature):
            raise Refused("the signature is wrong; check SMS_PUBLIC_URL and TWILIO_AUTH_TOKEN")

    def check_addressee(self, account_sid: str, numbers: tuple[str, ...]) -> None:
        """Raises Refused for another account, or where none of `numbers` is the clinic's."""
        if account_sid != self.account_sid:
            raise Refused("the request is of another account than TWILIO_ACCOUNT_SID")
        if not set(numbers) & set(self.numbers):
            raise Refused("the text is not for TWILIO_NUMBER")
