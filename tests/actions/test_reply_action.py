"""What all actions share: every fact can be asked for, the introduction, the same words again, and trouble."""

from __future__ import annotations

import logging
import pathlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy
import yaml
from sqlalchemy.engine import Engine

from assistant.channels.sms.segments import MOST_SEGMENTS, as_gsm7, cut, is_gsm7, segments
from assistant.knowledge.guidance_files import read_folder
from assistant.replies.wording import Wording, words_of
from assistant.storage import database as storage_database
from assistant.storage.database import connect
from tests.actions.conftest import Serve
from tests.actions.patient import Patient, question
from tests.knowledge.shared import TREATMENT_FILE, clinic_guidance, put

# a question for each fact: intent, term, stage
ASKED_BY: dict[str, tuple[str, str, str | None]] = {
    "what.is": ("ask_what_is", "", None),
    "what.benefit": ("ask_benefit", "", None),
    "permanence.general": ("ask_permanence", "", None),
    "permanence.acne_scars": ("ask_permanence", "acne_scars", None),
    "permanence.appearance": ("ask_permanence", "texture", None),
    "sessions.initial": ("ask_sessions", "", None),
    "sessions.mild": ("ask_sessions", "dry_skin", None),
    "maintenance.interval": ("ask_maintenance", "", None),
    "maintenance.concerns": ("ask_maintenance", "wrinkles", None),
    "maintenance.factors": ("ask_lasting_factors", "", None),
    "care.daily_routine": ("ask_skin_care", "", None),
    "care.routine_help": ("ask_routine_help", "", None),
    "care.hydrating": ("ask_hydration", "", None),
    "care.actives": ("ask_actives", "", "between"),
    "aftercare.sun": ("ask_sun", "sun", None),
    "aftercare.hygiene": ("ask_hygiene", "", None),
    "aftercare.antibiotic_cream": ("ask_antibiotic_cream", "topical_antibiotics", "after"),
    "aftercare.exercise": ("ask_exercise", "exercise", None),
    "aftercare.swimming": ("ask_swimming", "swimming", None),
    "aftercare.sauna": ("ask_sauna", "sauna", None),
    "aftercare.makeup": ("ask_makeup", "makeup", None),
    "recovery.redness": ("ask_recovery", "redness", None),
    "recovery.healing": ("ask_recovery", "", None),
    "results.timeline": ("ask_results_timeline", "", None),
    "results.expected": ("ask_results_expected", "", None),
    "concerns.treated": ("ask_concern", "stretch_marks", None),
    "addon.general": ("ask_addons", "", None),
    "addon.prp": ("ask_prp", "", None),
    "addon.rf": ("ask_rf", "", None),
    "prep.general": ("ask_preparation", "", "before"),
    "prep.exfoliate": ("ask_exfoliation", "exfoliation", "before"),
    "prep.acne_medication": ("ask_acne_medication", "acne_medication", "before"),
    "prep.retinoids": ("ask_retinoids", "retinoids", "before"),
    "prep.antibiotics": ("ask_antibiotics_before", "topical_antibiotics", "before"),
    "booking": ("book_visit", "", None),
}
FACTS = {fact.id: fact for fact in clinic_guidance().facts}
INTENTS = sorted({intent for intent, _, _ in ASKED_BY.values()} | {"ask_price", "greet", "out_of_scope", "ask_events"})
MORE = Wording().say("utter_more", {})
SECRET = "zebrafish"


def asking(fact_id: str) -> dict[str, Any]:
    intent, term, stage = ASKED_BY[fact_id]
    return question(intent, "a question of more than three words", *filter(None, [term]), stage=stage)


def test_there_is_a_question_for_every_fact() -> None:
    assert set(ASKED_BY) == set(FACTS)


