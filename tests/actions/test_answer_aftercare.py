"""Rules after a treatment, verdicts on times, and what is near a rule but not in the guidance."""

from __future__ import annotations

import pytest

from tests.actions.patient import Patient

RULES = [
    ("ask_makeup", "makeup", "aftercare.makeup", "for the first 48 hours after your treatment"),
    ("ask_exercise", "exercise", "aftercare.exercise", "for at least 72 hours after your treatment"),
    ("ask_swimming", "swimming", "aftercare.swimming", "for at least 72 hours after your treatment"),
    ("ask_sauna", "sauna", "aftercare.sauna", "for at least 72 hours after your treatment"),
    ("ask_sun", "sun", "aftercare.sun", "put on sunscreen again every 2 hours"),
    ("ask_hygiene", "touching_face", "aftercare.hygiene", "Wash your hands before you touch your face"),
]


@pytest.mark.parametrize(("intent", "term", "fact", "words"), RULES)
def test_says_the_rule_with_its_bound_and_stage(
    patient: Patient, intent: str, term: str, fact: str, words: str
) -> None:
    said = patient.asks(intent, "when can I?", term)
    assert (said.kind, said.facts, said.stage) == ("answer", [fact], "after")
    assert words in said.text


def test_asked_in_general_says_all_rules_a_line_each(patient: Patient) -> None:
    said = patient.asks("ask_aftercare", "what do I have to do?", stage="after")
    assert set(said.facts) == {*(fact for _, _, fact, _ in RULES), "aftercare.antibiotic_cream"}
    assert len(said.text.splitlines()) == len(said.facts)


def test_two_things_in_one_question_get_both_rules_and_no_common_verdict(patient: Patient) -> None:
    said = patient.asks("ask_makeup", "can I wear makeup and go to the gym after 24 hours?", "makeup", "exercise")
    assert said.facts == ["aftercare.makeup", "aftercare.exercise"]
    assert not said.text.startswith(("Yes", "No"))


@pytest.mark.parametrize("intent", [rule[0] for rule in RULES if rule[0] != "ask_hygiene"])
def test_a_rule_for_afterwards_says_nothing_about_before(patient: Patient, intent: str) -> None:
    said = patient.asks(intent, "and the day before?", stage="before")
    assert (said.kind, said.facts, said.stage) == ("not_covered", [], "before")


@pytest.mark.parametrize(
    ("intent", "term", "rule"),
    [
        ("ask_sauna", "hot_tub", "aftercare.sauna"),
        ("ask_swimming", "hot_tub", "aftercare.swimming"),
        ("ask_swimming", "sea_swimming", "aftercare.swimming"),
        ("ask_exercise", "walking", "aftercare.exercise"),
        ("ask_sun", "self_tanner", "aftercare.sun"),
    ],
)
def test_what_is_only_near_a_rule_is_not_covered(patient: Patient, intent: str, term: str, rule: str) -> None:
    said = patient.asks(intent, "can I?", term)
    assert (said.kind, said.facts) == ("not_covered", [rule])
    assert said.text.startswith("The clinic's guidance does not name ")


TOO_SOON, LONG_ENOUGH, TOO_SHORT, RIGHT = (
    "That is too soon",
    "That is long enough",
    "That is too short",
    "That is right",
)
VERDICTS = (
    TOO_SOON,
    LONG_ENOUGH,
    TOO_SHORT,
    RIGHT,
    "That is not what the guidance says",
    "Not right away",
    "Yes",
    "No",
)


def verdict(text: str) -> str | None:
    return next((words for words in VERDICTS if text.startswith(f"{words}. ")), None)


@pytest.mark.parametrize(
    ("intent", "text", "said_first"),
    [
        ("ask_makeup", "so 24 hours is ok?", TOO_SOON),
        ("ask_makeup", "can i wear foundation after 1 day?", TOO_SOON),
        ("ask_makeup", "can i wear makeup after two days?", LONG_ENOUGH),
        ("ask_makeup", "is it fine a week later?", LONG_ENOUGH),
        ("ask_swimming", "can i swim after 48 hours?", TOO_SOON),
        ("ask_swimming", "can i swim after 72 hours?", LONG_ENOUGH),
        ("ask_swimming", "do i have to wait 3 days to swim?", RIGHT),
        ("ask_swimming", "do i have to wait 5 days to swim?", None),
        ("ask_exercise", "can i go to the gym?", "Not right away"),
        ("ask_exercise", "how long until the gym?", None),
        ("ask_sun", "can i sunbathe after 1 hour?", None),
        ("ask_hygiene", "can i touch my face after 1 hour?", None),
    ],
)
def test_a_time_is_judged_by_the_rule(patient: Patient, intent: str, text: str, said_first: str | None) -> None:
    assert verdict(patient.asks(intent, text).text) == said_first


def test_a_shorter_time_asked_back_is_said_to_be_too_soon(patient: Patient) -> None:
    patient.asks("ask_makeup", "when can i wear makeup?", "makeup")
    assert verdict(patient.asks("ask_makeup", "so 24 hours is ok?").text) == TOO_SOON


@pytest.mark.parametrize(
    ("intent", "text", "said_first"),
    [
        pytest.param("ask_makeup", "so after 24 hours?", TOO_SOON, id="so after 24 hours"),
        pytest.param("ask_makeup", "24 hours then?", TOO_SOON, id="24 hours then"),
        pytest.param("ask_makeup", "i only need to wait 24 hours, right?", TOO_SHORT, id="only need to wait"),
        pytest.param(
            "ask_makeup", "can i wear foundation and mascara after 3 days?", LONG_ENOUGH, id="and is read as a day"
        ),
        pytest.param("ask_swimming", "can i swim after 1.5 days?", TOO_SOON, id="1.5 days is read as 5 days"),
        pytest.param(
            "ask_swimming", "can i swim after seventy two hours?", LONG_ENOUGH, id="seventy two is read as two"
        ),
        pytest.param("ask_swimming", "can i swim after a month?", LONG_ENOUGH, id="months are not read"),
    ],
)
def test_a_time_is_judged_however_it_is_said(patient: Patient, intent: str, text: str, said_first: str) -> None:
    assert verdict(patient.asks(intent, text).text) == said_first


@pytest.mark.parametrize(("intent", "stage"), [("ask_aftercare", "before"), ("ask_preparation", "after")])
def test_rules_of_the_other_stage_are_not_given(patient: Patient, intent: str, stage: str) -> None:
    assert patient.asks(intent, "what do i need to avoid?", stage=stage).stage == stage


def test_a_hot_tub_in_a_general_question_is_not_covered(patient: Patient) -> None:
    assert "does not name hot tubs" in patient.asks("ask_aftercare", "hot tubs after?", "hot_tub", stage="after").text


@pytest.mark.parametrize(
    ("intent", "text"),
    [("ask_swimming", "can i swim after 2-3 days?"), ("ask_makeup", "is it ok after 24-48 hours?")],
)
def test_a_range_that_begins_too_early_gets_no_yes(patient: Patient, intent: str, text: str) -> None:
    assert verdict(patient.asks(intent, text).text) != LONG_ENOUGH


@pytest.mark.parametrize(("hours", "said_first"), [(72, "That is not what the guidance says"), (48, RIGHT)])
def test_a_rule_told_by_the_patient_is_put_right(patient: Patient, hours: int, said_first: str) -> None:
    assert verdict(patient.asks("ask_makeup", f"makeup has {hours} hours, right?").text) == said_first
