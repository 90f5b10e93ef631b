"""Users who talk at the same time, as Locust plays them."""

from __future__ import annotations

import csv
import json
import math
import os
import pathlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.commands.environment import ROOT
from quality.benchmark.served import Served

LOCUSTFILE = ROOT / "tests" / "load" / "locustfile.py"


@dataclass(frozen=True)
class Load:
    """What `users` without a pause got: replies a second, milliseconds to a reply, and how many got none."""

    users: int
    replies_per_second: float
    median: float
    p99: float
    failures: int


def under_load(served: Served, users: int, seconds: int, folder: pathlib.Path) -> Load:
    """Runs in a process of its own, which takes its share of the cores too."""
    questions = folder / "questions.json"
    questions.write_text(json.dumps(list(served.questions)))
    results = folder / "locust"
    locust = [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--headless", "--host", served.base]
    people = ["-u", str(users), "-r", str(users), "-t", f"{seconds}s", "--csv", str(results), "--only-summary"]
    # Locust returns 1 where a message failed, which is counted here
    with (folder / "locust.log").open("ab") as log:
        subprocess.run(
            [*locust, *people],
            cwd=ROOT,
            env={**os.environ, "QUESTIONS": str(questions), "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
            check=False,
        )
    with (folder / "locust_stats.csv").open() as file:
        return read(users, list(csv.DictReader(file)))


def read(users: int, rows: Sequence[dict[str, str]]) -> Load:
    """Of the rows of Locust's statistics."""
    (row,) = [row for row in rows if row["Name"] == "Aggregated"]
    return Load(
        users=users,
        replies_per_second=float(row["Requests/s"]) - float(row["Failures/s"]),
        median=_milliseconds(row["50%"]),
        p99=_milliseconds(row["99%"]),
        failures=int(row["Failure Count"]),
    )


def _milliseconds(value: str) -> float:
    """Not a number where nobody had a reply in time."""
    return math.nan if value == "N/A" else float(value)
