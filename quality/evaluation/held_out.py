"""The held-out questions, and when a reply to one is right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.commands.environment import ROOT

FOLDER = ROOT / "quality" / "held_out"


@dataclass(frozen=True)
class Turn:
    """What a patient writes, the kinds of reply that are right, and the facts that a right reply holds."""

    text: str
    kinds: tuple[str, ...]
    facts: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.kinds[0]


@dataclass(frozen=True)
class Outcome:
    turn: Turn
    kind: str
    facts: Sequence[str]

    @property
    def kind_is_right(self) -> bool:
        return self.kind in self.turn.kinds

    @property
    def is_right(self) -> bool:
        """Right kind, and every fact that it takes; another kind that is right too need not hold them."""
        asks_for_facts = self.kind == self.turn.kind or len(self.turn.kinds) == 1
        return self.kind_is_right and (not asks_for_facts or set(self.turn.facts) <= set(self.facts))


def conversations(name: str) -> list[list[Turn]]:
    """The conversations of quality/held_out/`name`.jsonl, most of one turn."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = (json.loads(line) for line in lines if line.strip())
    return [[_turn(turn) for turn in case.get("turns") or [{**case, "u": case["q"]}]] for case in cases]


def messages(name: str) -> list[tuple[str, str]]:
    """The messages of quality/held_out/`name`.tsv, each with its kind: (kind, text)."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, text in (line.split("\t", 1) for line in lines)]


def share(outcomes: Iterable[bool]) -> float:
    """From 0 to 1; 0 of nothing."""
    values = list(outcomes)
    return sum(values) / len(values) if values else 0.0


def _turn(case: dict[str, object]) -> Turn:
    kinds = case.get("kind_any") or [kind for kind in (case.get("kind", "answer"), case.get("alt_kind")) if kind]
    return Turn(str(case["u"]), tuple(kinds), tuple(case.get("facts", ())))  # type: ignore[arg-type]
