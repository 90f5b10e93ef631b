"""A model is trained again for its own sources, and for nothing else."""

from __future__ import annotations

import importlib.metadata
import pathlib
import platform
import shutil

import pytest

from assistant.commands import model
from assistant.commands.environment import ROOT

INPUTS = ("config.yml", "domain.yml", "data", "assistant", "guidance", "actions")


@pytest.fixture
def tree(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A copy of the sources; the fingerprint is taken of it."""
    for name in INPUTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    monkeypatch.setattr(model, "ROOT", tmp_path)
    return tmp_path


def append(path: pathlib.Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_fingerprint_of_the_same_sources_is_the_same(tree: pathlib.Path) -> None:
    assert model.fingerprint() == model.fingerprint()
    assert model.current_model().name == f"{model.fingerprint()}.tar.gz"


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "data/nlu.yml",
        "data/nlu/01_after.yml",
        "data/rules.yml",
        "data/stories.yml",
        "assistant/nlu/stage.py",
    ],
)
def test_it_changes_with_data_configuration_and_components(tree: pathlib.Path, name: str) -> None:
    before = model.fingerprint()
    append(tree / name, "\n# changed\n")
    assert model.fingerprint() != before


def test_it_changes_with_a_new_file_of_data(tree: pathlib.Path) -> None:
    before = model.fingerprint()
    (tree / "data" / "nlu" / "more.yml").write_text("nlu: []\n")
    assert model.fingerprint() != before


def test_it_changes_with_the_intents_of_the_domain(tree: pathlib.Path) -> None:
    before = model.fingerprint()
    domain = tree / "domain.yml"
    domain.write_text(domain.read_text().replace("  - ask_price\n", "  - ask_price\n  - ask_cost\n"))
    assert model.fingerprint() != before


@pytest.mark.parametrize(("version", "changes"), [(("3", "10", "13"), True), (("3", "12", "99"), False)])
def test_it_changes_with_python_but_not_with_its_mends(
    version: tuple[str, str, str], changes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = model.fingerprint()
    monkeypatch.setattr(platform, "python_version_tuple", lambda: version)
    assert (model.fingerprint() != before) is changes


@pytest.mark.parametrize("package", ["rasa", "scikit-learn", "numpy", "scipy"])
def test_it_changes_with_the_packages_that_a_model_is_made_of(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = model.fingerprint()
    installed = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0.1" if name == package else installed(name))
    assert model.fingerprint() != before


def test_it_does_not_change_with_the_wording_of_responses(tree: pathlib.Path) -> None:
    before = model.fingerprint()
    domain = tree / "domain.yml"
    text = domain.read_text()
    domain.write_text(text.replace("Goodbye, and take care.", "Bye for now."))
    assert domain.read_text() != text
    assert model.fingerprint() == before


@pytest.mark.parametrize("name", ["guidance/microneedling.yml", "guidance/clinic.yml", "actions/clarify.py"])
def test_it_does_not_change_with_guidance_or_actions(tree: pathlib.Path, name: str) -> None:
    before = model.fingerprint()
    append(tree / name, "\n# changed\n")
    assert model.fingerprint() == before
