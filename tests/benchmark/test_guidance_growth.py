from __future__ import annotations

import pathlib

import pytest

from assistant.knowledge.guidance_files import TREATMENT_FILE, read_guidance
from quality.benchmark.guidance_growth import FACTS, SYNONYMS, grow

pytestmark = pytest.mark.slow


def test_the_guidance_grows_around_what_is_there(guidance_folder: pathlib.Path) -> None:
    before = read_guidance(guidance_folder).treatment
    grow(guidance_folder / TREATMENT_FILE)
    grown = read_guidance(guidance_folder).treatment
    assert len(grown.facts) == FACTS
    assert sum(1 + len(term.words) for _, term in grown.terms) >= SYNONYMS
    assert grown.facts[: len(before.facts)] == before.facts
    assert set(dict(grown.vocabulary)) == set(before.vocabulary)
