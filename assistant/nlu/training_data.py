"""What people wrote, to learn from: sentences by intent, and messages that are urgent or only look it.

What is learnt is kept in models/, by a fingerprint of what it was learnt from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"
MODELS = ROOT / "models"


def intent_files() -> list[Path]:
    """data/nlu.yml and what stands beside it in data/nlu/, in the order in which Rasa reads them."""
    return [DATA / "nlu.yml", *sorted((DATA / "nlu").glob("*.yml"))]


def by_intent() -> Iterator[tuple[str, list[str]]]:
    """Each intent with its sentences."""
    for path in intent_files():
        for block in YAML(typ="safe", pure=False).load(path)["nlu"]:
            yield block["intent"], [line.removeprefix("- ") for line in block["examples"].splitlines()]


def red_flag_files() -> list[Path]:
    """data/red_flags/: a sentence a line; the file's name is what they are."""
    return sorted((DATA / "red_flags").glob("*.txt"))


def red_flag_sentences() -> Iterator[tuple[str, str]]:
    """(what it is, sentence): "urgent", "self_harm" or "not_urgent"."""
    for path in red_flag_files():
        yield from ((path.stem, line) for line in path.read_text(encoding="utf-8").splitlines())


def fingerprint(parts: Iterable[bytes]) -> str:
    """16 hexadecimal digits that tell apart what the parts are."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()[:16]