@pytest.mark.parametrize("channel", ["rest", "sms"])
@pytest.mark.parametrize("fact_id", ASKED_BY)
def test_every_fact_can_be_asked_for_with_its_figure_and_source(fact_id: str, channel: str) -> None:
    said = Patient(channel).sends([asking(fact_id)])
    fact = FACTS[fact_id]
    assert fact_id in said.facts
    assert {"document": "Is Microneedling Permanent?", "section": fact.section} in said.report["sources"]
    assert words_of(fact, clinic_guidance(), channel) in said.text
    if fact.quantity:
        assert str(fact.quantity) in said.text


def test_a_fact_taken_out_of_the_guidance_is_neither_said_nor_reported(engine: Engine, serve: Serve) -> None:
    texts = read_folder()
    content = yaml.load(texts[TREATMENT_FILE], yaml.CSafeLoader)
    serve(engine)
    for gone in FACTS:
        without = without_fact(content, gone)
        put(engine, {**texts, TREATMENT_FILE: yaml.dump(without, Dumper=yaml.CSafeDumper)})
        said = Patient().sends([asking(gone)])
        assert gone not in said.facts
        assert said.kind in ("answer", "not_covered", "handoff")
        assert "something went wrong" not in said.text, gone
        if said.kind == "answer":
            assert said.facts, gone


def without_fact(content: dict[str, Any], gone: str) -> dict[str, Any]:
    """The guidance without a fact, and without what refers to it."""
    kept = [fact for fact in content["facts"] if fact["id"] != gone]
    facts = [{**fact, "brings": [each for each in fact.get("brings", ()) if each != gone]} for fact in kept]
    silences = [{**each, "near": [near for near in each["near"] if near != gone]} for each in content["silences"]]
    return {**content, "facts": facts, "silences": silences}


@pytest.mark.parametrize("channel", ["rest", "sms"])
def test_the_same_question_gets_the_same_bytes(channel: str) -> None:
    for fact_id in ASKED_BY:
        first, second = (Patient(channel).sends([asking(fact_id)]) for _ in range(2))
        assert (first.texts, first.report) == (second.texts, second.report)


@pytest.mark.parametrize("channel", ["rest", "sms"])
def test_the_introduction_is_said_once_and_first(channel: str) -> None:
    newcomer = Patient(channel, slots={})
    first = newcomer.asks("ask_makeup", "when can i wear makeup?", "makeup")
    assert len(first.texts) == 2
    assert "automated assistant" in first.texts[0]
    assert "mergenc" in first.texts[0]
    assert first.slots["introduced"] is True
    second = newcomer.asks("ask_recovery", "and how long will i be red?")
    assert "automated assistant" not in second.text


def test_several_questions_have_one_introduction() -> None:
    said = Patient(slots={}).sends([question("ask_makeup", "makeup when?"), question("ask_recovery", "red how long?")])
    assert ["automated assistant" in text for text in said.texts] == [True, False, False]


def test_staff_read_the_report_as_a_line() -> None:
    full = {"kind": "answer", "facts": "aftercare.makeup", "source": "Infections"}
    assert Wording().say("utter_report", full) == "[answer; facts: aftercare.makeup; source: Infections]"
    assert Wording().say("utter_report", {"kind": "smalltalk", "facts": "", "source": ""}) == "[smalltalk]"


# three texts would be too many for one question
MOST_TEXTS = 2


@pytest.mark.parametrize("intent", sorted({*INTENTS, "ask_risks", "ask_spacing"}))
def test_a_reply_is_at_most_two_texts_of_two_segments_and_loses_nothing(intent: str) -> None:
    reply = as_gsm7(Patient("sms", slots={}).sends([question(intent, "a question of more than three words")]).text)
    parts, rest = [], reply
    while rest:
        part, rest = cut(rest, MORE)
        parts.append(part)
    assert all(segments(part) <= MOST_SEGMENTS and is_gsm7(part) for part in parts)
    assert len(parts) <= MOST_TEXTS
    assert " ".join(part.removesuffix(f"\n{MORE}") for part in parts).split() == reply.split()


