"""Changes every figure of the guidance, one at a time, and finds the new one in every reply, not the old."""

from __future__ import annotations

import pathlib
import re

import pytest
from ruamel.yaml import YAML
from sqlalchemy.engine import Engine

from assistant.knowledge.guidance_files import FOLDER, TREATMENT_FILE, read_folder, read_guidance
from tests.actions.conftest import Serve
from tests.actions.patient import Patient, question
from tests.knowledge.shared import put

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
SYNONYMS = re.compile(r"^ +words: \[[^]]*\]\n", re.M)
UNUSUAL = {"low": 1, "high": 97, "amount": 97, "every": 97}
NUMBERS = [
    (fact["id"], name)
    for fact in YAML(typ="safe").load(FOLDER / TREATMENT_FILE)["facts"]
    for name in ("low", "high", "amount", "every")
    if name in fact.get("value", {})
]


def test_there_is_a_question_for_every_fact_with_a_figure() -> None:
    assert {fact_id for fact_id, _ in NUMBERS} == set(ASKS)


@pytest.mark.parametrize(("fact_id", "number"), NUMBERS)
def test_a_changed_figure_is_said(
    fact_id: str, number: str, serve: Serve, loaded_engine: Engine, guidance_folder: pathlib.Path
) -> None:
    serve(loaded_engine)
    patients = [Patient(channel) for channel in ("rest", "sms")]
    yaml = YAML(typ="safe")
    file = guidance_folder / TREATMENT_FILE
    file.write_text(SYNONYMS.sub("", file.read_text()))  # they play no part here and take long to read
    content = yaml.load(file)
    value = next(fact for fact in content["facts"] if fact["id"] == fact_id)["value"]
    old = read_guidance(guidance_folder).treatment.facts
    old_words = str(next(fact for fact in old if fact.id == fact_id).value.quantity())
    value[number] = 2 if number == "low" and value["low"] == 1 else UNUSUAL[number]
    if number == "low" and value["low"] == 2:
        value["high"] = max(value["high"], 96)  # keeps the range the right way up
    yaml.dump(content, file)
    changed = read_guidance(guidance_folder)
    new_words = str(next(fact for fact in changed.treatment.facts if fact.id == fact_id).value.quantity())

    for patient in patients:
        before = patient.sends([ASKS[fact_id]])
        assert fact_id in before.facts and old_words in before.text
    put(loaded_engine, read_folder(guidance_folder))
    for patient in patients:
        after = patient.sends([ASKS[fact_id]])
        assert fact_id in after.facts
        assert new_words in after.text
        shared = [f for f in changed.treatment.facts if f.id != fact_id and f.id in after.facts and f.value]
        if not any(old_words in str(fact.value.quantity()) for fact in shared):
            assert not re.search(rf"\b{re.escape(old_words)}\b", after.text)
