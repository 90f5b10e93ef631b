"""The process that empties the outbox, each kind by itself, and deletes once a day what has been kept long enough."""

from __future__ import annotations

import contextlib
import logging
import signal
import sys
import threading
import time
from collections.abc import Mapping

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.sms.twilio_account import NotConfigured, TwilioAccount
from assistant.channels.sms.twilio_sender import SMS, TwilioSender
from assistant.commands import logs
from assistant.delivery.clinic import clinic_senders
from assistant.settings import settings
from assistant.storage.consent import ConsentLedger
from assistant.storage.database import connect
from assistant.storage.outbox import Outbox, Sender
from assistant.storage.retention import purge

PAUSE_SECONDS = 1.0
PURGE_SECONDS = 24 * 3600.0
PURGE_AGAIN_SECONDS = 60.0  # after one that failed
LAST_ROUND_SECONDS = 25.0  # a delivery takes 20 at most; what is not done then is tried again after the next start

logger = logging.getLogger(__name__)


def senders(engine: Engine) -> Mapping[str, Sender]:
    """Who delivers to which destination, as configured. Raises BadSetting."""
    given = settings()
    found = clinic_senders(engine, given)
    with contextlib.suppress(NotConfigured):
        found[SMS] = TwilioSender(TwilioAccount.configured(given), ConsentLedger(engine))
    return found


def main() -> int:
    logs.configure()
    engine = connect()
    configured = senders(engine)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    # each kind in a thread of its own: a mail server that hangs delays no text
    ways = [
        threading.Thread(target=_deliver, args=(Outbox(engine), {name: sender}, stopping), name=name, daemon=True)
        for name, sender in configured.items()
    ]
    for way in ways:
        way.start()
    _purge_daily(engine, stopping)
    deadline = time.monotonic() + LAST_ROUND_SECONDS
    for way in ways:
        way.join(max(0.0, deadline - time.monotonic()))
    return 0


def _deliver(outbox: Outbox, senders: Mapping[str, Sender], stopping: threading.Event) -> None:
    """Until it is to stop; then once more, for what the others left while they stopped."""
    is_last = False
    while not is_last:
        is_last = stopping.wait(PAUSE_SECONDS)
        try:
            outbox.deliver_due(senders)
        except SQLAlchemyError as error:  # the database may be busy; what waits is tried again
            logger.error("deliveries paused: error=%s", type(error).__name__)


def _purge_daily(engine: Engine, stopping: threading.Event) -> None:
    """Until it is to stop."""
    pause = 0.0
    while not stopping.wait(pause):
        try:
            purge(engine)
            pause = PURGE_SECONDS
        except SQLAlchemyError as error:
            logger.error("purge put off: error=%s", type(error).__name__)
            pause = PURGE_AGAIN_SECONDS


if __name__ == "__main__":
    sys.exit(main())
