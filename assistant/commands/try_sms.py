"""`make sms TEXT="..."`: sends a text to the running assistant as Twilio would, and shows what comes back."""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
import uuid
from urllib.parse import urlencode
from xml.etree import ElementTree

from twilio.request_validator import RequestValidator

from assistant.channels.sms.segments import segments
from assistant.channels.sms.twilio_account import NotConfigured, TwilioAccount
from assistant.commands.environment import given
from assistant.settings import settings

PHONE = "+12025550123"  # a number that nobody has


def main() -> int:
    if not given("TEXT"):
        print('Say what to text: make sms TEXT="When can I wear makeup?"', file=sys.stderr)
        return 2
    try:
        account = TwilioAccount.configured(settings())
    except NotConfigured as error:
        print(f"{error}. Any values do for a try, as long as `make run` has the same.", file=sys.stderr)
        return 2
    fields = text_fields(account, given("TEXT"), given("FROM") or PHONE)
    url = f"http://127.0.0.1:{settings().port}/webhooks/sms/webhook"
    signature = RequestValidator(account.auth_token).compute_signature(account.public_url, fields)
    request = urllib.request.Request(url, urlencode(fields).encode(), {"X-Twilio-Signature": signature})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            twiml = response.read().decode()
    except urllib.error.HTTPError as error:
        print(f"{error.code}: {error.read().decode()}", file=sys.stderr)
        return 1
    except urllib.error.URLError:
        print(f"Nothing answers at {url}; start the assistant with `make run`.", file=sys.stderr)
        return 1
    print(twiml)
    for message in ElementTree.fromstring(twiml):
        words = message.text or ""
        print(f"\n{words}\n\n{len(words)} characters, {segments(words)} segments")
    return 0


def text_fields(account: TwilioAccount, body: str, sender: str) -> dict[str, str]:
    sid = f"SM{uuid.uuid4().hex}"
    return {
        "MessageSid": sid,
        "AccountSid": account.account_sid,
        "From": sender,
        "To": account.numbers[0],
        "Body": body,
        "NumMedia": "0",
    }


if __name__ == "__main__":
    sys.exit(main())
