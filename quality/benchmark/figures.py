"""The figures to reach, and what was measured of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

DEFAULT = "`rasa init`"


@dataclass(frozen=True)
class Figure:
    """`measured` says both sides in words, `ratio` is what is compared with the target (in milliseconds for p99).

    `reached` is None where there was nothing to compare with.
    """

    what: str
    ours: str
    beside: str
    ratio: str
    target: str
    reached: bool | None


def at_most(what: str, ours: float, beside: float | None, limit: float, unit: str, whose: str = DEFAULT) -> Figure:
    """Ours may be `limit` times the other."""
    return _compared(what, ours, beside, f"≤ {limit:g}", unit, whose, lambda ratio: ratio <= limit)


def at_least(what: str, ours: float, beside: float | None, limit: float, unit: str) -> Figure:
    """Ours has to be `limit` times the other."""
    return _compared(what, ours, beside, f"≥ {limit:g}", unit, DEFAULT, lambda ratio: ratio >= limit)


def below(what: str, ours: float, beside: float | None, limit: float, unit: str) -> Figure:
    """Ours may be `limit` itself; the other stands beside it."""
    value = _in(unit)
    return Figure(what, value(ours), _beside(beside, unit, DEFAULT), "", f"≤ {value(limit)}", ours <= limit)


def _compared(
    what: str,
    ours: float,
    beside: float | None,
    target: str,
    unit: str,
    whose: str,
    reached: Callable[[float], bool],
) -> Figure:
    shown = _in(unit)(ours), _beside(beside, unit, whose)
    if beside is None:
        return Figure(what, *shown, "", target, None)
    ratio = ours / beside
    return Figure(what, *shown, f"{ratio:.2f}", target, reached(ratio))


def _beside(value: float | None, unit: str, whose: str) -> str:
    return f"{'not measured' if value is None else _in(unit)(value)} ({whose})"


def _in(unit: str) -> Callable[[float], str]:
    """Milliseconds are given in seconds, as they were measured."""
    if unit == "ms":
        return lambda value: f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
    return lambda value: f"{value:.{0 if value >= 100 else 1}f} {unit}"
