"""What each intent asks of the guidance, as a frame."""

from __future__ import annotations

import functools
import pathlib
from dataclasses import dataclass

import yaml

INTENTS = pathlib.Path(__file__).parent / "intents.yml"


@dataclass(frozen=True)
class Frame:
    """A row of intents.yml."""

    aspect: str | None = None
    subject: str | None = None
    meant: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    stage: str | None = None


NO_FRAME = Frame()


def frame_of(intent: str) -> Frame:
    """NO_FRAME for an intent that asks nothing of the guidance."""
    return _frames().get(intent, NO_FRAME)


@functools.cache
def _frames() -> dict[str, Frame]:
    rows = yaml.safe_load(INTENTS.read_text(encoding="utf-8"))
    return {
        intent: Frame(**{**row, "meant": tuple(row.get("meant", ())), "near": tuple(row.get("near", ()))})
        for intent, row in rows.items()
    }
