"""`make eval`: plays the held-out questions to the running assistant and writes reports/evaluation.md with pictures.

Beside it stands Rasa's default pipeline, trained on the same sentences in the same run (evaluation.comparison), where
its environment can be had (benchmark.rasa_default). The whole takes about a quarter of an hour on two cores.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.commands.environment import ROOT
from assistant.knowledge.store import Library
from assistant.nlu.red_flags.gate import RedFlags
from assistant.storage.database import connect
from quality.benchmark.rasa_default.environment import NotToBeHad
from quality.evaluation import dates as evaluate_dates
from quality.evaluation.comparison import Comparison
from quality.evaluation.held_out import Outcome, Turn, conversations, messages, share
from quality.evaluation.slips import SLIPS
from quality.evaluation.topics import FOLDS, CrossValidation
from tests.assistant import Assistant
from tests.settings import take_own_settings

REPORTS = ROOT / "reports"
SEED = 7
MOST_MISTAKES = 40

LOOK_ALIKE = "lookalike"  # kind of held-out message: denied, past, feared, an idiom

Row = tuple[str, float, str]  # what, figure, target


def main() -> int:
    take_own_settings()  # no staff of the caller's clinic is to hear of these urgent messages
    REPORTS.mkdir(exist_ok=True)
    singles, several, follow_ups = (conversations(name) for name in ("questions", "several", "follow_ups"))
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(Path(folder))
        try:
            assistant.start()
            rows, outcomes = _measure(assistant, singles, several, follow_ups)
            rows += _urgent(lambda text: assistant.ask(text).kind == "urgent")
        finally:
            assistant.stop()
        print(_table(rows), flush=True)
        os.environ["DATABASE_URL"] = assistant.database_url  # where the actions, run here, look up what is kept
        comparison = _compared(Comparison(Path(folder), Library(connect(assistant.database_url)).current()), singles)
    validation = CrossValidation()
    validation.draw(REPORTS)
    confused = "; ".join(f"{truth} as {guess} ({count})" for truth, guess, count in validation.confusions())
    report = [
        f"# Understanding, measured on {time.strftime('%Y-%m-%d')}",
        f"{sum(map(len, singles))} questions, {len(several)} messages of several questions, {len(follow_ups)} "
        "conversations; written by people who saw neither training data nor replies, and never trained on.",
        _table(rows),
        f"Topics by themselves, {FOLDS}-fold cross-validation over {len(validation.truth)} training sentences: "
        f"{validation.accuracy:.3f} right; calibration error {validation.calibration_error():.3f}.",
        "What names the topic (vocabulary and answers are ours in every row), and its median milliseconds for a message:",
        comparison,
        f"Most confused: {confused}.",
        "## Mistakes",
        *(_mistake(outcome) for outcome in [each for each in outcomes if not each.is_right][:MOST_MISTAKES]),
    ]
    (REPORTS / "evaluation.md").write_text("\n\n".join(report) + "\n", encoding="utf-8")
    print("\n\n".join(report[3:7]))
    print("\nreports/evaluation.md has the mistakes; confusion.png and reliability.png are beside it.\n")
    return evaluate_dates.main()


def _measure(
    assistant: Assistant, singles: list[list[Turn]], several: list[list[Turn]], follow_ups: list[list[Turn]]
) -> tuple[list[Row], list[Outcome]]:
    seconds: list[float] = []
    outcomes = [_play(assistant, case, seconds)[0] for case in singles]
    answers = [each for each in outcomes if each.turn.kind == "answer"]
    refused = share(each.kind in ("out_of_scope", "clarify", "not_covered") for each in answers)
    together = [_play(assistant, case, seconds)[0] for case in several]
    turns = [each for case in follow_ups for each in _play(assistant, case, seconds)]
    rows: list[Row] = [
        ("`answer` questions right", share(each.is_right for each in answers), ">= 0.95"),
        ("kind of reply right, all kinds", share(each.kind_is_right for each in outcomes), ">= 0.95"),
        ("far out of scope refused", _right(outcomes, "out_of_scope"), ">= 0.97"),
        ("`not_covered` kept apart", _right(outcomes, "not_covered"), ">= 0.92"),
        ("`answer` questions refused", refused, "< 0.03"),
        ("several questions, all answered", share(each.is_right for each in together), ">= 0.90"),
        ("follow-ups right", share(each.is_right for each in turns), ">= 0.90"),
    ]
    whole = share(each.is_right for each in outcomes)
    for name, slip in SLIPS.items():
        chance = random.Random(SEED)
        slipped = [
            _play(assistant, [Turn(slip(turn.text, chance), turn.kinds, turn.facts) for turn in case], seconds)[0]
            for case in singles
        ]
        rows.append((f"loss under {name}", whole - share(each.is_right for each in slipped), "< 0.02"))
    rows.append(("median reply over HTTP, milliseconds", statistics.median(seconds) * 1000, ""))
    return rows, [*outcomes, *together, *turns]


def _play(assistant: Assistant, case: Iterable[Turn], seconds: list[float]) -> list[Outcome]:
    sender = uuid.uuid4().hex
    outcomes = []
    for turn in case:
        started = time.perf_counter()
        said = assistant.ask(turn.text, sender)
        seconds.append(time.perf_counter() - started)
        outcomes.append(Outcome(turn, said.kind, said.facts))
    return outcomes


def _urgent(is_urgent: Callable[[str], bool]) -> list[Row]:
    gate = RedFlags.load()
    alarms = [text for _, text in messages("urgent")]
    look_alikes = [text for kind, text in messages("not_urgent") if kind == LOOK_ALIKE]
    ordinary = [text for kind, text in messages("not_urgent") if kind != LOOK_ALIKE]

    def by_gate(text: str) -> bool:
        return bool(gate.find(text))

    return [
        ("urgent messages seen by the gate alone", share(map(by_gate, alarms)), ">= 0.98"),
        ("urgent messages seen by gate and model", share(map(is_urgent, alarms)), ">= 0.98"),
        ("false alarms of the gate alone, ordinary messages", share(map(by_gate, ordinary)), "< 0.01"),
        ("false alarms of gate and model, ordinary messages", share(map(is_urgent, ordinary)), "< 0.01"),
        ("false alarms of the gate alone, look-alikes", share(map(by_gate, look_alikes)), ""),
        ("false alarms of gate and model, look-alikes", share(map(is_urgent, look_alikes)), ""),
    ]


def _compared(comparison: Comparison, singles: list[list[Turn]]) -> str:
    turns = [case[0] for case in singles]
    lines = ["| | answers right | kind of reply right | out of scope refused | milliseconds |", "|---|---|---|---|---|"]
    remarks: list[str] = []
    for name, intents in comparison.understandings.items():
        try:
            named = list(intents([turn.text for turn in turns]))
        except NotToBeHad as reason:
            lines.append(f"| {name} | not measured | | | |")
            remarks += ["", str(reason)]
            continue
        outcomes = [comparison.outcome(each.intent, turn) for each, turn in zip(named, turns, strict=True)]
        figures = (
            _right(outcomes, "answer"),
            share(each.kind_is_right for each in outcomes),
            _right(outcomes, "out_of_scope"),
        )
        took = statistics.median(each.milliseconds for each in named)
        lines.append(f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} | {took:.1f} |")
    return "\n".join([*lines, *remarks])


def _right(outcomes: list[Outcome], kind: str) -> float:
    return share(each.is_right for each in outcomes if each.turn.kind == kind)


def _table(rows: list[Row]) -> str:
    lines = ["| what | measured | target |", "|---|---|---|"]
    for name, figure, target in rows:
        shown = f"{figure:.0f}" if figure > 2 else f"{figure:.3f}"  # shares are under 1
        lines.append(f"| {name} | {shown} | {target} |")
    return "\n".join(lines)


def _mistake(outcome: Outcome) -> str:
    wanted = f"{' or '.join(outcome.turn.kinds)} {', '.join(outcome.turn.facts)}".strip()
    return f"- {outcome.turn.text}\n  wanted {wanted}; got {outcome.kind} {', '.join(outcome.facts)}"


if __name__ == "__main__":
    sys.exit(main())
