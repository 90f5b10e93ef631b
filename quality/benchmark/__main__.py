"""`python -m quality.benchmark [--quick]`: measures, prints the table and writes reports/bench.md with its plots."""

from __future__ import annotations

import argparse
import pathlib
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from assistant.commands.environment import ROOT
from assistant.commands.model import ensure_model
from assistant.knowledge.guidance_files import read_guidance
from quality.benchmark import conversation, ours, plots, report
from quality.benchmark.figures import Figure, at_least, at_most, below
from quality.benchmark.guidance_growth import FACTS, grown_project
from quality.benchmark.load import Load, under_load
from quality.benchmark.rasa_default.assistant import RasaDefault
from quality.benchmark.rasa_default.environment import NotToBeHad, default_python
from quality.benchmark.served import Served
from tests.ports import free_port, free_ports

REPORTS = ROOT / "reports"
USERS = 16
RAMP = (1, 2, 4, 8, USERS, 32)


@dataclass(frozen=True)
class Extent:
    """How much is measured: rounds of what takes long, messages, conversations, seconds of load."""

    rounds: int = 3
    messages: int = 100
    long_conversations: int = 3
    load_rounds: int = 5
    load_seconds: int = 20
    ramp_seconds: int = 8
    soak_seconds: int = 120


QUICK = Extent(
    rounds=1, messages=40, long_conversations=1, load_rounds=3, load_seconds=10, ramp_seconds=8, soak_seconds=0
)


