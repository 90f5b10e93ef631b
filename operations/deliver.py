"""The process that empties the outbox: tries what is due, again and again, until it is stopped."""

from __future__ import annotations

import contextlib
import logging
import sys
import time
from collections.abc import Mapping

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from messaging.twilio_account import NotConfigured, TwilioAccount
from messaging.twilio_sender import SMS, TwilioSender
from storage.consent import ConsentLedger
from storage.database import connect, migrate
from storage.outbox import Outbox, Sender

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0


def senders(engine: Engine) -> Mapping[str, Sender]:
    """Who delivers to which destination, as configured."""
    found: dict[str, Sender] = {}
    with contextlib.suppress(NotConfigured):
        found[SMS] = TwilioSender(TwilioAccount.from_environment(), ConsentLedger(engine))
    return found


def main() -> int:
    engine = connect()
    migrate(engine)
    outbox, known = Outbox(engine), senders(engine)
    while True:
        try:
            outbox.deliver_due(known)
        except SQLAlchemyError as error:  # a busy database; what is due stays due
            logger.error("nothing delivered: error=%s", type(error).__name__)
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C stops the whole assistant
        sys.exit(main())
