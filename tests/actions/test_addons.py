"""Add-ons: what they do, what for, and what only the treatment's guidance says."""

from __future__ import annotations

import pytest

from tests.actions.patient import Patient


@pytest.mark.parametrize(
    ("intent", "terms", "facts"),
    [
        ("ask_addons", (), {"addon.general", "addon.prp", "addon.rf"}),
        ("ask_prp", (), {"addon.prp"}),
        ("ask_rf", ("rf",), {"addon.rf"}),
        ("ask_addons", ("prp", "rf"), {"addon.general", "addon.prp", "addon.rf"}),
    ],
)
def test_says_what_the_add_ons_do(patient: Patient, intent: str, terms: tuple[str, ...], facts: set[str]) -> None:
    said = patient.asks(intent, "", *terms)
    assert (said.kind, set(said.facts)) == ("answer", facts)


PAIRS = [
    (("prp", "acne_scars"), "addon.prp"),
    (("prp", "pigmentation"), "addon.prp"),
    (("rf", "loose_skin"), "addon.rf"),
    (("rf", "wrinkles"), "addon.rf"),
]


@pytest.mark.parametrize("intent", ["ask_addons", "ask_concern"])
@pytest.mark.parametrize(("terms", "fact"), PAIRS)
def test_pairs_add_on_and_concern_as_the_guidance_does(
    patient: Patient, intent: str, terms: tuple[str, ...], fact: str
) -> None:
    said = patient.asks(intent, "which one?", *terms)
    assert (said.kind, said.facts[0]) == ("answer", fact)
    assert not {"addon.prp", "addon.rf"} - {fact} & set(said.facts)
    assert "does not name" not in said.text


@pytest.mark.parametrize(
    ("terms", "facts"),
    [
        (("acne_scars",), ["addon.prp"]),
        (("loose_skin",), ["addon.rf"]),
        (("acne_scars", "wrinkles"), ["addon.prp", "addon.rf"]),
    ],
)
def test_which_add_on_goes_by_the_concern(patient: Patient, terms: tuple[str, ...], facts: list[str]) -> None:
    said = patient.asks("ask_addons", "which one?", *terms)
    assert said.kind == "answer"
    assert [fact for fact in said.facts if fact in ("addon.prp", "addon.rf")] == facts
    assert said.facts[: len(facts)] == facts
    assert "does not name" not in said.text


@pytest.mark.parametrize(
    ("terms", "subject"),
    [
        (("rf", "acne_scars"), "radiofrequency"),
        (("prp", "wrinkles"), "platelet-rich plasma"),
        (("prp", "loose_skin"), "platelet-rich plasma"),
    ],
)
@pytest.mark.parametrize("intent", ["ask_addons", "ask_concern", "ask_prp"])
def test_a_pair_that_the_guidance_does_not_make_is_said_not_to_be_there(
    patient: Patient, terms: tuple[str, ...], subject: str, intent: str
) -> None:
    said = patient.asks(intent, "is it good for this?", *terms, subject=terms[0])
    assert said.text.startswith(f"The clinic's guidance does not say this for {subject} by itself. For microneedling:")
    assert not {"addon.prp", "addon.rf"} & set(said.facts)
    assert "Yes" not in said.text


@pytest.mark.parametrize(
    ("intent", "terms", "fact"),
    [
        ("ask_makeup", ("makeup",), "aftercare.makeup"),
        ("ask_recovery", (), "recovery.redness"),
        ("ask_sessions", (), "sessions.initial"),
        ("ask_preparation", (), "prep.general"),
        ("ask_retinoids", ("retinoids",), "prep.retinoids"),
    ],
)
def test_what_only_the_treatment_s_guidance_says_is_said_under_its_name(
    patient: Patient, intent: str, terms: tuple[str, ...], fact: str
) -> None:
    said = patient.asks(intent, "and with rf?", "rf", *terms)
    assert said.kind == "answer" and fact in said.facts
    assert said.text.startswith(
        "The clinic's guidance does not say this for radiofrequency by itself. For microneedling:"
    )


def test_by_text_the_treatment_s_name_stands_before_its_facts() -> None:
    said = Patient("sms").asks("ask_makeup", "and with rf?", "rf", "makeup")
    assert said.text.startswith("For microneedling:") and said.facts == ["aftercare.makeup"]


@pytest.mark.parametrize("intent", ["ask_price", "ask_pain"])
def test_what_neither_says_is_not_covered_for_the_add_on(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "with prp?", "prp")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert said.text.startswith("On platelet-rich plasma:")


def test_an_unlisted_concern_is_not_covered_by_any_add_on(patient: Patient) -> None:
    said = patient.asks("ask_prp", "prp for hair loss?", "prp", "hair_loss")
    assert said.kind == "not_covered" and "addon.prp" not in said.facts
    assert "does not name hair loss" in said.text


def test_of_an_unlisted_add_on_nothing_of_ours_is_said(patient: Patient) -> None:
    said = patient.asks("ask_addons", "do you add exosomes?", "exosomes")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert said.text.startswith("I have no guidance from the clinic on exosomes, only on microneedling.")


def test_beside_a_paired_concern_another_one_is_named(patient: Patient) -> None:
    said = patient.asks("ask_prp", "prp for scars and hair loss?", "prp", "acne_scars", "hair_loss")
    assert said.facts[0] == "addon.prp"
    assert "does not name hair loss" in said.text


@pytest.mark.parametrize("concern", ["stretch_marks", "large_pores"])
def test_no_add_on_is_named_for_a_concern_that_the_guidance_pairs_with_none(patient: Patient, concern: str) -> None:
    said = patient.asks("ask_addons", "which one for this?", concern)
    assert not {"addon.prp", "addon.rf"} & set(said.facts)


def test_which_of_two_add_ons_is_better_is_not_judged(patient: Patient) -> None:
    said = patient.asks("ask_other_treatment", "is prp better than rf?", "prp", "rf")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert "does not compare" in said.text
