"""Trains the model and, beside it, the weights of the red-flag gate; knows when those on disk are current.

The model depends on the training data, the configuration, the components and what it was made with, not on the guidance
nor on the wording of replies: those change without training. The weights depend on the red-flag rules and sentences, too.
"""

from __future__ import annotations

import importlib.metadata
import pathlib
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator

from assistant.commands.environment import ROOT, environment
from assistant.nlu.red_flags import weights
from assistant.nlu.training_data import MODELS
from assistant.nlu.training_data import fingerprint as fingerprint_of

LOG = ROOT / "var" / "training.log"
# A model is objects of these as they were, and of Python's: other versions may read it wrong, or not at all.
MADE_WITH = ("rasa", "scikit-learn", "numpy", "scipy")
_KEPT = 2
_TIMEOUT_SECONDS = 1200
WEIGHING = [sys.executable, "-m", "assistant.nlu.red_flags.weighing"]


def current_model() -> pathlib.Path:
    """Where the model for the sources as they are now is, or will be."""
    return MODELS / f"{fingerprint()}.tar.gz"


def fingerprint() -> str:
    return fingerprint_of(_inputs())


def ensure_model() -> pathlib.Path:
    """The current model, trained now if there is none, and the weights with it.

    Raises SystemExit with the log's place if training fails.
    """
    model = current_model()
    missing = {} if model.exists() else {model: training_command(model.name.removesuffix(".tar.gz"), MODELS)}
    if not weights.are_current():
        missing[weights.current_file()] = WEIGHING
    if missing:
        _train("Training the assistant (a minute or two)", missing)
    return model


def ensure_weights() -> pathlib.Path:
    """The current weights of the red-flag gate, likewise."""
    if not weights.are_current():
        _train("Weighing the words of urgent messages (about a minute)", {weights.current_file(): WEIGHING})
    return weights.current_file()


def _train(what: str, commands: dict[pathlib.Path, list[str]]) -> None:
    """All at the same time, each by its command."""
    MODELS.mkdir(exist_ok=True)
    LOG.parent.mkdir(exist_ok=True)
    print(f"{what} ", end="", flush=True)
    with LOG.open("w") as log:
        processes = [
            subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=log, stderr=subprocess.STDOUT)
            for command in commands.values()
        ]
        started = time.monotonic()
        while any([process.poll() is None for process in processes]):
            if time.monotonic() - started > _TIMEOUT_SECONDS:
                for process in processes:
                    process.kill()
            time.sleep(1)
            print(".", end="", flush=True)
    if any(process.returncode for process in processes) or not all(path.exists() for path in commands):
        raise SystemExit(f"\nTraining failed; what it said is in {LOG.relative_to(ROOT)}.")
    print(f" done in {time.monotonic() - started:.0f} s.")
    for kind in ("*.tar.gz", weights.ANY):
        for outdated in sorted(MODELS.glob(kind), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            outdated.unlink()


def training_command(name: str, folder: pathlib.Path) -> list[str]:
    """Trains the model `name` into `folder`; all of it, for Rasa's cache does not see that a component has changed."""
    rasa = [sys.executable, "-m", "assistant.commands.light_rasa", "train", "--skip-validation", "--force"]
    return [*rasa, "--fixed-model-name", name, "--out", str(folder)]


def _inputs() -> Iterator[bytes]:
    yield (ROOT / "config.yml").read_bytes()
    ours = ROOT / "assistant"
    own = [*(ours / "nlu").rglob("*.py"), ours / "dates" / "words.py", ours / "text.py", ours / "patterns.py"]
    for path in sorted([*(ROOT / "data").rglob("*.yml"), *own]):
        yield path.read_bytes()
    # what rules and stories refer to; the wording of responses is read when the assistant starts
    yield re.split(r"^responses:", (ROOT / "domain.yml").read_text(), flags=re.M)[0].encode()
    yield ".".join(platform.python_version_tuple()[:2]).encode()
    for package in MADE_WITH:
        yield importlib.metadata.version(package).encode()


if __name__ == "__main__":
    if sys.argv[1:] == ["weights"]:
        print(f"The weights are {ensure_weights().relative_to(ROOT)}.")
    else:
        print(f"The model is {ensure_model().relative_to(ROOT)}.")
