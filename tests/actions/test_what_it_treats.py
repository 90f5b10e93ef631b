"""Concerns that the guidance lists, and those that it does not; a hope is never told yes."""

from __future__ import annotations

import pytest

from tests.actions.patient import TERMS, Patient

CONCERNS = [term for term, category in TERMS.items() if category == "concerns"]
LISTED = {
    "fine_lines", "wrinkles", "large_pores", "loose_skin", "skin_tone", "stretch_marks", "scars", "dark_circles",
    "crows_feet", "neck_chest_lines", "acne_scars", "texture", "pigmentation", "dry_skin",
}  # fmt: skip


def test_listed_concerns_are_in_the_vocabulary() -> None:
    assert set(CONCERNS) > LISTED


@pytest.mark.parametrize("concern", CONCERNS)
def test_only_a_listed_concern_is_answered(patient: Patient, concern: str) -> None:
    said = patient.asks("ask_concern", "can it treat this?", concern)
    assert said.kind == ("answer" if concern in LISTED else "not_covered")
    assert said.text.startswith("The clinic's guidance does not name ") == (concern not in LISTED)
    assert "Yes" not in said.text
    if concern not in LISTED:
        assert said.facts == ["concerns.treated"]  # what it is used for


@pytest.mark.parametrize("concern", CONCERNS)
def test_only_whether_a_listed_concern_is_treated_here_is_told_yes(patient: Patient, concern: str) -> None:
    said = patient.asks("ask_concern", "do you treat this?", concern)
    assert said.text.startswith("Yes.") == (concern in LISTED)


@pytest.mark.parametrize(
    ("intent", "text", "concern"),
    [
        ("ask_concern", "will it erase my stretch marks?", "stretch_marks"),
        ("ask_concern", "can it get rid of my wrinkles for good?", "wrinkles"),
        ("ask_concern", "does it really work on acne scars?", "acne_scars"),
        ("ask_results_expected", "will i look ten years younger?", None),
        ("ask_permanence", "will my acne scars be gone forever?", "acne_scars"),
        ("ask_benefit", "is it worth it?", None),
    ],
)
def test_a_hope_gets_no_yes(patient: Patient, intent: str, text: str, concern: str | None) -> None:
    said = patient.asks(intent, text, *filter(None, [concern]))
    assert said.kind == "answer" and said.facts
    assert not said.text.startswith(("Yes", "No", "That is right"))


@pytest.mark.parametrize(
    ("text", "concern"),
    [("does it make wrinkles worse?", "wrinkles"), ("can it cause stretch marks?", "stretch_marks")],
)
def test_a_question_about_harm_gets_no_yes(patient: Patient, text: str, concern: str) -> None:
    assert not patient.asks("ask_concern", text, concern).text.startswith("Yes")


def test_beside_a_listed_concern_an_unlisted_one_is_named_and_there_is_no_yes(patient: Patient) -> None:
    said = patient.asks("ask_concern", "do you treat scars or rosacea?", "scars", "rosacea")
    assert said.kind == "answer" and said.facts[0] == "concerns.treated"
    assert "does not name rosacea" in said.text
    assert "Yes" not in said.text


def test_without_a_concern_the_list_is_said(patient: Patient) -> None:
    said = patient.asks("ask_concern", "what can it help with?")
    assert (said.kind, said.facts[0]) == ("answer", "concerns.treated")
    assert "stretch marks" in said.text


def test_a_concern_that_the_vocabulary_lacks_is_not_covered(patient: Patient) -> None:
    said = patient.asks("ask_concern", "does it help with ringworm?")
    assert said.kind == "not_covered"
    assert "does not list that" in said.text
    assert "Yes" not in said.text


def test_an_open_question_about_a_listed_concern_needs_no_yes(patient: Patient) -> None:
    assert not patient.asks("ask_concern", "what about scars?", "scars").text.startswith("Yes")


@pytest.mark.parametrize("terms", [("botox",), ("botox", "wrinkles")])
def test_of_another_treatment_nothing_of_ours_is_said(patient: Patient, terms: tuple[str, ...]) -> None:
    said = patient.asks("ask_concern", "does botox help with this?", *terms)
    assert (said.kind, said.facts) == ("not_covered", [])
    assert said.text.startswith("I have no guidance from the clinic on botox, only on microneedling.")


def test_skins_of_every_color_are_no_concern_to_be_treated(patient: Patient) -> None:
    said = patient.asks("ask_concern", "is it fine on all skin tones", "skin_tone")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert patient.asks("ask_concern", "does it even out my skin tone", "skin_tone").kind == "answer"