@dataclass
class Benchmark:
    """Ours, and what `rasa init` makes where it can be had, in `folder`.

    `figures` are those measured so far, `parts` further tables and remarks. Lists of measures begin with ours.
    """

    folder: pathlib.Path
    extent: Extent
    figures: list[Figure] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._defaults: list[RasaDefault] = []
        try:
            self._defaults.append(RasaDefault(default_python(), self.folder / "default", free_port(), free_port()))
        except NotToBeHad as reason:
            print(reason, flush=True)
            self.parts.append(str(reason))

    def run(self) -> None:
        self.training()
        self.starting()
        with ExitStack() as running:
            alone, *defaults = self._served()
            for served in (alone, *defaults):
                running.callback(served.stop)
                served.start()
            self.replies(alone, defaults)
            self.growing_guidance(alone)
            self.load(alone, defaults)

    def training(self) -> None:
        seconds = [
            [ours.train(self.folder), *(default.train() for default in self._defaults)]
            for _ in range(self.extent.rounds)
        ]
        self._add(at_most("training", *_medians(seconds), 0.6, "s"))

    def starting(self) -> None:
        """From the commands to the first reply, in turn."""
        seconds = [[_start_seconds(served) for served in self._served()] for _ in range(self.extent.rounds)]
        self._add(at_most("from `make run` (trained) to the first reply", *_medians(seconds), 0.5, "s"))

    def replies(self, alone: Served, defaults: list[Served]) -> None:
        first = conversation.first_messages([alone, *defaults], self.extent.messages)
        self._add(
            at_most(
                "median reply, first message of a conversation", *_medians(list(zip(*first, strict=True))), 0.6, "ms"
            )
        )
        late, early = conversation.at_the_end_and_at_the_beginning(alone, self.extent.long_conversations)
        self._add(at_most("median reply, message 200 of a conversation", late, early, 1.2, "ms", "our own first"))
        growth = {served.name: conversation.long_conversation(served) for served in (alone, *defaults)}
        plots.conversation(REPORTS / "conversation.png", growth)

    def growing_guidance(self, alone: Served) -> None:
        """The same questions, with the clinic's guidance and with a hundred times as much."""
        grown = ours.alone(self.folder / "grown-run", free_port(), free_port(), grown_project(self.folder))
        try:
            grown.start()
            _answers_alike(alone, grown)
            both = conversation.first_messages([grown, alone], self.extent.messages)
        finally:
            grown.stop()
        mine, beside = (statistics.median(each) for each in both)
        facts = len(read_guidance().facts)
        self._add(at_most("median reply with a hundred times the guidance", mine, beside, 1.3, "ms", "as it is"))
        plots.guidance(REPORTS / "guidance.png", {facts: beside, FACTS: mine})

    def load(self, alone: Served, defaults: list[Served]) -> None:
        """With several workers, where the programs that they need are there and more workers answer more."""
        lacks = ours.what_a_cluster_lacks()
        if lacks:
            print(f"{lacks} is missing, so no cluster is measured", flush=True)
            self._load(alone, defaults, "`make run`")
            return
        cluster = ours.Cluster(self.folder / "cluster", *free_ports(4))
        try:
            cluster.start()
            several, one = (self._under_load(each, USERS) for each in (cluster.served, alone))
            print(f"workers: two {several.replies_per_second:.1f}/s, one {one.replies_per_second:.1f}/s", flush=True)
            if several.replies_per_second > one.replies_per_second:
                self._load(cluster.served, defaults, "`make cluster`")
            else:
                self._load(alone, defaults, "`make run`")
        finally:
            cluster.stop()

    def _load(self, best: Served, defaults: list[Served], how: str) -> None:
        rounds = [
            [self._under_load(served, USERS) for served in (best, *defaults)] for _ in range(self.extent.load_rounds)
        ]
        throughput = _medians([[load.replies_per_second for load in each] for each in rounds])
        self._add(at_least(f"throughput, {USERS} users ({how})", *throughput, 4, "replies/s"))
        slowest = _medians([[load.p99 / 1000 for load in each] for each in rounds])
        self._add(below("p99 under that load", *slowest, 0.3, "ms"))
        failures = sum(own.failures for own, *_ in rounds)
        self._add(Figure("messages without a reply under that load", str(failures), "", "", "0", failures == 0))
        ramps = {
            served.name: [self._under_load(served, n, self.extent.ramp_seconds) for n in RAMP]
            for served in (best, *defaults)
        }
        plots.users(REPORTS / "users.png", ramps)
        self.parts += [report.loads(f"Users at the same time, {name}:", ramp) for name, ramp in ramps.items()]
        before = best.megabytes()
        memory = _medians([[before, *(default.megabytes(slice(1)) for default in defaults)]])
        self._add(at_most(f"memory, all processes ({how})", *memory, 1.2, "MB", "`rasa init`, Rasa alone"))
        if self.extent.soak_seconds:
            soak = self._under_load(best, USERS, self.extent.soak_seconds)
            name = (
                f"Soak of {self.extent.soak_seconds} s; memory {before:.0f} MB before, {best.megabytes():.0f} MB after:"
            )
            self.parts.append(report.loads(name, [soak]))

    def _under_load(self, served: Served, users: int, seconds: int | None = None) -> Load:
        return under_load(served, users, seconds or self.extent.load_seconds, self.folder)

    def _alone(self) -> Served:
        return ours.alone(self.folder / "ours", free_port(), free_port())

    def _served(self) -> list[Served]:
        return [self._alone(), *(default.served() for default in self._defaults)]

    def _add(self, figure: Figure) -> None:
        self.figures.append(figure)
        print(report.table([figure]).splitlines()[-1], flush=True)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m quality.benchmark")
    parser.add_argument(
        "--quick", action="store_true", help="one round of everything, ten minutes instead of half an hour"
    )
    extent = QUICK if parser.parse_args(arguments).quick else Extent()
    REPORTS.mkdir(exist_ok=True)
    ensure_model()
    with tempfile.TemporaryDirectory() as folder:
        benchmark = Benchmark(pathlib.Path(folder), extent)
        benchmark.run()
    pictures = ("conversation.png", "users.png", "guidance.png")
    report.write(REPORTS, benchmark.figures, benchmark.parts, pictures)
    print(f"\n{report.table(benchmark.figures)}\n\nThis, and plots, are in {REPORTS.relative_to(ROOT)}/bench.md.")
    return 0


def _medians(rounds: Sequence[Sequence[float]]) -> tuple[float, float | None]:
    """(ours, the other's or None) of rounds that each have one value of ours and perhaps one of the other's."""
    ours, *others = (statistics.median(values) for values in zip(*rounds, strict=True))
    return ours, others[0] if others else None


def _start_seconds(served: Served) -> float:
    try:
        return served.start()
    finally:
        served.stop()


def _answers_alike(one: Served, other: Served) -> None:
    """Raises AssertionError where more guidance changes what is said of the clinic's own."""
    for question in one.questions[:20]:
        said = [served.ask(question)[1] for served in (one, other)]
        assert said[0] == said[1], question


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
