"""Sends notices to a webhook, signed as https://www.standardwebhooks.com asks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.request
from dataclasses import dataclass

from assistant.delivery.notices import Notice

TIMEOUT_SECONDS = 20


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A name and a phone number go to the address that was configured, and to no other."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


@dataclass(frozen=True)
class Webhook:
    url: str
    secret: str

    def send(self, notice: Notice, key: str) -> None:
        """POST {"type", "data"}. Raises OSError unless the answer is 2xx.

        webhook-id is the idempotency key: the same for every attempt at the same notice.
        """
        body = json.dumps({"type": notice.event, "data": notice.data}).encode()
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "webhook-id": key,
            "webhook-timestamp": timestamp,
            "webhook-signature": signature(self.secret, key, timestamp, body),
        }
        request = urllib.request.Request(self.url, body, headers, method="POST")
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS):
            pass


def signature(secret: str, key: str, timestamp: str, body: bytes) -> str:
    """ "v1,": HMAC-SHA256 of "key.timestamp.body" in base 64; a secret "whsec_..." is base 64 itself."""
    raw = base64.b64decode(secret.removeprefix("whsec_")) if secret.startswith("whsec_") else secret.encode()
    digest = hmac.new(raw, f"{key}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
