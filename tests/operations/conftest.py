from __future__ import annotations

import pathlib

import pytest

from tests.knowledge.shared import Folder, clinic_folder
from tests.storage.conftest import records as records  # noqa: PLC0414 - a fixture


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> Folder:
    """A copy of the clinic's guidance that a test may change."""
    return clinic_folder(tmp_path / "guidance")
