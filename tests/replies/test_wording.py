"""Which variation of a response is said, and with what in its placeholders."""

from __future__ import annotations

import pathlib
from dataclasses import replace

import pytest

from assistant.knowledge.entries import ClinicFile
from assistant.knowledge.guidance import Guidance
from assistant.replies.wording import NotSayable, Wording, clinic_values, filled, guidance_values, in_words, words_of

DOMAIN = """\
responses:
  utter_hours:
    - text: "Open {clinic.hours}, call {clinic.phone}."
    - text: "Call {clinic.phone}."
    - text: "Ask us."
  utter_makeup:
    - text: "Wear no makeup for {value}. {utter_hours}"
    - text: "No makeup for {value}. {utter_short}"
      channel: sms
  utter_short:
    - text: "Come by."
    - text: "Text {clinic.phone}."
      channel: sms
  utter_needs_all:
    - text: "{value} and {utter_needs_phone}"
  utter_needs_phone:
    - text: "Phone {clinic.phone}."
  utter_spaces:
    - text: "  Hello {name}, {not a placeholder} {}. "
"""
MAKEUP = {"value": "48 hours"}
PHONE = {"clinic.phone": "(555) 010-0199"}


@pytest.fixture
def wording(tmp_path: pathlib.Path) -> Wording:
    (tmp_path / "domain.yml").write_text(DOMAIN)
    return Wording(tmp_path / "domain.yml")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({**PHONE, "clinic.hours": "daily"}, "Open daily, call (555) 010-0199."),
        (PHONE, "Call (555) 010-0199."),
        ({**PHONE, "clinic.hours": ""}, "Call (555) 010-0199."),
        ({"clinic.hours": "daily"}, "Ask us."),
        ({}, "Ask us."),
    ],
)
def test_says_the_first_variation_whose_placeholders_have_values(
    wording: Wording, values: dict[str, str], said: str
) -> None:
    assert wording.say("utter_hours", values) == said


def test_responses_may_hold_responses(wording: Wording) -> None:
    assert wording.say("utter_makeup", MAKEUP) == "Wear no makeup for 48 hours. Ask us."
    assert wording.say("utter_makeup", {**MAKEUP, **PHONE}) == "Wear no makeup for 48 hours. Call (555) 010-0199."


def test_the_variation_of_the_channel_comes_first(wording: Wording) -> None:
    assert wording.say("utter_makeup", {**MAKEUP, **PHONE}, "sms") == "No makeup for 48 hours. Text (555) 010-0199."
    assert wording.say("utter_makeup", MAKEUP, "sms") == "No makeup for 48 hours. Come by."
    assert wording.say("utter_hours", PHONE, "sms") == "Call (555) 010-0199."
    assert wording.say("utter_makeup", MAKEUP, "rest") == "Wear no makeup for 48 hours. Ask us."


@pytest.mark.parametrize(("response", "values"), [("utter_needs_phone", {}), ("utter_needs_all", MAKEUP)])
def test_a_response_without_a_value_cannot_be_said(wording: Wording, response: str, values: dict[str, str]) -> None:
    with pytest.raises(NotSayable):
        wording.say(response, values)


def test_an_unknown_response_is_a_mistake_of_the_program(wording: Wording) -> None:
    with pytest.raises(KeyError):
        wording.say("utter_nothing_of_the_kind", {})


def test_only_placeholders_are_filled_in_and_the_ends_are_trimmed(wording: Wording) -> None:
    assert wording.say("utter_spaces", {"name": "{name}"}) == "Hello {name}, {not a placeholder} {}."


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["pores"], "pores"), (["pores", "lines"], "pores and lines"), (["a", "b", "c"], "a, b and c")],
)
def test_joins_names_as_a_sentence_does(names: list[str], said: str) -> None:
    assert in_words(names) == said
    assert in_words(names, "or") == said.replace(" and ", " or ")


