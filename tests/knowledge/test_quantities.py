"""How figures are said."""

from __future__ import annotations

import pytest

from assistant.knowledge.quantities import BOUNDS, LENGTHS, UNITS, Quantity


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
        (Quantity(30, 30, "minutes"), "30 minutes"),
        (Quantity(45, 60, "minutes"), "45 to 60 minutes"),
        (Quantity(50, 50, "SPF", "at_least"), "at least SPF 50"),
        (Quantity(30, 50, "SPF"), "SPF 30 to SPF 50"),
        (Quantity(250, 250, "USD"), "$250"),
        (Quantity(250, 400, "USD"), "$250 to $400"),
        (Quantity(1200, 15000, "GBP"), "£1,200 to £15,000"),
        (Quantity(300, 300, "EUR", "up_to"), "up to €300"),
        (Quantity(10, 20, "percent"), "10% to 20%"),
        (Quantity(1, 1, "years"), "1 year"),
        (Quantity(1, 2, "visits"), "1 to 2 visits"),
    ],
)
def test_says_bound_number_and_unit(quantity: Quantity, said: str) -> None:
    assert str(quantity) == said
    assert said.endswith(quantity.amount)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("bound", BOUNDS)
def test_every_unit_has_a_singular_and_every_bound_is_said(unit: str, bound: str) -> None:
    opening = {"exactly": "", "at_least": "at least ", "up_to": "up to ", "every": "every "}[bound]
    one, two = str(Quantity(1, 1, unit, bound)), str(Quantity(2, 2, unit, bound))
    assert one.startswith(opening) and two.startswith(opening)
    assert one.removeprefix(opening) == UNITS[unit].one.format(1)
    assert two.removeprefix(opening) == UNITS[unit].several.format(2)


@pytest.mark.parametrize("unit", LENGTHS)
def test_lengths_of_time_are_counted(unit: str) -> None:
    assert Quantity(1, 1, unit).is_length
    assert (str(Quantity(1, 1, unit)), str(Quantity(2, 2, unit))) == (f"1 {unit[:-1]}", f"2 {unit}")


@pytest.mark.parametrize("unit", ["sessions", "visits", "percent", "SPF", "USD", "GBP"])
def test_other_figures_are_no_length_of_time(unit: str) -> None:
    assert not Quantity(1, 1, unit).is_length
    assert Quantity(1, 1, unit).hours is None


@pytest.mark.parametrize(
    ("quantity", "hours"),
    [
        (Quantity(72, 72, "hours"), 72),
        (Quantity(30, 90, "minutes"), 1.5),
        (Quantity(1, 3, "days"), 72),
        (Quantity(1, 2, "weeks"), 336),
        (Quantity(2, 2, "months"), None),
        (Quantity(3, 5, "sessions"), None),
    ],
)
def test_knows_its_upper_end_in_hours(quantity: Quantity, hours: int | None) -> None:
    assert quantity.hours == hours
