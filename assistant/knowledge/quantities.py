"""Figures of the guidance, with their bound and unit, and how they are said."""

from __future__ import annotations

from dataclasses import dataclass

# A bound is part of the fact: "at least" and "up to" are never dropped.
BOUNDS = {"exactly": "{}", "at_least": "at least {}", "up_to": "up to {}", "every": "every {}"}
UNITS = ("hours", "days", "weeks", "months", "sessions")
HOURS_IN = {"hours": 1, "days": 24, "weeks": 7 * 24}


@dataclass(frozen=True)
class Quantity:
    """A figure: `low` equals `high` unless it is a range. `unit` is one of UNITS, `bound` one of BOUNDS."""

    low: int
    high: int
    unit: str
    bound: str = "exactly"

    def __str__(self) -> str:
        """As said to a patient, e.g. "at least 72 hours", "3 to 5 sessions"."""
        return BOUNDS[self.bound].format(self.amount)

    @property
    def amount(self) -> str:
        """Without the bound, e.g. "72 hours"."""
        number = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
        return f"{number} {self.unit[:-1] if number == '1' else self.unit}"

    @property
    def hours(self) -> int | None:
        """The upper end in hours; None where the unit has no fixed number of hours."""
        factor = HOURS_IN.get(self.unit)
        return self.high * factor if factor else None
