"""The file of the gate's learnt weights: named by what they were learnt from, and taken whole or not at all."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections.abc import Iterator
from pathlib import Path

from assistant.nlu.red_flags.rules import PATH as RULES
from assistant.nlu.training_data import MODELS, fingerprint, intent_files, red_flag_files

ANY = "red_flags-*.tsv"
_CODE = Path(__file__).resolve().parent.parent

Weights = dict[str, tuple[float, float]]  # of what is weighed: for urgent, and among urgent for self-harm


def current_file() -> Path:
    """Where the weights for the sentences and rules as they are now are, or will be."""
    return MODELS / ANY.replace("*", fingerprint(_sources()))


def are_current() -> bool:
    """Whether they are there, and whole."""
    try:
        read_weights(current_file())
    except ValueError:
        return False
    return True


def read_weights(path: Path) -> Weights:
    """Raises a ValueError of one line where the file is missing or not as it was written."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        raise ValueError(f"{path} is missing, the weights of the red-flag gate's words: run `make train`.") from None
    if head != _head(body):
        raise ValueError(f"{path}, the weights of the red-flag gate's words, is damaged: run `make train`.")
    rows = (line.split("\t") for line in body.decode().splitlines())
    return {name: (float(urgent), float(self_harm)) for name, urgent, self_harm in rows}


def write_weights(weights: Weights, path: Path) -> None:
    """All of it or nothing: who reads meanwhile reads what was there before."""
    body = "".join(f"{name}\t{urgent:.2f}\t{self_harm:.2f}\n" for name, (urgent, self_harm) in weights.items()).encode()
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(_head(body) + b"\n" + body)
    unfinished.replace(path)


def _head(body: bytes) -> bytes:
    return f"# sha256 of the lines below: {hashlib.sha256(body).hexdigest()}".encode()


def _sources() -> Iterator[bytes]:
    for path in (RULES, *intent_files(), *red_flag_files(), *sorted(_CODE.rglob("*.py"))):
        yield path.read_bytes()
    for package in ("scikit-learn", "symspellpy"):  # fits the weights; its dictionary tells slips from words
        yield importlib.metadata.version(package).encode()
