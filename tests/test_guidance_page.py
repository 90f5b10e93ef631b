"""docs/guidance.md, walked through: its examples pass the gate and are answered, its tables name what there is."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from assistant.commands.environment import ROOT
from assistant.dates.effects import EFFECTS
from assistant.knowledge.aspects import ASPECTS
from assistant.knowledge.gate import problems
from assistant.knowledge.guidance import Asked, Guidance
from assistant.knowledge.guidance_files import guidance_of, read_folder
from assistant.knowledge.quantities import UNITS
from assistant.replies.wording import Wording, words_of
from tests.knowledge.shared import TREATMENT_FILE

PAGE = (ROOT / "docs" / "guidance.md").read_text()
ALCOHOL, VISIT, PEEL = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.M | re.S)
PEEL_FILE = "chemical_peel.yml"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """A copy of the clinic's files with all that the page adds."""
    texts = read_folder()
    texts[TREATMENT_FILE] = texts[TREATMENT_FILE].replace("\nfacts:\n", f"\nfacts:\n{ALCOHOL}{VISIT}")
    return {**texts, PEEL_FILE: PEEL}


@pytest.fixture(scope="module")
def guidance(files: dict[str, str]) -> Guidance:
    return guidance_of(files)


def test_the_examples_pass_the_gate(files: dict[str, str]) -> None:
    assert problems(files) == []


def test_a_file_alone_passes_as_well(files: dict[str, str]) -> None:
    assert problems({**read_folder(), PEEL_FILE: files[PEEL_FILE]}) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("rule", "microneedling", ("alcohol",), "after"), "at least 24 hours"),
        (Asked("price", "microneedling"), "$250 to $400"),
        (Asked("numbing", "microneedling"), "numbing cream"),
        (Asked("definition", "chemical_peel"), "mild acid"),
        (Asked("candidacy", "chemical_peel"), "pregnancy and eczema"),
        (Asked("treats", "chemical_peel", ("eczema",)), "pregnancy and eczema"),
        (Asked("rule", "chemical_peel", ("skin_picking",), "after"), "Do not pick"),
        (Asked("rule", "peel_mask", ("skin_picking",), "after"), "Do not pick"),  # inherited
        (Asked("definition", "peel_mask"), "can follow"),
    ],
)
def test_the_examples_are_answered(guidance: Guidance, asked: Asked, said: str) -> None:
    assert said in " ".join(words_of(fact, guidance) for fact in guidance.answer(asked).facts)


def test_a_treatment_known_by_name_only_is_taken_out_and_its_words_come_along(guidance: Guidance) -> None:
    assert [term.category for term in guidance.terms if term.id == "chemical_peel"] == ["treatments"]
    peel = guidance.term("chemical_peel")
    assert peel and {"peel", "jessner"} <= set(peel.words)


def test_what_the_page_says_is_refused_is_refused(files: dict[str, str]) -> None:
    twice = PEEL.replace("words: [pregnant,", "words: [makeup, pregnant,")
    assert "stand under" in problems({**files, PEEL_FILE: twice})[0]
    same_id = PEEL.replace("id: peel.what", "id: what.is")
    assert "stands twice" in problems({**files, PEEL_FILE: same_id})[0]
    unnamed = PEEL.replace("in case of {terms}", "now")
    assert "have no {terms}" in problems({**files, PEEL_FILE: unnamed})[0]


def test_the_tables_name_what_there_is() -> None:
    named = {name for row in re.findall(r"^\|(.*?)\|", PAGE, re.M) for name in re.findall(r"`([a-z_]+)`", row)}
    assert set(ASPECTS) <= named
    assert set(EFFECTS) <= named
    units = PAGE.split("\nUnits: ")[1].split(".")[0]
    assert set(re.findall(r"\w+", units)) == set(UNITS)


@pytest.mark.parametrize("effect", EFFECTS)
def test_the_lines_of_a_plan_are_those_that_are_said(effect: str) -> None:
    variations = [variation["text"] for variation in Wording().responses[f"utter_step_{effect}"]]
    shown = [re.sub(r"\{(\w+)\}", lambda found: found[1].upper(), text) for text in variations]
    assert any(f"| {text} |" in PAGE for text in shown)


def test_categories_are_all_named() -> None:
    categories = YAML(typ="safe").load(read_folder()["vocabulary.yml"])["vocabulary"]
    assert [category for category in categories if f"`{category}`" not in PAGE] == []
