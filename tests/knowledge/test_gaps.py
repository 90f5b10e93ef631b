"""What was not answered, and the entry that answers it."""

from __future__ import annotations

import pytest

from assistant.knowledge.gaps import LONGEST, asked_of, entry_for, is_closed, topic_of
from assistant.knowledge.gate import problems
from assistant.knowledge.guidance import Asked
from assistant.knowledge.guidance_files import guidance_of
from tests.knowledge.shared import TREATMENT_FILE, Folder, clinic_guidance

GAPS = [
    Asked("price", "microneedling"),
    Asked("price", "prp"),
    Asked("pain", "rf"),
    Asked("rule", "microneedling", ("alcohol",), "after"),
    Asked("rule", "microneedling", ("alcohol",), "before"),
    Asked("rule", "microneedling", ("alcohol", "smoking")),
    Asked("treats", "microneedling", ("tattoos",)),
    Asked("compare", "microneedling"),
]


@pytest.mark.parametrize("asked", GAPS, ids=topic_of)
def test_an_entry_passes_the_gate_as_it_is_and_closes_the_gap(folder: Folder, asked: Asked) -> None:
    guidance = clinic_guidance()
    assert not is_closed(asked, guidance)
    entry = entry_for(asked, guidance)
    folder.change("\nsilences:\n", f"\n{entry}\nsilences:\n")
    assert problems(folder.texts()) == []
    assert is_closed(asked, guidance_of(folder.texts()))


@pytest.mark.parametrize("asked", GAPS, ids=topic_of)
def test_a_topic_is_kept_and_read_again(asked: Asked) -> None:
    assert asked_of(topic_of(asked), asked.stage) == asked


def test_what_the_question_means_is_kept_where_its_words_name_nothing() -> None:
    assert topic_of(Asked("rule", "microneedling", near=("alcohol",))) == "microneedling/rule/alcohol"
    assert topic_of(Asked("rule", "microneedling", ("smoking",), meant=("sun",))) == "microneedling/rule/smoking"


def test_a_topic_fits_the_database() -> None:
    terms = tuple(f"a_very_long_term_{number}" for number in range(9))
    topic = topic_of(Asked("rule", "microneedling", terms))
    assert len(topic) <= LONGEST and asked_of(topic, None) is not None


@pytest.mark.parametrize("topic", ["ask_price", "out_of_scope", "microneedling/nothing/", ""])
def test_what_asks_nothing_of_the_guidance_has_no_entry(topic: str) -> None:
    assert asked_of(topic, None) is None


def test_a_rule_before_is_preparation_and_one_after_aftercare() -> None:
    before, after = (Asked("rule", "microneedling", ("alcohol",), stage) for stage in ("before", "after"))
    assert "aspects: [rule, preparation]\n" in entry_for(before, clinic_guidance())
    assert "aspects: [rule, aftercare]\n" in entry_for(after, clinic_guidance())


def test_an_entry_is_written_into_the_file_of_its_treatment() -> None:
    assert "    subject: prp\n" in entry_for(Asked("price", "prp"), clinic_guidance())
    assert TREATMENT_FILE == "microneedling.yml"
