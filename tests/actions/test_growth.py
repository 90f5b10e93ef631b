"""A fact, or a whole treatment, that clinic staff add is answered, planned and dated with no other change."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from assistant.knowledge.guidance_files import read_folder
from tests.actions.conftest import Serve
from tests.actions.patient import Patient, Said, question
from tests.actions.test_patient_dates import NOW, ZONE
from tests.knowledge.shared import TREATMENT_FILE, database, in_zone

ADDED = """\
  - id: aftercare.alcohol
    section: Added by the clinic
    aspects: [rule, aftercare]
    stage: after
    terms: [alcohol]
    effect: avoid_until
    value: {amount: 24, unit: hours}
    words:
      en:
        say: "Drink no alcohol for {value} after your treatment."
        why: "It dries the skin."
        step: "alcohol"
  - id: price.session
    section: Added by the clinic
    aspects: [price]
    value: {low: 250, high: 1400, unit: USD}
    words:
      en:
        say: "A session costs {value}."
  - id: spacing.first
    section: Added by the clinic
    aspects: [spacing]
    stage: between
    value: {every: 4, unit: weeks}
    words:
      en:
        say: "The first sessions are {value}."
  - id: aftercare.washing
    section: Added by the clinic
    aspects: [rule, aftercare]
    stage: after
    terms: [face_washing]
    effect: do
    words:
      en:
        say: "Wash your face with lukewarm water only."
        step: "Wash your face with lukewarm water only"
"""
# it is known by name only until this file says more
PEELS = """\
treatment:
  id: chemical_peel
  name: chemical peels
  words: [peel, peels]
document: Chemical Peels At The Clinic
reviewed_by: HerSpace MedSpa
reviewed_on: 2026-11-23
review_by: 2027-11-23
facts:
  - id: peel.is
    section: What It Is
    aspects: [definition]
    words:
      en:
        say: "A peel takes off the top layer of the skin."
  - id: peel.sessions
    section: How Many
    aspects: [sessions]
    value: {low: 4, high: 6, unit: sessions}
    words:
      en:
        say: "Most patients have {value} of peels."
  - id: peel.retinoids
    section: Before
    aspects: [rule, preparation]
    stage: before
    terms: [retinoids]
    effect: stop_before
    value: {amount: 2, unit: weeks}
    words:
      en:
        say: "Use no retinoids for {value} before a peel. If one was prescribed for you, ask your provider first."
        step: "retinoids"
  - id: peel.makeup
    section: After
    aspects: [rule, aftercare]
    stage: after
    terms: [makeup]
    effect: avoid_until
    value: {amount: 24, unit: hours}
    words:
      en:
        say: "No makeup for {value} after a peel."
        step: "makeup"
  - id: peel.sun
    section: After
    aspects: [rule, aftercare]
    stage: after
    terms: [sun]
    effect: avoid_until
    value: {amount: 1, unit: weeks}
    words:
      en:
        say: "Stay out of the sun for {value} after a peel."
        step: "sun"
  - id: peel.flaking
    section: After
    aspects: [recovery]
    stage: after
    terms: [redness]
    effect: window
    value: {low: 3, high: 7, unit: days}
    words:
      en:
        say: "The skin is red and flakes for {value} after a peel."
        step: "flaking"
  - id: peel.price
    section: Cost
    aspects: [price]
    value: {amount: 150, unit: USD}
    words:
      en:
        say: "A peel costs {value}."
  - id: peel.treats
    section: What For
    aspects: [treats]
    terms: [texture]
    words:
      en:
        say: "The clinic uses peels for {terms}."
