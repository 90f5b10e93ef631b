"""Deletes what has been kept for CONVERSATIONS_KEPT_DAYS, and says how much."""

from __future__ import annotations

import sys

from assistant.settings import settings
from assistant.storage.database import connect, migrate
from assistant.storage.retention import purge


def main() -> int:
    engine = connect()
    migrate(engine)
    days = settings().conversations_kept_days
    deleted = purge(engine)
    print(f"Deleted what was older than {days} days: {', '.join(f'{n} {what}' for what, n in deleted.items())}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
