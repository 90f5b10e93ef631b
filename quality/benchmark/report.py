"""The table of `make bench`, on the screen and in reports/bench.md."""

from __future__ import annotations

import os
import pathlib
import platform
from collections.abc import Sequence
from datetime import UTC, datetime

from quality.benchmark.figures import Figure
from quality.benchmark.load import Load

HEAD = ("what", "ours", "beside it", "ratio", "wanted", "reached")


def table(figures: Sequence[Figure]) -> str:
    """As Markdown."""
    rows = [HEAD, tuple("---" for _ in HEAD), *(_row(figure) for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def loads(name: str, ramp: Sequence[Load]) -> str:
    """As Markdown."""
    rows = [
        f"| {load.users} | {load.replies_per_second:.1f} | {load.median:.0f} | {load.p99:.0f} | {load.failures} |"
        for load in ramp
    ]
    head = "| users | replies a second | median, ms | p99, ms | without reply |\n| --- | --- | --- | --- | --- |"
    return f"{name}\n\n{head}\n" + "\n".join(rows)


def write(folder: pathlib.Path, figures: Sequence[Figure], parts: Sequence[str], pictures: Sequence[str]) -> None:
    """reports/bench.md, with the pictures beside it."""
    now = datetime.now(UTC)
    machine = f"Measured on {now:%Y-%m-%d} on {os.cpu_count()} cores, Python {platform.python_version()}."
    shown = [f"![{name}]({name})" for name in pictures]
    (folder / "bench.md").write_text("\n\n".join(["# Benchmark", machine, table(figures), *parts, *shown]) + "\n")


def _row(figure: Figure) -> tuple[str, ...]:
    reached = {True: "yes", False: "**no**", None: "not measured"}
    return figure.what, figure.ours, figure.beside, figure.ratio, figure.target, reached[figure.reached]
