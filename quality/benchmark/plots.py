"""Pictures of how the time to a reply grows."""

from __future__ import annotations

import pathlib
import statistics
from collections.abc import Mapping, Sequence

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot
from matplotlib.axes import Axes

from quality.benchmark.load import Load

SIZE_INCHES, DPI = (6.4, 3.6), 110
WINDOW = 9  # messages that are taken together in the plot of a conversation


def conversation(path: pathlib.Path, seconds: Mapping[str, Sequence[float]]) -> None:
    """Time to a reply against the messages of the conversation before it."""
    with _Plot(path, "messages of the conversation", "milliseconds to the reply") as axes:
        for name, each in seconds.items():
            axes.plot(range(1, len(each) + 1), [value * 1000 for value in _smooth(each)], label=name)


def users(path: pathlib.Path, ramps: Mapping[str, Sequence[Load]]) -> None:
    """Time to a reply against users who talk at the same time: median, and 99th percentile dashed."""
    with _Plot(path, "users at the same time, none pausing", "milliseconds to the reply") as axes:
        for name, loads in ramps.items():
            counts = [load.users for load in loads]
            (line,) = axes.plot(counts, [load.median for load in loads], marker="o", label=f"{name}, median")
            axes.plot(counts, [load.p99 for load in loads], "--", color=line.get_color(), label=f"{name}, p99")
        axes.set_yscale("log")


def guidance(path: pathlib.Path, median_seconds: Mapping[int, float]) -> None:
    """Time to a reply against the number of facts."""
    with _Plot(path, "facts in the guidance", "milliseconds to the reply, median") as axes:
        facts = sorted(median_seconds)
        axes.plot(facts, [median_seconds[count] * 1000 for count in facts], marker="o", label="ours")
        axes.set_xscale("log")


class _Plot:
    """Axes that are written to `path` at the end of a with statement."""

    def __init__(self, path: pathlib.Path, x: str, y: str) -> None:
        self._path = path
        self._figure, self._axes = pyplot.subplots(figsize=SIZE_INCHES)
        self._axes.set_xlabel(x)
        self._axes.set_ylabel(y)

    def __enter__(self) -> Axes:
        return self._axes

    def __exit__(self, *_: object) -> None:
        if self._axes.get_yscale() != "log":
            self._axes.set_ylim(bottom=0)
        self._axes.grid(alpha=0.3)
        self._axes.legend()
        self._figure.tight_layout()
        self._figure.savefig(self._path, dpi=DPI)
        pyplot.close(self._figure)


def _smooth(values: Sequence[float]) -> list[float]:
    half = WINDOW // 2
    return [statistics.median(values[max(0, n - half) : n + half + 1]) for n in range(len(values))]
