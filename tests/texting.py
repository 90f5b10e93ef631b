"""Texts as Twilio posts them, signed with its own library, and a stand-in for its REST API on loopback."""

from __future__ import annotations

import base64
import json
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

from twilio.request_validator import RequestValidator

from tests.assistant import TWILIO


@dataclass(frozen=True)
class Answer:
    """The webhook's answer; `texts` are the messages of its TwiML."""

    status: int
    body: str

    @property
    def texts(self) -> list[str]:
        root = ElementTree.fromstring(self.body)
        assert root.tag == "Response"
        return [message.text or "" for message in root]

    @property
    def text(self) -> str:
        """The one text there has to be."""
        (text,) = self.texts
        return text


def new_number() -> str:
    return f"+1{uuid.uuid4().int % 10**10:010d}"


def text_fields(body: str, number: str, **more: str) -> dict[str, str]:
    """The parameters of a text that comes in, as Twilio documents them."""
    sid = "SM" + uuid.uuid4().hex
    return {
        "ToCountry": "US", "ToState": "", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "", "FromZip": "20001",
        "SmsSid": sid, "FromState": "DC", "SmsStatus": "received", "FromCity": "WASHINGTON", "Body": body,
        "FromCountry": "US", "To": TWILIO["TWILIO_NUMBER"], "NumSegments": "1", "MessageSid": sid,
        "AccountSid": TWILIO["TWILIO_ACCOUNT_SID"], "From": number, "ApiVersion": "2010-04-01", **more,
    }  # fmt: skip


def signature(url: str, fields: Mapping[str, str], token: str = TWILIO["TWILIO_AUTH_TOKEN"]) -> str:
    return RequestValidator(token).compute_signature(url, fields)


def post(url: str, fields: Mapping[str, str] | bytes, headers: Mapping[str, str], timeout: float = 60) -> Answer:
    body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return Answer(response.status, response.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode())


class Phone:
    """A patient's phone: sends signed texts to the running assistant at `base`."""

    def __init__(self, base: str, number: str | None = None) -> None:
        self.base = base
        self.number = number or new_number()

    def sends(self, body: str, **more: str) -> Answer:
        return self.delivers(text_fields(body, self.number, **more))

    def delivers(self, fields: Mapping[str, str], timeout: float = 60) -> Answer:
        signed = {"X-Twilio-Signature": signature(TWILIO["SMS_PUBLIC_URL"], fields)}
        return post(f"{self.base}/webhooks/sms/webhook", fields, signed, timeout)

    def whole_reply(self, body: str) -> str:
        """The reply with all that MORE brings."""
        parts = [self.sends(body).text]
        while "Reply MORE" in parts[-1]:
            parts.append(self.sends("more").text)
        return "\n".join(part.replace("Reply MORE for the rest.", "") for part in parts)


class TwilioStandIn:
    """Messages of Twilio's REST API, and its failures: each of `failures` meets one request that sends.

    A failure is an HTTP status, Twilio's code for an opted-out recipient, or "timeout": sent, but never answered.
    """

    def __init__(self, port: int = 0) -> None:
        self.sent: list[dict[str, str]] = []
        self.tries: list[float] = []
        self.failures: list[int | str] = []
        self.hang_seconds = 60.0
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def texts_to(self, number: str) -> list[str]:
        return [message["Body"] for message in self.sent if message["To"] == number]

    def wait_for_texts_to(self, number: str, seconds: float = 30) -> list[str]:
        deadline = time.monotonic() + seconds
        while not self.texts_to(number) and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.texts_to(number)

    def _handler(stand_in) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
                fields = {name: values[0] for name, values in form.items()}
                stand_in.tries.append(time.monotonic())
                if not self._is_authentic():
                    return self._fail(401, 20003)
                failure = stand_in.failures.pop(0) if stand_in.failures else None
                if failure == 21610:
                    return self._fail(400, 21610)
                if isinstance(failure, int):
                    return self._fail(failure, {429: 20429}.get(failure, 20500 if failure >= 500 else 21211))
                fields["DateCreated"] = format_datetime(datetime.now(UTC))
                stand_in.sent.append(fields)
                if failure == "timeout":
                    stand_in._closing.wait(stand_in.hang_seconds)
                    return None
                return self._answer(201, stand_in._message(fields))

            def do_GET(self) -> None:
                if not self._is_authentic():
                    return self._fail(401, 20003)
                query = parse_qs(urlsplit(self.path).query)
                found = [m for m in stand_in.sent if m["To"] == query["To"][0] and m["From"] == query["From"][0]]
                messages = [stand_in._message(fields) for fields in reversed(found)]
                self._answer(200, {"messages": messages, "next_page_uri": None, "page": 0, "page_size": 50})

            def _is_authentic(self) -> bool:
                user = f"{TWILIO['TWILIO_ACCOUNT_SID']}:{TWILIO['TWILIO_AUTH_TOKEN']}"
                path = urlsplit(self.path).path
                assert path == f"/2010-04-01/Accounts/{TWILIO['TWILIO_ACCOUNT_SID']}/Messages.json", path
                return self.headers["Authorization"] == "Basic " + base64.b64encode(user.encode()).decode()

            def _fail(self, status: int, code: int) -> None:
                self._answer(status, {"code": code, "message": "refused", "more_info": "", "status": status})

            def _answer(self, status: int, content: Any) -> None:
                body = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler

    def _message(self, fields: Mapping[str, str]) -> dict[str, Any]:
        return {
            "sid": "SM" + uuid.uuid4().hex, "account_sid": TWILIO["TWILIO_ACCOUNT_SID"], "to": fields["To"],
            "from": fields["From"], "body": fields["Body"], "status": "queued", "date_created": fields["DateCreated"],
            "date_sent": None, "date_updated": fields["DateCreated"], "direction": "outbound-api", "error_code": None,
            "error_message": None, "num_segments": "1", "num_media": "0", "price": None, "price_unit": "USD",
            "messaging_service_sid": None, "api_version": "2010-04-01", "uri": "", "subresource_uris": {},
        }  # fmt: skip
