"""Prints which facts helped visitors of the website, the least helpful first."""

from __future__ import annotations

import sys

from assistant.storage.database import connect, migrate
from assistant.storage.feedback import Feedback


def main() -> int:
    engine = connect()
    migrate(engine)
    counts = Feedback(engine).counts()
    if not counts:
        print("Nobody has said yet whether a reply helped.")
        return 0
    print(f"{'fact':32} {'helped':>7} {'did not':>8}")
    for count in counts:
        print(f"{count.fact_id:32} {count.helpful:>7} {count.not_helpful:>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
