"""A copy of the project whose guidance has many times as many facts and synonyms, none of which patients ask for."""

from __future__ import annotations

import itertools
import pathlib
import shutil
import string
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML

from assistant.commands.environment import ROOT
from assistant.knowledge.guidance_files import FOLDER, read_guidance

TREATMENT_FILE = "microneedling.yml"
FACTS, SYNONYMS = 3_500, 5_000  # as many as these, with those that the clinic has
_WORDS_OF_A_TERM = 5
# what a copy for serving does without, or links
_NOT_COPIED = shutil.ignore_patterns(".*", "models", "var", "reports", "tests", "docs", "__pycache__")


def grown_project(folder: pathlib.Path) -> pathlib.Path:
    """Where it was made; the model is the same."""
    project = folder / "grown"
    shutil.copytree(ROOT, project, ignore=_NOT_COPIED)
    (project / "models").symlink_to(ROOT / "models")
    grow(project / FOLDER.name / TREATMENT_FILE)
    return project


def grow(path: pathlib.Path) -> None:
    """Adds facts, and terms with words of their own, to a treatment file."""
    yaml = YAML(typ="safe")
    content = yaml.load(path)
    names = _names()
    content["vocabulary"] = {"activities": list(_terms(names, SYNONYMS))}
    content["facts"] += list(_facts(content, names, FACTS - len(content["facts"])))
    yaml.dump(content, path)
    read_guidance(path.parent)  # raises if it can't be used


def _terms(names: Iterator[str], synonyms: int) -> Iterator[dict[str, Any]]:
    """Each has two words that stand in real terms too, so that the search for words has something to do."""
    common = itertools.cycle(("skin", "acne", "face", "cream", "treatment", "gym", "sun"))
    for _ in range(0, synonyms, _WORDS_OF_A_TERM):
        name = next(names)
        words = [f"{next(common)} {next(names)}" for _ in range(_WORDS_OF_A_TERM - 1)]
        yield {"id": name, "name": name, "words": words}


def _facts(content: dict[str, Any], names: Iterator[str], count: int) -> Iterator[dict[str, Any]]:
    """Copies of the clinic's, each about a term that is new."""
    terms = itertools.cycle(term["id"] for term in content["vocabulary"]["activities"][-100:])
    for fact in itertools.islice(itertools.cycle(tuple(content["facts"])), count):
        joint = "_" if "." in fact["id"] else "."
        yield {**fact, "id": f"{fact['id']}{joint}{next(names)}", "terms": [next(terms)]}


def _names() -> Iterator[str]:
    """Words that no language has, all different."""
    for letters in itertools.product(string.ascii_lowercase, repeat=3):
        yield f"zq{''.join(letters)}xj"
