"""Changes every figure of the guidance, one at a time, and finds the new one in every reply, not the old."""

from __future__ import annotations

import re

import pytest
import yaml
from sqlalchemy.engine import Engine

from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import guidance_of, read_folder
from tests.actions.conftest import Serve
from tests.actions.patient import Patient, question
from tests.knowledge.shared import TREATMENT_FILE, clinic_guidance, put

# A question whose reply says the fact, and no other fact with the same figure.
ASKS = {
    "permanence.general": question("ask_permanence"),
    "permanence.appearance": question("ask_permanence", "", "skin_tone"),
    "sessions.initial": question("ask_sessions"),
    "sessions.mild": question("ask_sessions", "", "dry_skin"),
    "maintenance.interval": question("ask_maintenance"),
    "aftercare.sun": question("ask_sun"),
    "aftercare.exercise": question("ask_exercise"),
    "aftercare.swimming": question("ask_swimming"),
    "aftercare.sauna": question("ask_sauna"),
    "aftercare.makeup": question("ask_makeup"),
    "recovery.redness": question("ask_recovery"),
    "recovery.healing": question("ask_recovery"),
    "results.timeline": question("ask_results_timeline"),
    "prep.retinoids": question("ask_retinoids", stage="before"),
    "prep.antibiotics": question("ask_antibiotics_before", stage="before"),
}
UNUSUAL = {"low": 1, "high": 97, "amount": 97, "every": 97}
NUMBERS = [
    (fact["id"], name)
    for fact in yaml.load(read_folder()[TREATMENT_FILE], yaml.CSafeLoader)["facts"]
    for name in ("low", "high", "amount", "every")
    if name in fact.get("value", {})
]


def test_there_is_a_question_for_every_fact_with_a_figure() -> None:
    assert {fact_id for fact_id, _ in NUMBERS} == set(ASKS)


@pytest.mark.parametrize(("fact_id", "number"), NUMBERS)
def test_a_changed_figure_is_said(fact_id: str, number: str, serve: Serve, loaded_engine: Engine) -> None:
    serve(loaded_engine)
    patients = [Patient(channel) for channel in ("rest", "sms")]
    texts = read_folder()
    content = yaml.load(texts[TREATMENT_FILE], yaml.CSafeLoader)
    value = next(fact for fact in content["facts"] if fact["id"] == fact_id)["value"]
    value[number] = 2 if number == "low" and value["low"] == 1 else UNUSUAL[number]
    if number == "low" and value["low"] == 2:
        value["high"] = max(value["high"], 96)  # keeps the range the right way up
    texts[TREATMENT_FILE] = yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False)
    old_words, new_words = figure(clinic_guidance(), fact_id), figure(guidance_of(texts), fact_id)

    for patient in patients:
        before = patient.sends([ASKS[fact_id]])
        assert fact_id in before.facts and old_words in before.text
    put(loaded_engine, texts)
    for patient in patients:
        after = patient.sends([ASKS[fact_id]])
        assert fact_id in after.facts
        assert new_words in after.text
        shared = [
            str(fact.quantity) for fact in clinic_guidance().facts if fact.id != fact_id and fact.id in after.facts
        ]
        if not any(old_words in words for words in shared):
            assert not re.search(rf"\b{re.escape(old_words)}\b", after.text)


def figure(guidance: Guidance, fact_id: str) -> str:
    fact = guidance.fact(fact_id)
    assert fact is not None and fact.quantity is not None
    return str(fact.quantity)
