"""The figures to reach, and what was measured of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`measured` says both sides in words, `ratio` is what is compared with the target (in milliseconds for p99)."""

    what: str
    ours: str
    beside: str
    ratio: str
    target: str
    reached: bool


def at_most(what: str, ours: float, beside: float, limit: float, unit: str, whose: str = "`rasa init`") -> Figure:
    """Ours may be `limit` times the other."""
    ratio = ours / beside
    return Figure(
        what, _in(unit)(ours), f"{_in(unit)(beside)} ({whose})", f"{ratio:.2f}", f"≤ {limit:g}", ratio <= limit
    )


def at_least(what: str, ours: float, beside: float, limit: float, unit: str) -> Figure:
    """Ours has to be `limit` times the other."""
    ratio = ours / beside
    return Figure(
        what, _in(unit)(ours), f"{_in(unit)(beside)} (`rasa init`)", f"{ratio:.2f}", f"≥ {limit:g}", ratio >= limit
    )


def below(what: str, ours: float, beside: float, limit: float, unit: str) -> Figure:
    """Ours may be `limit` itself; the other stands beside it."""
    value = _in(unit)
    return Figure(what, value(ours), f"{value(beside)} (`rasa init`)", "", f"≤ {value(limit)}", ours <= limit)


def _in(unit: str) -> Callable[[float], str]:
    """Milliseconds are given in seconds, as they were measured."""
    if unit == "ms":
        return lambda value: f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
    return lambda value: f"{value:.{0 if value >= 100 else 1}f} {unit}"
