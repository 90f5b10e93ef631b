from __future__ import annotations

import pathlib

import pytest

from quality.benchmark import plots, report
from quality.benchmark.figures import at_least, at_most, below
from quality.benchmark.load import Load, read
from quality.benchmark.ours import first_messages

ROW = {
    "Name": "Aggregated",
    "Requests/s": "41.5",
    "Failures/s": "0.5",
    "50%": "120",
    "99%": "300",
    "Failure Count": "5",
}


@pytest.mark.parametrize(("ours", "reached"), [(0.06, True), (0.0601, False)])
def test_at_most_a_share_of_the_other(ours: float, reached: bool) -> None:
    figure = at_most("reply", ours, 0.1, 0.6, "ms")
    assert figure.reached is reached
    assert (figure.ours, figure.beside, figure.target) == (f"{ours * 1000:.1f} ms", "100 ms (`rasa init`)", "≤ 0.6")


def test_at_least_so_many_times_the_other() -> None:
    assert at_least("throughput", 40, 10, 4, "replies/s").reached
    assert not at_least("throughput", 39, 10, 4, "replies/s").reached


def test_a_limit_of_its_own() -> None:
    assert below("p99", 0.3, 2, 0.3, "ms").reached
    assert not below("p99", 0.31, 2, 0.3, "ms").reached


def test_the_table_says_what_is_not_reached() -> None:
    rows = report.table([at_most("training", 50, 100, 0.6, "s"), at_most("start", 60, 100, 0.5, "s")]).splitlines()
    assert rows[2] == "| training | 50.0 s | 100 s (`rasa init`) | 0.50 | ≤ 0.6 | yes |"
    assert rows[3].endswith("| 0.60 | ≤ 0.5 | **no** |")


def test_locusts_rows() -> None:
    assert read(16, [{**ROW, "Name": "/webhooks"}, ROW]) == Load(16, 41.0, 120, 300, 5)


def test_users_ask_what_the_conversations_of_the_tests_begin_with() -> None:
    questions = first_messages()
    assert len(questions) > 100
    assert "Do acne medications matter before microneedling?" in questions


def test_plots_are_written(tmp_path: pathlib.Path) -> None:
    plots.conversation(tmp_path / "conversation.png", {"ours": [0.01] * 30, "rasa init": [0.1] * 30})
    plots.users(tmp_path / "users.png", {"ours": [Load(n, 50, 20 * n, 40 * n, 0) for n in (1, 16)]})
    plots.guidance(tmp_path / "guidance.png", {35: 0.01, 3500: 0.011})
    assert {path.name for path in tmp_path.iterdir()} == {"conversation.png", "users.png", "guidance.png"}
