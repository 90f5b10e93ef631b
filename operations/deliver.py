"""The process that empties the outbox, and deletes once a day what has been kept long enough."""

from __future__ import annotations

import contextlib
import logging
import logging.config
import os
import sys
import time
from collections.abc import Mapping

from ruamel.yaml import YAML
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from delivery.clinic import clinic_senders
from messaging.twilio_account import NotConfigured, TwilioAccount
from messaging.twilio_sender import SMS, TwilioSender
from operations.environment import LOGGING
from storage.consent import ConsentLedger
from storage.database import connect, migrate
from storage.outbox import Outbox, Sender
from storage.retention import kept_days, purge

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
PURGE_SECONDS = 24 * 3600.0

logger = logging.getLogger(__name__)


def senders(engine: Engine) -> Mapping[str, Sender]:
    """Who delivers to which destination, as configured. Raises ValueError for a setting that can't be used."""
    found = clinic_senders(engine, os.environ)
    with contextlib.suppress(NotConfigured):
        found[SMS] = TwilioSender(TwilioAccount.from_environment(), ConsentLedger(engine))
    return found


def main() -> int:
    logging.config.dictConfig(YAML(typ="safe").load(LOGGING))
    engine = connect()
    migrate(engine)
    try:
        configured = senders(engine)
        kept_days()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    outbox = Outbox(engine)
    purged = float("-inf")
    while True:
        try:
            outbox.deliver_due(configured)
            if time.monotonic() - purged > PURGE_SECONDS:
                purged = time.monotonic()
                purge(engine)
        except SQLAlchemyError as error:  # the database may be busy; what waits is tried again
            logger.error("deliveries paused: error=%s", type(error).__name__)
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C stops the whole assistant
        sys.exit(main())
