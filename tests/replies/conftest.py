from __future__ import annotations

import pytest

from assistant.knowledge.guidance import Guidance
from assistant.knowledge.store import Library
from tests.knowledge.shared import database


@pytest.fixture(scope="session")
def guidance(tmp_path_factory: pytest.TempPathFactory) -> Guidance:
    """The clinic's guidance, loaded once for all tests of this package."""
    return Library(database(tmp_path_factory.mktemp("knowledge"))).current()