def troubled(caplog: pytest.LogCaptureFixture, *questions: dict[str, Any], patient: Patient | None = None) -> None:
    """One plain sentence and how to go on; nothing of the patient's in the log."""
    with caplog.at_level(logging.DEBUG):
        said = (patient or Patient()).sends(questions)
    assert (said.kind, said.facts, said.stage, said.report["sources"]) == ("handoff", [], None, [])
    assert said.texts == [
        "Sorry, something went wrong on our side and I can't answer right now. "
        "Please ask HerSpace MedSpa directly. In an emergency, call 911."
    ]
    assert "reply failed" in caplog.text
    assert SECRET not in caplog.text


def test_an_intent_that_nobody_answers_is_trouble(caplog: pytest.LogCaptureFixture) -> None:
    troubled(caplog, question("ask_something_new", SECRET))


def test_one_question_that_fails_leaves_no_half_reply(caplog: pytest.LogCaptureFixture) -> None:
    troubled(caplog, question("ask_makeup", SECRET), question("ask_something_new", SECRET))


def test_a_question_of_another_shape_is_trouble_without_its_words_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    troubled(caplog, {**question("ask_makeup"), SECRET: SECRET})


def test_a_broken_slot_is_trouble(caplog: pytest.LogCaptureFixture) -> None:
    patient = Patient(slots={"introduced": True, "last_question": {"text": SECRET}})
    troubled(caplog, question("ask_makeup", SECRET), patient=patient)


def test_a_database_file_that_is_gone_is_trouble(
    engine: Engine, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    serve(engine)
    engine.dispose()
    pathlib.Path(str(engine.url.database)).unlink()
    troubled(caplog, question("ask_makeup", SECRET))


def test_tables_without_guidance_are_trouble(engine: Engine, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    serve(engine)
    troubled(caplog, question("ask_makeup", SECRET))


def test_after_trouble_the_conversation_goes_on(patient: Patient) -> None:
    patient.asks("ask_makeup", "when can i wear makeup?", "makeup")
    patient.sends([question("ask_something_new", "x")])
    assert patient.asks("ask_why", "why?").facts == ["aftercare.makeup"]


def test_a_patient_waits_no_longer_than_a_few_seconds_for_a_stuck_writer() -> None:
    assert storage_database.LOCK_WAIT_SECONDS <= 3


def test_a_message_asks_the_guidance_once_however_many_questions_it_has(
    patient: Patient, loaded_engine: Engine, serve: Serve
) -> None:
    serve(loaded_engine)
    patient.asks("ask_makeup")  # which reads it whole
    with statements(loaded_engine) as said:
        patient.sends([question("ask_makeup"), question("ask_exercise"), question("ask_prp")])
    assert len(said) == 1 and "guidance_version" in said[0]


def test_a_reply_keeps_to_the_version_it_began_with(
    patient: Patient, loaded_engine: Engine, serve: Serve, guidance_folder: pathlib.Path
) -> None:
    serve(loaded_engine)
    file = guidance_folder / TREATMENT_FILE
    file.write_text(file.read_text().replace("amount: 48", "amount: 55").replace("amount: 72", "amount: 80"))
    other_process = connect(str(loaded_engine.url))

    def reload(*_: object) -> None:
        put(other_process, read_folder(guidance_folder))

    sqlalchemy.event.listen(loaded_engine, "after_cursor_execute", reload, once=True)
    questions = [question("ask_makeup"), question("ask_exercise")]
    before, after = patient.sends(questions).text, patient.sends(questions).text
    other_process.dispose()
    assert "48" in before and "72" in before and "55" not in before and "80" not in before
    assert "55" in after and "80" in after and "48" not in after and "72" not in after


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    sqlalchemy.event.listen(engine, "before_cursor_execute", note)
    yield said
    sqlalchemy.event.remove(engine, "before_cursor_execute", note)
