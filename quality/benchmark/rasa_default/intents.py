"""Asks a model in the environment of Rasa's default: `python intents.py MODEL` is what runs there.

It reads a JSON string a line, and writes for each {"intent": its name or null, "milliseconds": of the parse alone}.
Python 3.10 runs it, so it imports nothing of ours. What ours takes is measured by the same `parses`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple


class Named(NamedTuple):
    """What names an intent, None where nothing was sure enough, and the time that it took."""

    intent: str | None
    milliseconds: float


def named_by(python: str, model: str, texts: Iterable[str]) -> list[Named]:
    """What the model makes of each text, in a process of `python`'s. Raises CalledProcessError, its log on stderr."""
    sentences = "".join(f"{json.dumps(text)}\n" for text in texts)
    command = [python, __file__, model]
    answers = subprocess.run(command, input=sentences, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [Named(**json.loads(line)) for line in answers.splitlines()]


def parses(model: str, texts: Iterable[str]) -> Iterator[tuple[dict[str, Any], float]]:
    """(what the model makes of a text, milliseconds that it took), in this process."""
    from rasa.core.agent import Agent  # noqa: PLC0415 - brings TensorFlow along, or takes seconds

    agent = Agent.load(model)
    for text in texts:
        began = time.perf_counter()
        parse = asyncio.run(agent.parse_message(text))
        yield parse, (time.perf_counter() - began) * 1000


def main() -> None:
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):  # libraries print too
        for parse, milliseconds in parses(sys.argv[1], map(json.loads, sys.stdin)):
            print(json.dumps({"intent": parse["intent"]["name"], "milliseconds": milliseconds}), file=answers)


if __name__ == "__main__":
    main()
