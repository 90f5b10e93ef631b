from __future__ import annotations

from tests.storage.conftest import records as records  # noqa: PLC0414 - a fixture