def test_a_fact_is_said_in_its_own_words_with_its_figure_and_what_it_lists(guidance: Guidance) -> None:
    sauna, prp = guidance.fact("aftercare.sauna"), guidance.fact("addon.prp")
    assert sauna and prp
    assert words_of(sauna, guidance) == "Stay out of saunas for at least 72 hours after your treatment."
    assert words_of(sauna, guidance, "sms") == "No saunas for at least 72 hours after treatment."
    assert words_of(prp, guidance).endswith("It does most for pigmentation and acne scars.")
    assert filled("{terms}, {day}: {clinic.name}", sauna, guidance, day="Friday") == "sauna, Friday: HerSpace MedSpa"


def test_a_text_has_the_usual_words_where_there_are_no_shorter_ones(guidance: Guidance) -> None:
    fact = guidance.fact("what.benefit")
    assert fact and fact.words["en"].sms is None
    assert words_of(fact, guidance, "sms") == words_of(fact, guidance)


def test_values_come_from_the_guidance(guidance: Guidance) -> None:
    values = guidance_values(guidance)
    assert values["clinic.name"] == "HerSpace MedSpa"
    assert (values["treatment"], values["treatments"]) == ("microneedling", "microneedling")
    peel = replace(guidance.treatments[0], id="peel", name="chemical peels")
    both = guidance_values(replace(guidance, treatments=(*guidance.treatments, peel)))
    assert both["treatments"] == "microneedling and chemical peels"
    assert "treatment" not in both, "which one it is depends on the question"


PROFILES = {
    "nothing": {},
    "phone": {"phone": "(555) 010-0199"},
    "link": {"booking_link": "https://example.org/book"},
    "phone and link": {"phone": "(555) 010-0199", "booking_link": "https://example.org/book"},
    "phone and hours": {"phone": "(555) 010-0199", "hours": "daily 9 am to 5 pm"},
    "all": {"phone": "(555) 010-0199", "hours": "daily 9 am to 5 pm", "address": "1 High Street"},
}


@pytest.mark.parametrize(
    ("profile", "response", "said"),
    [
        ("nothing", "utter_contact", "Please ask HerSpace MedSpa directly."),
        ("phone", "utter_contact", "Please call HerSpace MedSpa on (555) 010-0199."),
        ("link", "utter_contact", "Please contact HerSpace MedSpa; you can book a visit at https://example.org/book."),
        ("phone and link", "utter_contact", "call HerSpace MedSpa on (555) 010-0199, or book a visit at https://example.org/book."),
        ("nothing", "utter_ask_contact", "I do not have the clinic's address, hours or phone number."),
        ("phone", "utter_ask_contact", "HerSpace MedSpa: phone (555) 010-0199. I do not have its hours or address."),
        ("phone and hours", "utter_ask_contact", "HerSpace MedSpa: phone (555) 010-0199, opening hours daily 9 am to 5 pm."),
        ("all", "utter_ask_contact", "phone (555) 010-0199, opening hours daily 9 am to 5 pm, address 1 High Street."),
        ("nothing", "utter_talk_to_person", "To talk to a person: Please ask HerSpace MedSpa directly."),
        ("phone and hours", "utter_talk_to_person", "call HerSpace MedSpa on (555) 010-0199. Opening hours: daily 9 am to 5 pm."),
        ("nothing", "utter_urgent", "contact HerSpace MedSpa today and tell them"),
        ("phone", "utter_urgent", "contact HerSpace MedSpa today, on (555) 010-0199, and tell them"),
    ],
)  # fmt: skip
def test_a_clinic_gets_sentences_about_what_it_has(profile: str, response: str, said: str) -> None:
    clinic = ClinicFile(name="HerSpace MedSpa", emergency_number="911", crisis_number="988", **PROFILES[profile])
    assert said in Wording().say(response, clinic_values(clinic))


@pytest.mark.parametrize("profile", [{"hours": "daily 9 am to 5 pm"}, {"address": "1 High Street"}])
def test_a_clinic_without_a_phone_still_gives_its_hours_and_address(profile: dict[str, str]) -> None:
    clinic = ClinicFile(name="HerSpace MedSpa", emergency_number="911", crisis_number="988", **profile)
    assert next(iter(profile.values())) in Wording().say("utter_ask_contact", clinic_values(clinic))


def test_trouble_can_be_said_without_any_profile() -> None:
    assert clinic_values(None) == {}
    assert Wording().say("utter_trouble", {}).endswith("Please ask the clinic directly.")
