from __future__ import annotations

import pathlib

import pytest

from assistant.knowledge.guidance import Guidance
from tests.knowledge.shared import Folder, clinic_folder, clinic_guidance


@pytest.fixture
def small(tmp_path: pathlib.Path) -> Folder:
    """A small guidance folder without mistakes."""
    return Folder(tmp_path / "guidance")


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> Folder:
    """A copy of the clinic's guidance that a test may change."""
    return clinic_folder(tmp_path / "clinics")


@pytest.fixture
def guidance() -> Guidance:
    return clinic_guidance()
