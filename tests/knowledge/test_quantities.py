"""How figures are said."""

from __future__ import annotations

import pytest

from assistant.knowledge.quantities import BOUNDS, UNITS, Quantity


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (Quantity(72, 72, "hours", "at_least"), "at least 72 hours"),
        (Quantity(2, 2, "months", "up_to"), "up to 2 months"),
        (Quantity(6, 6, "months", "every"), "every 6 months"),
        (Quantity(48, 48, "hours"), "48 hours"),
        (Quantity(1, 3, "days"), "1 to 3 days"),
        (Quantity(3, 5, "sessions"), "3 to 5 sessions"),
        (Quantity(1, 2, "weeks"), "1 to 2 weeks"),
        (Quantity(1, 1, "weeks", "at_least"), "at least 1 week"),
        (Quantity(1, 1, "sessions"), "1 session"),
        (Quantity(1, 1, "months", "every"), "every 1 month"),
    ],
)
def test_says_bound_number_and_unit(quantity: Quantity, said: str) -> None:
    assert str(quantity) == said
    assert said.endswith(quantity.amount)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("bound", BOUNDS)
def test_every_unit_has_a_singular_and_every_bound_is_said(unit: str, bound: str) -> None:
    opening = {"exactly": "", "at_least": "at least ", "up_to": "up to ", "every": "every "}[bound]
    assert str(Quantity(1, 1, unit, bound)) == f"{opening}1 {unit[:-1]}"
    assert str(Quantity(2, 2, unit, bound)) == f"{opening}2 {unit}"


@pytest.mark.parametrize(
    ("quantity", "hours"),
    [
        (Quantity(72, 72, "hours"), 72),
        (Quantity(1, 3, "days"), 72),
        (Quantity(1, 2, "weeks"), 336),
        (Quantity(2, 2, "months"), None),
        (Quantity(3, 5, "sessions"), None),
    ],
)
def test_knows_its_upper_end_in_hours(quantity: Quantity, hours: int | None) -> None:
    assert quantity.hours == hours
