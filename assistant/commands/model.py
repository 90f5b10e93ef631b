"""Trains the model, and knows when the one on disk is current.

A model depends on the training data, the configuration and the components, not on the guidance nor on the
wording of replies: those change without training.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import pathlib
import re
import subprocess
import sys
import time
from collections.abc import Iterator

from assistant.commands.environment import ROOT, environment

MODELS = ROOT / "models"
LOG = ROOT / "var" / "training.log"
_KEPT = 2
_TIMEOUT_SECONDS = 1200


def current_model() -> pathlib.Path:
    """Where the model for the sources as they are now is, or will be."""
    return MODELS / f"{fingerprint()}.tar.gz"


def fingerprint() -> str:
    digest = hashlib.sha256()
    for part in _inputs():
        digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def ensure_model() -> pathlib.Path:
    """The current model, trained now if there is none. Raises SystemExit with the log's place if training fails."""
    model = current_model()
    if model.exists():
        return model
    MODELS.mkdir(exist_ok=True)
    LOG.parent.mkdir(exist_ok=True)
    print("Training the assistant (about a minute) ", end="", flush=True)
    command = training_command(model.name.removesuffix(".tar.gz"), MODELS)
    with LOG.open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=log, stderr=subprocess.STDOUT)
        started = time.monotonic()
        while process.poll() is None:
            if time.monotonic() - started > _TIMEOUT_SECONDS:
                process.kill()
            time.sleep(3)
            print(".", end="", flush=True)
    if process.returncode or not model.exists():
        raise SystemExit(f"\nTraining failed; what it said is in {LOG.relative_to(ROOT)}.")
    print(f" done in {time.monotonic() - started:.0f} s.")
    for outdated in sorted(MODELS.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        outdated.unlink()
    return model


def training_command(name: str, folder: pathlib.Path) -> list[str]:
    """Trains the model `name` into `folder`; all of it, for Rasa's cache does not see that a component has changed."""
    rasa = [sys.executable, "-m", "assistant.commands.light_rasa", "train", "--skip-validation", "--force"]
    return [*rasa, "--fixed-model-name", name, "--out", str(folder)]


def _inputs() -> Iterator[bytes]:
    yield (ROOT / "config.yml").read_bytes()
    read_through = (ROOT / "assistant" / name for name in ("text.py", "patterns.py"))
    for path in sorted([*(ROOT / "data").glob("*.yml"), *(ROOT / "assistant" / "nlu").rglob("*.py"), *read_through]):
        yield path.read_bytes()
    # what rules and stories refer to; the wording of responses is read when the assistant starts
    yield re.split(r"^responses:", (ROOT / "domain.yml").read_text(), flags=re.M)[0].encode()
    yield importlib.metadata.version("rasa").encode()


if __name__ == "__main__":
    print(f"The model is {ensure_model().relative_to(ROOT)}.")
