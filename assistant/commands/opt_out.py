"""`make opt-out NUMBER=+1...`: for people who ask staff, by phone or e-mail, to get no more texts."""

from __future__ import annotations

import re
import sys

from assistant.channels.sms.twilio_sender import SMS
from assistant.commands.environment import given
from assistant.storage.consent import ConsentLedger
from assistant.storage.database import connect, migrate
from assistant.storage.identity import pseudonym


def main() -> int:
    number = re.sub(r"[\s().-]", "", given("NUMBER"))
    if not re.fullmatch(r"\+[1-9]\d{6,14}", number):
        print("Give the number with its country code: make opt-out NUMBER=+12025550123", file=sys.stderr)
        return 2
    engine = connect()
    migrate(engine)
    ConsentLedger(engine).record(pseudonym(SMS, number), "opt_out", "staff", "asked the clinic")
    print("Recorded. This number gets no more texts, unless it texts START.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
