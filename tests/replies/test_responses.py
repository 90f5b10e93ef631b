"""Every sentence of domain.yml, with the clinic's figures in it: easy to read, and fit for SMS."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

import pytest

from assistant.channels.sms.segments import MOST_SEGMENTS, is_gsm7, segments
from assistant.knowledge.guidance import Guidance
from assistant.replies.wording import PLACEHOLDER, Wording, clinic_values, filled, guidance_values, words_of

HARDEST_GRADE = 12
GRADE_OF_FACTS = 7
# what a full profile adds
PROFILE = {
    "clinic.phone": "(555) 010-0199",
    "clinic.hours": "Mon to Fri 9 am to 6 pm, Sat 10 am to 2 pm",
    "clinic.address": "1200 Long Street, Suite 340, Springfield",
    "clinic.booking_link": "https://book.example.org/herspace",
}
# the longest day there is, and what goes with it
DAY = "Wednesday, September 23"
DATES = {
    **dict.fromkeys(("treated", "allowed"), f"{DAY}, at 10:30 am"),
    **dict.fromkeys(("day", "first", "last", "until"), DAY),
    "left": "22 hours",
    "value": "at least 72 hours",
    "judged": "your provider",
}
SAID_FIRST_OF_ALL = ("utter_urgent", "utter_self_harm")
FOR_STAFF = ("utter_report", "utter_notice")
WORDING = Wording()
RESPONSES = [name for name in WORDING.responses if not name.startswith(FOR_STAFF)]
# parts of sentences, said inside other responses only
PARTS = ("utter_topic_", "utter_faq_part_", "utter_calendar", "utter_title_")
SENTENCES = [name for name in RESPONSES if not name.startswith(PARTS)]
FRAMES = ("utter_step_", "utter_short_")  # of a fact's words; alone they are no sentences
NEVER_TEXTED = ("utter_faq_", "utter_step_")
TEXTS = [variation["text"] for variations in WORDING.responses.values() for variation in variations]
KNOWN_TO_BE_HARD = "utter_ask_capabilities"


@pytest.fixture(scope="module")
def values(guidance: Guidance) -> dict[str, str]:
    """A value for every placeholder, the longest there is where the reply decides."""
    terms = sorted((term.name for term in guidance.terms), key=len)
    topics = [name for name in RESPONSES if name.startswith("utter_topic_")]
    first, second = sorted((WORDING.say(name, guidance_values(guidance)) for name in topics), key=len)[-2:]
    words = [fact.words["en"] for fact in guidance.facts]
    reply = {
        **dict.fromkeys(("terms", "subject", "owner"), terms[-1]),
        **dict.fromkeys(("names", "others"), "microneedling or chemical peels"),
        "first": first,
        "second": second,
        "section": max((fact.section for fact in guidance.facts), key=len),
        "why": max((each.why for each in words if each.why), key=len),
        **dict.fromkeys(("step", "steps", "begun"), "topical retinoids and topical antibiotics"),
    }
    form = {
        "kept": "30",
        "number": "1234",
        "next_opening": "Wednesday at 10:30 am",
        "open_now": PROFILE["clinic.hours"],
    }
    data = {"call_backs": "2", "receipt": "0054AA45"}
    return {**guidance_values(guidance), **reply, **DATES, **form, **data, "choice": second}


@pytest.fixture(scope="module")
def grade() -> Iterator[Callable[[str], float]]:
    import textstat  # noqa: PLC0415 - slow to import

    counting = sys.modules.get("textstat.backend.counts._count_syllables")
    with pytest.MonkeyPatch.context() as patch:
        if counting:  # textstat 0.7.13 would fetch a dictionary from the internet; without it, it hyphenates
            patch.setattr(counting, "get_cmudict", lambda _lang: None)
        yield textstat.flesch_kincaid_grade


@pytest.mark.parametrize("channel", ["rest", "sms"])
def test_no_response_is_hard_to_read(channel: str, values: dict[str, str], grade: Callable[[str], float]) -> None:
    whole = [name for name in SENTENCES if name != KNOWN_TO_BE_HARD and not name.startswith(FRAMES)]
    grades = {name: grade(WORDING.say(name, values, channel)) for name in whole}
    assert {name: grade for name, grade in grades.items() if grade > HARDEST_GRADE} == {}


def test_no_step_of_a_plan_is_hard_to_read(
    guidance: Guidance, values: dict[str, str], grade: Callable[[str], float]
) -> None:
    grades = {}
    for fact in guidance.facts:
        if fact.effect:
            step = filled(fact.words["en"].step or "", fact, guidance)
            figure = {"value": str(fact.quantity)} if fact.quantity else {}
            grades[fact.id] = grade(WORDING.say(f"utter_step_{fact.effect}", {**values, "step": step, **figure}))
    assert {fact: grade for fact, grade in grades.items() if grade > HARDEST_GRADE} == {}


def test_what_the_assistant_can_do_is_not_hard_to_read(values: dict[str, str], grade: Callable[[str], float]) -> None:
    assert grade(WORDING.say(KNOWN_TO_BE_HARD, values)) <= HARDEST_GRADE


@pytest.mark.parametrize("channel", ["rest", "sms"])
def test_facts_are_easy_to_read(channel: str, guidance: Guidance, grade: Callable[[str], float]) -> None:
    grades = {fact.id: grade(words_of(fact, guidance, channel)) for fact in guidance.facts}
    hardest = sorted(grades.items(), key=lambda item: -item[1])[:5]
    assert sum(grades.values()) / len(grades) <= GRADE_OF_FACTS, f"the hardest: {hardest}"


@pytest.mark.parametrize("profile", [{}, PROFILE], ids=["empty profile", "full profile"])
def test_every_answer_fits_two_segments_as_a_first_sms(
    profile: dict[str, str], values: dict[str, str], guidance: Guidance
) -> None:
    full = {**values, **profile}
    introduction = WORDING.say("utter_introduction", full, "sms")
    texted = [name for name in SENTENCES if not name.startswith(NEVER_TEXTED)]
    said = {name: WORDING.say(name, full, "sms") for name in texted}
    said |= {fact.id: words_of(fact, guidance, "sms") for fact in guidance.facts}
    for name, text in said.items():
        if name not in SAID_FIRST_OF_ALL:
            text = f"{introduction}\n{text}"
        assert is_gsm7(text), f"{name} is not GSM-7: {text}"
        assert segments(text) <= MOST_SEGMENTS, f"{name} has {len(text)} characters: {text}"


def test_help_by_text_gives_phone_and_hours_where_the_clinic_has_them(values: dict[str, str]) -> None:
    said = WORDING.say("utter_help", {**values, **PROFILE}, "sms")
    for part in (PROFILE["clinic.phone"], PROFILE["clinic.hours"], "STOP", "Msg & data rates may apply"):
        assert part in said


def test_what_keywords_and_trouble_say_needs_no_guidance(guidance: Guidance) -> None:
    """They are said where the database cannot be reached, too."""
    values = clinic_values(guidance.clinic)
    for name in (
        "utter_help",
        "utter_opted_in",
        "utter_opted_out",
        "utter_no_more",
        "utter_more",
        "utter_introduction",
    ):
        assert WORDING.say(name, values, "sms")
    for name in ("utter_trouble", *SAID_FIRST_OF_ALL):
        assert all(WORDING.say(name, values, channel) for channel in ("sms", "web"))


def test_every_step_and_title_can_be_said_with_the_figures_of_its_fact(guidance: Guidance) -> None:
    for fact in guidance.facts:
        for words in fact.words.values():
            for text in (words.step, words.sms_step, words.title, words.question, words.why):
                assert text is None or not re.search(r"[{}]", filled(text, fact, guidance)), fact.id


def test_links_are_the_clinics_own() -> None:
    assert [text for text in TEXTS if re.search(r"https?:|www\.|\.(?:com|ly|org)\b", text)] == []


def test_no_digit_is_typed(guidance: Guidance) -> None:
    words = [text for fact in guidance.facts for each in fact.words.values() for text in vars(each).values() if text]
    assert [text for text in (*TEXTS, *words) if re.search(r"\d", PLACEHOLDER.sub("", text))] == []


def test_every_placeholder_has_a_source(values: dict[str, str]) -> None:
    notices = {"name", "phone", "best_time", "at", "channel"}
    known = {*values, *WORDING.responses, "kind", "facts", "source", *notices}
    for text in TEXTS:
        assert set(PLACEHOLDER.findall(text)) <= known, text
        assert not re.search(r"[{}]", PLACEHOLDER.sub("", text)), f"a brace that is no placeholder: {text}"


def test_every_response_has_a_variation_for_all_channels() -> None:
    for name, variations in WORDING.responses.items():
        channels = {variation.get("channel") for variation in variations}
        assert channels in ({None}, {None, "sms"}), name
