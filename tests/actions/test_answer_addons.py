from __future__ import annotations

import pytest

from tests.actions.patient import Patient


@pytest.mark.parametrize(
    ("intent", "terms", "facts"),
    [
        ("ask_addons", (), ["addon.general", "addon.prp", "addon.rf"]),
        ("ask_prp", (), ["addon.prp"]),
        ("ask_rf", ("rf",), ["addon.rf"]),
        ("ask_addons", ("prp", "rf"), ["addon.general", "addon.prp", "addon.rf"]),
    ],
)
def test_says_what_the_add_ons_do(patient: Patient, intent: str, terms: tuple[str, ...], facts: list[str]) -> None:
    said = patient.asks(intent, "", *terms)
    assert (said.kind, said.facts) == ("answer", facts)


PAIRS = [
    (("prp", "acne_scars"), ["addon.prp"]),
    (("prp", "pigmentation"), ["addon.prp"]),
    (("rf", "loose_skin"), ["addon.rf"]),
    (("rf", "wrinkles"), ["addon.rf"]),
]
WHICH_ONE = [
    (("acne_scars",), ["addon.prp"]),
    (("loose_skin",), ["addon.rf"]),
    (("acne_scars", "wrinkles"), ["addon.prp", "addon.rf"]),
]


@pytest.mark.parametrize(
    ("intent", "terms", "facts"),
    [
        *[("ask_addons", *pair) for pair in PAIRS + WHICH_ONE],
        *[("ask_concern", *pair) for pair in PAIRS],
    ],
)
def test_pairs_add_on_and_concern_as_the_guidance_does(
    patient: Patient, intent: str, terms: tuple[str, ...], facts: list[str]
) -> None:
    said = patient.asks(intent, "which one?", *terms)
    assert (said.kind, said.facts) == ("answer", facts)
    assert "does not name" not in said.text


@pytest.mark.parametrize(
    ("terms", "named"),
    [
        (("rf", "acne_scars"), "acne scars for radiofrequency"),
        (("prp", "wrinkles"), "wrinkles for platelet-rich plasma"),
        (("prp", "loose_skin"), "loose skin for platelet-rich plasma"),
    ],
)
def test_a_pair_that_the_guidance_does_not_make_is_said_not_to_be_there(
    patient: Patient, terms: tuple[str, ...], named: str
) -> None:
    said = patient.asks("ask_addons", "is it good for this?", *terms)
    assert said.text.startswith(f"The clinic's guidance does not name {named}.")
    assert "Yes" not in said.text


def test_an_unlisted_concern_is_not_covered_by_any_add_on(patient: Patient) -> None:
    said = patient.asks("ask_prp", "prp for hair loss?", "prp", "hair_loss")
    assert said.kind == "not_covered"
    assert "does not name hair loss" in said.text


def test_an_unlisted_add_on_is_not_covered(patient: Patient) -> None:
    said = patient.asks("ask_addons", "do you add exosomes?", "exosomes")
    assert (said.kind, said.facts) == ("not_covered", ["addon.general"])
    assert "does not name exosomes" in said.text


def test_beside_a_listed_add_on_an_unlisted_one_is_named(patient: Patient) -> None:
    said = patient.asks("ask_addons", "prp or exosomes?", "prp", "exosomes")
    assert said.facts == ["addon.prp", "addon.general"]
    assert "does not name exosomes" in said.text


def test_an_unlisted_add_on_compared_with_a_listed_one_is_not_covered(patient: Patient) -> None:
    said = patient.asks("ask_prp", "is prp better than exosomes?", "prp", "exosomes")
    assert said.kind == "not_covered" and said.facts == ["addon.prp", "addon.general"]
    assert "does not name exosomes" in said.text


def test_beside_a_paired_concern_another_one_is_named(patient: Patient) -> None:
    assert "wrinkles" in patient.asks("ask_prp", "prp for scars and wrinkles?", "prp", "acne_scars", "wrinkles").text
