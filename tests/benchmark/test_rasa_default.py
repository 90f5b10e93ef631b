"""Rasa's default where it cannot be had, and what is asked of it; none of this needs TensorFlow."""

from __future__ import annotations

import pathlib
import sys
import tomllib
from typing import NoReturn

import pytest

from assistant.commands.environment import ROOT
from quality.benchmark import __main__ as bench
from quality.benchmark import report
from quality.benchmark.rasa_default import environment
from quality.benchmark.rasa_default.environment import NotToBeHad, default_python
from quality.benchmark.rasa_default.intents import Named, named_by
from quality.evaluation import __main__ as evaluation
from quality.evaluation.comparison import Comparison
from quality.evaluation.held_out import Outcome, Turn

REASON = "no TensorFlow today"
RASA = """
import asyncio

class Agent:
    def __init__(self, model):
        self.model = model

    @classmethod
    def load(cls, model):
        print("loading", model)
        return cls(model)

    async def parse_message(self, text):
        print("parsing")
        await asyncio.sleep(0.02)
        return {"intent": {"name": f"{self.model}: {text}" if text else None}}
"""


def nothing_to_be_had() -> NoReturn:
    raise NotToBeHad(REASON)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"UV_PYTHON_PREFERENCE": "only-managed", "UV_PYTHON_INSTALL_DIR": "nothing"}, "for Python 3.10"),
        ({"PATH": "nothing"}, "No such file or directory: 'uv'"),
    ],
)
def test_one_line_says_what_is_missing(
    settings: dict[str, str], said: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"UV_OFFLINE": "1", **settings}.items():
        monkeypatch.setenv(name, str(tmp_path / value) if value == "nothing" else value)
    if "PATH" in settings:
        monkeypatch.setattr(environment, "OWN_UV", tmp_path / "uv")
    with pytest.raises(NotToBeHad, match=said) as reason:
        default_python(tmp_path / "environment")
    assert "install Python 3.10" in str(reason.value)
    assert "\n" not in str(reason.value)


def test_packages_that_are_missing_are_a_reason_too(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    with pytest.raises(NotToBeHad):
        default_python(tmp_path / "environment")


def test_a_model_is_asked_in_another_process(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rasa" / "core").mkdir(parents=True)
    for package in (tmp_path / "rasa", tmp_path / "rasa" / "core"):
        (package / "__init__.py").touch()
    (tmp_path / "rasa" / "core" / "agent.py").write_text(RASA)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    texts = ["when can I swim?", "two\nlines, “quoted” 🙂", ""]
    named = named_by(sys.executable, "a model", texts)
    assert [each.intent for each in named] == [f"a model: {texts[0]}", f"a model: {texts[1]}", None]
    assert all(each.milliseconds >= 20 for each in named)


def test_the_benchmark_goes_on_without_it(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "default_python", nothing_to_be_had)
    monkeypatch.setattr(bench.ours, "train", lambda _: 40.0)
    benchmark = bench.Benchmark(tmp_path, bench.QUICK)
    benchmark.training()
    row = report.table(benchmark.figures).splitlines()[-1]
    assert row == "| training | 40.0 s | not measured (`rasa init`) |  | ≤ 0.6 | not measured |"
    assert benchmark.parts == [REASON]


def test_the_evaluation_goes_on_without_it() -> None:
    turn = Turn("when can I swim?", ("answer",))

    class Two(Comparison):
        def __init__(self) -> None:
            self.understandings = {
                "Rasa's default": lambda _: nothing_to_be_had(),
                "ours": lambda texts: [Named("answer", 2.0) for _ in texts],
            }

        def outcome(self, intent: str | None, turn: Turn) -> Outcome:
            return Outcome(turn, str(intent), ())

    table = evaluation._compared(Two(), [[turn]])
    assert table.splitlines()[2:] == [
        "| Rasa's default | not measured | | | |",
        "| ours | 1.000 | 1.000 | 0.000 | 2.0 |",
        "",
        REASON,
    ]


def test_both_are_the_same_rasa() -> None:
    ours, default = (
        tomllib.loads((folder / "pyproject.toml").read_text())["project"]["dependencies"]
        for folder in (ROOT, environment.PROJECT)
    )
    assert set(default) < set(ours)
