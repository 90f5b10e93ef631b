from __future__ import annotations

import pytest

from tests.actions.patient import Patient, question


def test_all_questions_are_answered_in_order(patient: Patient) -> None:
    said = patient.sends(
        [question("ask_recovery", "how long is recovery?"), question("ask_price", "what is the price?"),
         question("ask_makeup", "when can i wear makeup?", "makeup")]
    )  # fmt: skip
    assert (said.kind, said.facts) == ("answer", ["recovery.redness", "recovery.healing", "aftercare.makeup"])
    assert [text.split(".")[0] for text in said.texts] == [
        "Some redness and swelling at first are normal and should fade in 1 to 3 days",
        "The clinic's guidance does not give prices, packages or ways to pay",
        "Wear no makeup for the first 48 hours after your treatment",
    ]
    assert len(said.report["sources"]) == 2


@pytest.mark.parametrize(
    ("intents", "kind"),
    [
        (("ask_price", "medical_condition", "ask_makeup"), "medical"),
        (("ask_price", "ask_makeup"), "answer"),
        (("book_visit", "ask_price"), "not_covered"),
        (("thank", "book_visit"), "handoff"),
        (("thank", "out_of_scope"), "out_of_scope"),
    ],
)
def test_the_weightiest_question_gives_the_kind(patient: Patient, intents: tuple[str, ...], kind: str) -> None:
    assert patient.sends([question(intent, "a question of several words") for intent in intents]).kind == kind


def test_the_same_answer_is_not_said_twice(patient: Patient) -> None:
    said = patient.sends([question("ask_makeup", "makeup when?"), question("ask_makeup", "when makeup?")])
    assert len(said.texts) == 1


def test_a_follow_up_is_about_the_last_question(patient: Patient) -> None:
    patient.sends([question("ask_recovery", "how is recovery?"), question("ask_permanence", "is it permanent?")])
    assert patient.asks("ask_concern", "what about acne scars?", "acne_scars").facts == ["permanence.acne_scars"]


def test_a_fact_two_answers_share_is_said_once(patient: Patient) -> None:
    said = patient.sends(
        [question("ask_permanence", "is it permanent?"), question("ask_maintenance", "how often do i come back?")]
    )
    sentences = [sentence for text in said.texts for sentence in text.split(". ")]
    assert len(set(sentences)) == len(sentences)
    assert said.facts == ["permanence.general", "maintenance.interval", "maintenance.concerns"]
