"""Figures of the guidance, with their bound and unit, and how they are said."""

from __future__ import annotations

from dataclasses import dataclass

# A bound is part of the fact: "at least" and "up to" are never dropped.
BOUNDS = {"exactly": "{}", "at_least": "at least {}", "up_to": "up to {}", "every": "every {}"}


@dataclass(frozen=True)
class Unit:
    """How a number is said with the unit, one and several; `hours` where it is a length of time of fixed size."""

    one: str
    several: str
    hours: float | None = None


# A new unit is a row here.
UNITS = {
    "minutes": Unit("{} minute", "{} minutes", 1 / 60),
    "hours": Unit("{} hour", "{} hours", 1),
    "days": Unit("{} day", "{} days", 24),
    "weeks": Unit("{} week", "{} weeks", 7 * 24),
    "months": Unit("{} month", "{} months"),
    "years": Unit("{} year", "{} years"),
    "sessions": Unit("{} session", "{} sessions"),
    "visits": Unit("{} visit", "{} visits"),
    "percent": Unit("{}%", "{}%"),
    "SPF": Unit("SPF {}", "SPF {}"),
    # money
    "USD": Unit("${}", "${}"),
    "CAD": Unit("CA${}", "CA${}"),
    "AUD": Unit("A${}", "A${}"),
    "GBP": Unit("£{}", "£{}"),
    "EUR": Unit("€{}", "€{}"),
}
LENGTHS = ("minutes", "hours", "days", "weeks", "months", "years")  # of time, as dateutil's relativedelta names them
HOURS_IN = {name: unit.hours for name, unit in UNITS.items() if unit.hours}


@dataclass(frozen=True)
class Quantity:
    """A figure: `low` equals `high` unless it is a range. `unit` is one of UNITS, `bound` one of BOUNDS."""

    low: int
    high: int
    unit: str
    bound: str = "exactly"

    def __str__(self) -> str:
        """As said to a patient, e.g. "at least 72 hours", "3 to 5 sessions", "$250 to $400"."""
        return BOUNDS[self.bound].format(self.amount)

    @property
    def amount(self) -> str:
        """Without the bound, e.g. "72 hours"."""
        unit = UNITS[self.unit]
        if self.low == self.high:
            return (unit.one if self.high == 1 else unit.several).format(_grouped(self.high))
        first, last = unit.several.format(_grouped(self.low)), unit.several.format(_grouped(self.high))
        leads = unit.several.startswith("{}") and not unit.several.startswith(
            "{}%"
        )  # "3 to 5 sessions", but "$3 to $5"
        return f"{_grouped(self.low) if leads else first} to {last}"

    @property
    def hours(self) -> float | None:
        """The upper end in hours; None where the unit has no fixed number of hours."""
        factor = HOURS_IN.get(self.unit)
        return self.high * factor if factor else None

    @property
    def is_length(self) -> bool:
        """Whether it is a length of time."""
        return self.unit in LENGTHS


def _grouped(number: int) -> str:
    """1200 as "1,200"; in the words, texts and tests alike."""
    return f"{number:,}"
