from __future__ import annotations

import pytest

from tests.actions.patient import TERMS, Patient

CONCERNS = [term.id for category, term in clinic_files().treatment.terms if category == "concerns"]
LISTED = {
    "fine_lines", "wrinkles", "large_pores", "loose_skin", "skin_tone", "stretch_marks", "scars", "dark_circles",
    "crows_feet", "neck_chest_lines", "acne_scars", "texture", "pigmentation", "dry_skin",
}  # fmt: skip


def test_listed_concerns_are_in_the_vocabulary() -> None:
    assert set(CONCERNS) > LISTED
    assert set(CONCERNS) <= TERMS


@pytest.mark.parametrize("concern", CONCERNS)
def test_only_a_listed_concern_gets_a_yes(patient: Patient, concern: str) -> None:
    said = patient.asks("ask_concern", "can it treat this?", concern)
    assert said.text.startswith("Yes. ") == (concern in LISTED)
    assert said.kind == ("answer" if concern in LISTED else "not_covered")
    assert said.text.startswith("The clinic's guidance does not name ") == (concern not in LISTED)


def test_beside_a_listed_concern_an_unlisted_one_is_named_and_there_is_no_yes(patient: Patient) -> None:
    said = patient.asks("ask_concern", "does it help scars or rosacea?", "scars", "rosacea")
    assert (said.kind, said.facts) == ("answer", ["concerns.treated"])
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
def test_an_add_on_that_the_guidance_lacks_is_named(patient: Patient, terms: tuple[str, ...]) -> None:
    assert "does not name" in patient.asks("ask_concern", "does it work with botox?", *terms).text


@pytest.mark.parametrize(
    ("text", "concern"),
    [("does it make wrinkles worse?", "wrinkles"), ("can it cause stretch marks?", "stretch_marks")],
)
def test_a_question_about_harm_gets_no_yes(patient: Patient, text: str, concern: str) -> None:
    assert not patient.asks("ask_concern", text, concern).text.startswith("Yes")


def test_skins_of_every_color_are_no_concern_to_be_treated(patient: Patient) -> None:
    said = patient.asks("ask_concern", "is it fine on all skin tones", "skin_tone")
    assert (said.kind, said.facts) == ("not_covered", [])
    assert patient.asks("ask_concern", "does it even out my skin tone", "skin_tone").kind == "answer"
