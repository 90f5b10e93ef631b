"""Questions by other writers that nothing was trained on; no sentence of theirs may get into the training data."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator

from assistant.nlu.training_data import by_intent, red_flag_sentences

HELD_OUT = pathlib.Path(__file__).parent.parent / "quality" / "held_out"
FEWEST = 300
SHORT = 4  # words; fewer are anybody's ("thanks", "and the gym?")


def _sentences(path: pathlib.Path) -> Iterator[str]:
    for line in path.read_text().splitlines():
        if path.suffix == ".tsv":
            yield line.split("\t", 1)[1]
        else:
            case = json.loads(line)
            yield from (turn["u"] for turn in case["turns"]) if "turns" in case else [case["q"]]


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower()).strip()


def test_there_are_enough_questions() -> None:
    for name in ("questions.jsonl", "urgent.tsv", "not_urgent.tsv"):
        assert len(list(_sentences(HELD_OUT / name))) >= FEWEST


def test_none_of_them_is_trained_on() -> None:
    held_out = {_plain(text) for path in HELD_OUT.iterdir() for text in _sentences(path)}
    trained = {_plain(text) for _, sentences in by_intent() for text in sentences}
    trained |= {_plain(text) for _, text in red_flag_sentences()}
    assert {text for text in held_out & trained if len(text.split()) >= SHORT} == set()
