"""Runs the tests that depend on the clock at moments that come seldom: `make test-clock`, meant for nights."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.commands.environment import ROOT
from assistant.commands.model import ensure_model
from tests.knowledge.shared import ELSEWHERE

US, EU = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
MOMENTS = [  # when the tests begin, on the clock of the clinic and of its machine
    datetime(2026, 12, 9, 12, tzinfo=US),
    datetime(2026, 12, 9, 23, 58, tzinfo=US),  # over midnight
    datetime(2026, 12, 20, 12, tzinfo=US),
    datetime(2026, 12, 31, 23, 58, tzinfo=US),  # into a new year
    datetime(2027, 2, 28, 12, tzinfo=US),
    datetime(2027, 3, 14, 1, 57, tzinfo=US),  # clocks go forward
    datetime(2027, 3, 28, 1, 57, tzinfo=EU),
    datetime(2027, 10, 31, 2, 57, tzinfo=EU),  # clocks go back
    datetime(2027, 11, 7, 1, 57, tzinfo=US),
    datetime(2027, 11, 7, 21, 10, tzinfo=US),  # twenty hours after an hour that came twice
    datetime(2028, 2, 29, 12, tzinfo=US),  # and the guidance is overdue for its review
]
CHOSEN = "clock or not (assistant or slow)"  # of the slow tests those that know a date, and all of the others


def main(arguments: list[str]) -> int:
    """`arguments` are pytest's. 1 where a test failed at any moment."""
    ensure_model()  # at the real time
    failed = [moment for moment in MOMENTS if not _passes(moment, arguments)]
    for moment in failed:
        print(f"Failed: {moment:%Y-%m-%d %H:%M %Z}", file=sys.stderr)
    return 1 if failed else 0


def _passes(moment: datetime, arguments: list[str]) -> bool:
    print(f"\n{moment:%A, %Y-%m-%d %H:%M %Z}", flush=True)
    command = [sys.executable, "-m", "pytest", "-m", CHOSEN, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **_clock(moment)}, check=False).returncode == 0


def _clock(moment: datetime) -> dict[str, str]:
    """What sets the clock of a process and of all that it starts, except for the tests' own PostgreSQL and Redis."""
    zone = str(moment.tzinfo)
    return {
        "LD_PRELOAD": str(next((ROOT / ".tools" / "clock").rglob("libfaketime.so.1"))),
        # a distance, not a moment: processes started one after the other would each begin at that moment
        "FAKETIME": f"{math.ceil(moment.timestamp() - time.time()):+d}",
        # sleeps and timeouts count on the monotonic clock: with a changed one some never end
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_CACHE_DURATION": "86400",  # seconds; the distance stays as it is, so it need not be read again
        "TZ": zone,
        ELSEWHERE: zone,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
