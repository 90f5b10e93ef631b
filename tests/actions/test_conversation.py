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
    "exercise": ("ask_exercise", "can i play football the same evening?", ("exercise",), None),
    "alcohol": ("ask_alcohol", "can i drink wine after?", ("alcohol",), "after"),
    "addons": ("ask_addons", "which add-ons are there?", (), None),
    "concern": ("ask_concern", "does it help stretch marks?", ("stretch_marks",), None),
    "acne medication": ("ask_acne_medication", "do i tell you about my doxycycline?", ("acne_medication",), None),
    "results": ("ask_results_timeline", "when do i see the result?", (), None),
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
    said = patient.asks("ask_concern", "and acne scars?", "acne_scars")
    assert {"concerns.treated", "permanence.acne_scars"} <= set(said.facts)
    assert patient.slots["last_question"]["text"] == "and acne scars?"


def test_what_is_kept_of_a_conversation_is_only_what_the_next_turn_needs(patient: Patient) -> None:
    patient.asks("ask_makeup", "when can i wear makeup?", "makeup")
    assert set(patient.slots) == {"introduced", "last_question", "last_facts", "misses", "asked_when", "subject"}
    assert patient.slots["subject"] == "microneedling"


@pytest.mark.parametrize(
    ("first", "intent", "text", "confidence", "facts"),
    [
        ("makeup", "ask_what_is", "it's a mineral one though", 0.55, ["aftercare.makeup"]),
        ("makeup", "ask_products_after", "my friend put hers on after 24h and was fine so", 0.48, ["aftercare.makeup"]),
        ("exercise", "ask_results_expected", "i'm only in goal", 0.74, ["aftercare.exercise"]),
        ("results", "ask_lasting_factors", "not sooner?", 0.93, ["results.timeline"]),
        ("results", "react", "ugh that long??", 0.95, ["results.timeline"]),
        ("retinoids before", "ask_duration", "how long for that", 0.97, ["prep.retinoids"]),
        ("retinoids before", "ask_antibiotics_before", "so stopping two days is fine", 0.75, ["prep.retinoids"]),
        ("sessions", "ask_maintenance", "and after those?", 0.36, ["maintenance.interval"]),
        ("concern", "ask_duration", "for how long?", 0.63, ["permanence.general", "maintenance.interval"]),
        ("prp", "ask_what_is", "how does it do that", 0.86, ["addon.prp"]),
        ("acne medication", "ask_maintenance", "so should i stop it myself?", 0.36, ["prep.acne_medication"]),
    ],
)
def test_words_without_a_subject_go_on_about_the_answer_before(
    first: str, intent: str, text: str, confidence: float, facts: list[str]
) -> None:
    assert asked(first).asks(intent, text, confidence=confidence).facts == facts


@pytest.mark.parametrize(
    ("first", "intent", "text", "kind"),
    [
        ("makeup", "ask_price", "how much is it?", "not_covered"),
        ("makeup", "ask_pain", "does it hurt?", "not_covered"),
        ("concern", "ask_duration", "how long does it take?", "not_covered"),
        ("makeup", "medical_condition", "i have lupus", "medical"),
        ("makeup", "out_of_scope", "what is the capital of peru", "out_of_scope"),
        ("makeup", "thank", "ok thanks", "smalltalk"),
    ],
)
def test_another_subject_is_not_taken_for_a_follow_up(first: str, intent: str, text: str, kind: str) -> None:
    assert asked(first).asks(intent, text, confidence=0.9).kind == kind


def test_which_is_better_after_the_add_ons_is_about_them() -> None:
    said = asked("addons").asks("ask_other_treatment", "which is better for acne scars?", "acne_scars", confidence=0.84)
    assert said.facts[0] == "addon.prp" and "addon.rf" not in said.facts


def test_an_add_on_keeps_the_concern() -> None:
    said = asked("concern").asks("ask_prp", "not even with prp?", "prp")
    assert said.facts == ["concerns.treated"]
    assert said.text.startswith("The clinic's guidance does not say this for platelet-rich plasma by itself.")


def test_what_is_not_covered_after_is_not_covered_before_either() -> None:
    assert (
        asked("alcohol").asks("ask_exfoliation", "and before?", stage="before", confidence=0.68).kind == "not_covered"
    )


@pytest.mark.parametrize("text", ["isn't that just normal?", "so should i just wait?"])
def test_a_symptom_played_down_is_warned_of_again(patient: Patient, text: str) -> None:
    patient.asks("report_symptom", "my lips are swelling and i can't breathe")
    assert patient.asks("ask_recovery", text, confidence=0.6).kind == "urgent"
    assert patient.asks("ask_makeup", "when can i wear makeup again?", "makeup").kind == "answer"


def test_a_bare_day_goes_on_about_the_visit(patient: Patient) -> None:
    patient.asks("change_visit", "i need to move my appointment")
    assert patient.asks("ask_events", "thursday?", confidence=0.29).kind == "handoff"
