"""The process that empties the outbox: tries what is due, again and again, until it is stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping

from storage.database import connect, migrate
from storage.outbox import Outbox, Sender

PAUSE_SECONDS = 1.0


def senders() -> Mapping[str, Sender]:
    """Who delivers to which destination, as configured."""
    return {}


def main() -> int:
    engine = connect()
    migrate(engine)
    outbox = Outbox(engine)
    while True:
        outbox.deliver_due(senders())
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
