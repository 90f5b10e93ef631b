"""Short follow-ups take what they leave out from the question before."""

from __future__ import annotations

import pytest

from tests.actions.patient import Patient

FIRST = {
    "retinoids before": ("ask_retinoids", "do i stop retinol before my treatment?", ("retinoids",), "before"),
    "antibiotics before": ("ask_antibiotics_before", "antibiotic cream before?", ("topical_antibiotics",), "before"),
    "aftercare": ("ask_aftercare", "what do i do after?", (), "after"),
    "preparation": ("ask_preparation", "how do i prepare?", (), "before"),
    "makeup": ("ask_makeup", "when can i wear makeup?", ("makeup",), None),
    "exfoliation": ("ask_exfoliation", "do i exfoliate before?", ("exfoliation",), "before"),
    "permanence": ("ask_permanence", "is it permanent?", (), None),
    "sessions": ("ask_sessions", "how many sessions for dry skin?", ("dry_skin",), None),
    "prp": ("ask_prp", "is prp good for acne scars?", ("prp", "acne_scars"), None),
}


def asked(first: str) -> Patient:
    intent, text, terms, stage = FIRST[first]
    patient = Patient()
    patient.asks(intent, text, *terms, stage=stage)
    return patient


@pytest.mark.parametrize(
    ("first", "text", "stage", "kind", "facts"),
    [
        ("retinoids before", "and after?", "after", "answer", ["care.actives"]),
        ("retinoids before", "what about between treatments?", "between", "answer", ["care.actives"]),
        ("antibiotics before", "and after?", "after", "answer", ["aftercare.antibiotic_cream"]),
        ("makeup", "and before my treatment?", "before", "not_covered", []),
        ("exfoliation", "and afterwards?", "after", "not_covered", []),
    ],
)
def test_a_stage_alone_asks_the_same_at_that_stage(
    first: str, text: str, stage: str, kind: str, facts: list[str]
) -> None:
    said = asked(first).asks("ask_aftercare", text, stage=stage)  # whatever the NLU took it for
    assert (said.kind, said.facts) == (kind, facts)


def test_a_stage_alone_leads_from_preparation_to_aftercare_and_back() -> None:
    patient = asked("aftercare")
    assert patient.asks("ask_duration", "and before?", stage="before").stage == "before"
    assert patient.asks("ask_duration", "and after?", stage="after").stage == "after"


@pytest.mark.parametrize(
    ("first", "concern", "facts"),
    [
        ("permanence", "acne_scars", ["permanence.acne_scars"]),
        ("permanence", "wrinkles", ["maintenance.concerns", "maintenance.interval"]),
        ("sessions", "acne_scars", ["sessions.initial"]),
        ("prp", "pigmentation", ["addon.prp"]),
    ],
)
def test_a_concern_alone_asks_the_same_of_that_concern(first: str, concern: str, facts: list[str]) -> None:
    assert asked(first).asks("ask_concern", "and what about this?", concern).facts == facts


def test_a_time_alone_asks_the_same_rule() -> None:
    said = asked("makeup").asks("ask_duration", "how long exactly?")
    assert said.facts == ["aftercare.makeup"]


def test_an_activity_alone_keeps_the_stage() -> None:
    patient = asked("makeup")
    patient.asks("ask_makeup", "and before my treatment?", stage="before")
    said = patient.asks("ask_sauna", "and the sauna?", "sauna")
    assert (said.kind, said.stage) == ("not_covered", "before")


def test_a_question_in_full_owes_nothing_to_the_one_before() -> None:
    patient = asked("retinoids before")
    said = patient.asks("ask_antibiotic_cream", "can you tell me how to use the antibiotic cream they gave us")
    assert said.facts == ["prep.antibiotics", "aftercare.antibiotic_cream"]
    assert patient.asks("ask_concern", "can you tell me whether microneedling treats scars?", "scars").facts == [
        "concerns.treated"
    ]


def test_a_follow_up_of_nothing_is_an_ordinary_question(patient: Patient) -> None:
    assert patient.asks("ask_concern", "and acne scars?", "acne_scars").facts == [
        "concerns.treated",
        "permanence.acne_scars",
    ]
    assert patient.slots["last_question"]["text"] == "and acne scars?"


def test_what_is_kept_of_a_conversation_is_only_what_the_next_turn_needs(patient: Patient) -> None:
    patient.asks("ask_makeup", "when can i wear makeup?", "makeup")
    assert set(patient.slots) == {"introduced", "last_question", "last_facts", "misses", "asked_when"}
