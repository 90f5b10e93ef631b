from __future__ import annotations

import pathlib

import pytest

from assistant.knowledge.guidance_files import read_guidance
from quality.benchmark.guidance_growth import FACTS, SYNONYMS, TREATMENT_FILE, grow

pytestmark = pytest.mark.slow


def test_the_guidance_grows_around_what_is_there(guidance_folder: pathlib.Path) -> None:
    before = read_guidance(guidance_folder)
    grow(guidance_folder / TREATMENT_FILE)
    grown = read_guidance(guidance_folder)
    assert len(grown.facts) == FACTS
    assert sum(len(term.words) for term in grown.terms) >= SYNONYMS
    assert grown.facts[: len(before.facts)] == before.facts
    assert set(before.terms) <= set(grown.terms)
    assert {term.category for term in grown.terms} == {term.category for term in before.terms}
