"""Deletes what has been kept for CONVERSATIONS_KEPT_DAYS, and says how much."""

from __future__ import annotations

import sys

from sqlalchemy.engine import Engine

from operations.environment import ROOT, environment
from storage.database import connect, migrate
from storage.retention import kept_days, purge


def main() -> int:
    engine = connect()
    migrate(engine)
    try:
        days = kept_days()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    deleted = purge(engine, conversations())
    print(f"Deleted what was older than {days} days: {', '.join(f'{n} {what}' for what, n in deleted.items())}.")
    return 0


def conversations() -> Engine:
    """Where Rasa keeps its conversations; see endpoints.yml."""
    return connect(f"sqlite:///{ROOT / environment()['CONVERSATIONS_DB']}")


if __name__ == "__main__":
    sys.exit(main())
