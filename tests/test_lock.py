"""What is installed is what pyproject.toml asks for, and nothing of TensorFlow."""

from __future__ import annotations

import pathlib
import shutil
import subprocess
import sys
import tomllib

import pytest

from assistant.commands.environment import ROOT
from tests.services import missing

LEFT_OUT = ("tensorflow", "tensorboard", "tf-", "keras", "jax")


@pytest.fixture
def project(tmp_path: pathlib.Path) -> pathlib.Path:
    """A copy of what uv reads."""
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def agreement(project: pathlib.Path) -> subprocess.CompletedProcess[str]:
    """What uv says of the lock; it needs no network, nor anything kept from before, for one that agrees."""
    own = ROOT / ".tools" / "bin" / "uv"
    uv = shutil.which("uv") or (str(own) if own.exists() else missing("uv is not installed: make install"))
    command = [uv, "lock", "--check", "--offline", "--no-cache", "--python", sys.executable]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_nothing_of_tensorflow_is_locked() -> None:
    locked = {package["name"] for package in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
    assert "rasa" in locked
    assert not {name for name in locked if name.startswith(LEFT_OUT)}


def test_the_lock_agrees_with_what_is_asked_for(project: pathlib.Path) -> None:
    done = agreement(project)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ('"rasa==', '"rasa>='),
        ('"psutil>=', '"psutil>'),
        ('"regex>=', '"regex>'),
        ("\"tensorflow; python_version < '3'\"", '"tensorflow"'),
    ],
)
def test_a_lock_that_was_not_made_anew_is_found(asked: str, changed: str, project: pathlib.Path) -> None:
    pyproject = project / "pyproject.toml"
    text = pyproject.read_text()
    assert asked in text
    pyproject.write_text(text.replace(asked, changed))
    assert agreement(project).returncode != 0