"""


def texts_with(facts: str = "", **files: str) -> dict[str, str]:
    texts = in_zone(read_folder(), ZONE.key)
    own = texts[TREATMENT_FILE]
    assert own.count("\nsilences:") == 1
    texts[TREATMENT_FILE] = own.replace("\nsilences:", f"\n{facts}\nsilences:")
    return {**texts, **{f"{name}.yml": text for name, text in files.items()}}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return database(tmp_path_factory.mktemp("grown"), texts_with(ADDED))


@pytest.fixture(scope="module")
def with_peels(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return database(tmp_path_factory.mktemp("peels"), texts_with(chemical_peel=PEELS))


@pytest.fixture(params=["rest", "sms"])
def patient(request: pytest.FixtureRequest, grown: Engine, serve: Serve) -> Patient:
    serve(grown)
    return Patient(request.param, NOW)


# ---------------------------------------------------------------- a fact more


@pytest.mark.parametrize(
    ("intent", "terms", "fact", "words"),
    [
        ("ask_alcohol", ("alcohol",), "aftercare.alcohol", "Drink no alcohol for 24 hours after your treatment."),
        ("ask_price", (), "price.session", "A session costs $250 to $1,400."),
        ("ask_spacing", (), "spacing.first", "The first sessions are every 4 weeks."),
        ("ask_washing", ("face_washing",), "aftercare.washing", "Wash your face with lukewarm water only."),
    ],
)
def test_an_added_fact_is_answered(
    patient: Patient, intent: str, terms: tuple[str, ...], fact: str, words: str
) -> None:
    said = patient.asks(intent, "what about it", *terms)
    assert (said.kind, said.facts[0]) == ("answer", fact)
    assert words in said.text
    assert "does not" not in said.text


@pytest.mark.parametrize(
    ("intent", "fact"), [("ask_alcohol", "aftercare.alcohol"), ("ask_washing", "aftercare.washing")]
)
def test_an_added_rule_is_not_denied_where_the_question_only_comes_close(
    patient: Patient, intent: str, fact: str
) -> None:
    said = patient.asks(intent, "and spicy food, or a bath?")
    assert (said.kind, said.facts) == ("answer", [fact])
    assert "does not" not in said.text and "comes closest" in said.text


def test_an_added_rule_gets_verdicts_and_the_reason(patient: Patient) -> None:
    assert patient.asks("ask_alcohol", "can i drink after 12 hours?", "alcohol").text.startswith("That is too soon.")
    assert patient.asks("ask_alcohol", "can i drink after 2 days?", "alcohol").text.startswith("That is long enough.")
    assert "It dries the skin." in patient.asks("ask_why", "why?").text


def test_an_added_rule_gets_the_patient_s_date(patient: Patient) -> None:
    said = patient.writes("I was treated today at 9 am, when can I drink wine?", "ask_alcohol", "alcohol")
    day = "Thu Nov 26, 9:00 am" if patient.channel == "sms" else "Thursday, November 26, at 9:00 am"
    assert f"not before {day}" in said.text


def test_an_added_rule_stands_in_the_list(patient: Patient) -> None:
    said = patient.asks("ask_aftercare", "what do I have to do?", stage="after")
    assert {"aftercare.alcohol", "aftercare.washing", "aftercare.makeup"} <= set(said.facts)


def test_an_added_rule_stands_in_the_dated_plan(patient: Patient) -> None:
    said = patient.writes("my treatment is on dec 10 at 2 pm, the whole plan please", "ask_plan")
    assert "aftercare.alcohol" in said.facts
    assert "No alcohol before" in said.text and "(24 hours)" in said.text
    if patient.channel != "sms":
        assert "- No alcohol before Friday, December 11, at 2:00 pm (24 hours)." in said.text
        assert "- Wash your face with lukewarm water only." in said.text


def test_an_added_price_of_the_treatment_is_not_told_for_its_add_on(patient: Patient) -> None:
    said = patient.asks("ask_price", "how much with prp?", "prp")
    assert (said.kind, said.facts) == ("not_covered", [])


# ---------------------------------------------------------------- a treatment more


@pytest.fixture
def two(with_peels: Engine, serve: Serve) -> Patient:
    serve(with_peels)
    return Patient(now=NOW)


@pytest.mark.parametrize(
    ("intent", "terms", "fact", "words"),
    [
        ("ask_what_is", (), "peel.is", "takes off the top layer"),
        ("ask_sessions", (), "peel.sessions", "4 to 6 sessions"),
        ("ask_makeup", ("makeup",), "peel.makeup", "for 24 hours after a peel"),
        ("ask_retinoids", ("retinoids",), "peel.retinoids", "for 2 weeks before a peel"),
        ("ask_recovery", (), "peel.flaking", "3 to 7 days"),
        ("ask_price", (), "peel.price", "$150"),
    ],
)
def test_a_second_treatment_is_answered_from_its_own_file(
    two: Patient, intent: str, terms: tuple[str, ...], fact: str, words: str
) -> None:
    said = two.asks(intent, "for a peel?", "chemical_peel", *terms)
    assert (said.kind, said.facts) == ("answer", [fact])
    assert words in said.text and "microneedling" not in said.text
    assert said.report["subject"] == "chemical_peel"
    assert {source["document"] for source in said.report["sources"]} == {"Chemical Peels At The Clinic"}


def test_each_treatment_keeps_its_own_figures(two: Patient) -> None:
    assert "48 hours" in two.asks("ask_makeup", "microneedling?", "microneedling", "makeup").text
    assert "24 hours" in two.asks("ask_makeup", "a peel?", "chemical_peel", "makeup").text
    said = two.asks("ask_permanence", "do peels last?", "chemical_peel")
    assert (said.kind, said.facts) == ("not_covered", [])


def test_where_none_is_named_it_asks_which(two: Patient) -> None:
    said = two.asks("ask_makeup", "when can i wear makeup?", "makeup")
    assert (said.kind, said.facts) == ("clarify", [])
    assert said.text == "Which treatment do you mean: chemical peels or microneedling?"
    assert set(said.buttons) == {"chemical peels", "microneedling"}


@pytest.mark.parametrize(("named", "fact"), [("chemical_peel", "peel.makeup"), ("microneedling", "aftercare.makeup")])
def test_the_treatment_named_then_answers_the_question_before(two: Patient, named: str, fact: str) -> None:
    two.asks("ask_makeup", "when can i wear makeup?", "makeup")
    said = two.asks("ask_what_is", "the peel", named, confidence=0.5)
    assert (said.kind, said.facts) == ("answer", [fact])
    assert two.asks("ask_recovery", "how long is recovery?").report["subject"] == named


def test_a_treatment_once_named_is_what_the_next_questions_are_about(two: Patient) -> None:
    two.asks("ask_price", "what does a peel cost?", "chemical_peel")
    assert two.asks("ask_makeup", "when can i wear makeup?", "makeup").facts == ["peel.makeup"]
    two.asks("ask_what_is", "what is microneedling?", "microneedling")
    assert two.asks("ask_makeup", "when can i wear makeup?", "makeup").facts == ["aftercare.makeup"]


def test_two_questions_on_two_treatments_get_an_answer_each(two: Patient) -> None:
    said = two.sends(
        [
            question("ask_makeup", "makeup after microneedling?", "makeup", "microneedling"),
            question("ask_makeup", "makeup after a peel?", "makeup", "chemical_peel"),
        ]
    )
    assert said.facts == ["aftercare.makeup", "peel.makeup"]
    assert len(said.texts) == 2


NAMES = {"chemical_peel": "peel", "microneedling": "microneedling"}


def told(patient: Patient, when: str, treatment: str, intent: str = "ask_makeup", *terms: str) -> Said:
    return patient.writes(f"I had my {NAMES[treatment]} {when}, when can I wear makeup?", intent, *terms, treatment)


def test_the_dates_of_two_treatments_are_kept_apart(two: Patient) -> None:
    peel = told(two, "yesterday at noon", "chemical_peel", "ask_makeup", "makeup")
    assert "that was until Wednesday, November 25, at noon, so it is over" in peel.text
    needling = told(two, "on november 24 at 5 pm", "microneedling", "ask_makeup", "makeup")
    assert "not before Thursday, November 26, at 5:00 pm" in needling.text
    assert set(two.slots["treated_at"]) == {"chemical_peel", "microneedling"}
    again = two.asks("ask_makeup", "makeup after the peel?", "chemical_peel", "makeup")
    assert "Tuesday, November 24, at noon" in again.text and "5:00 pm" not in again.text


@pytest.mark.parametrize(("named", "kind"), [("chemical_peel", "answer"), ("microneedling", "medical")])
@pytest.mark.parametrize("intent", ["ask_recovery", "medical_diagnosis"])
def test_a_sign_is_held_against_the_treatment_that_was_had(two: Patient, named: str, kind: str, intent: str) -> None:
    text = f"I had my {NAMES[named]} 5 days ago and my face is still red"
    said = two.writes(text, intent, "redness", named)
    assert said.kind == kind
    assert ("past that time" in said.text) == (kind == "medical")


@pytest.mark.parametrize(("named", "fact"), [("chemical_peel", "peel.retinoids"), ("microneedling", "prep.retinoids")])
def test_beside_a_medicine_only_that_treatment_s_rule_is_said(two: Patient, named: str, fact: str) -> None:
    said = two.asks("medical_medicine", "i use tretinoin and have it done soon", "retinoids", named)
    assert (said.kind, said.facts) == ("medical", [fact])


def test_the_plan_is_of_the_treatment_spoken_of(two: Patient) -> None:
    said = two.writes("my peel is on december 10 at 2 pm, the whole plan please", "ask_plan", "chemical_peel")
    assert set(said.facts) == {"peel.retinoids", "peel.makeup", "peel.sun", "peel.flaking"}
    assert "No sun before Thursday, December 17, at 2:00 pm (1 week)" in said.text
    assert "treatment=chemical_peel" in said.report["calendar"]
    assert two.writes("and the plan for microneedling?", "ask_plan", "microneedling").report.get("calendar") is None


def test_the_report_and_the_introduction_name_both(with_peels: Engine, serve: Serve) -> None:
    serve(with_peels)
    said = Patient(slots={}, now=NOW).asks("ask_price", "a peel?", "chemical_peel")
    assert "chemical peels and microneedling" in said.texts[0]


def test_one_treatment_asks_nobody_which(patient: Patient) -> None:
    assert patient.asks("ask_makeup", "when can i wear makeup?", "makeup").report["subject"] == "microneedling"
