from __future__ import annotations

import pathlib

import pytest

from tests.knowledge.shared import Folder


@pytest.fixture
def small(tmp_path: pathlib.Path) -> Folder:
    """A small guidance folder without mistakes."""
    return Folder(tmp_path / "guidance")
