from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.commands.environment import ROOT, environment
from assistant.nlu import training_data
from assistant.nlu.red_flags import weights
from assistant.nlu.red_flags.score import BIAS, WordScore
from assistant.nlu.red_flags.weighing import KINDS, learnt_from, weigh
from assistant.nlu.red_flags.weights import read_weights, write_weights
from assistant.nlu.training_data import red_flag_files, red_flag_sentences

WEIGHTS = {BIAS: (-0.5, 0.25), "fog": (1.5, -1.0), "not:#FEVER": (-2.0, 0.0)}
WRITE = """
import pathlib, sys
from assistant.nlu.red_flags.weighing import learnt_from, weigh
from assistant.nlu.red_flags.weights import write_weights
write_weights(weigh(learnt_from()[::40]), pathlib.Path(sys.argv[1]))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "weights.tsv"
    write_weights(WEIGHTS, path)
    return path


def test_reads_what_was_written(file: Path) -> None:
    assert read_weights(file) == WEIGHTS
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("kept", [0, 10, 80, -1])
def test_does_not_take_a_file_cut_short(file: Path, kept: int) -> None:
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(ValueError, match=r"weights\.tsv.* damaged: run `make train`") as error:
        read_weights(file)
    assert "\n" not in str(error.value)


def test_does_not_take_a_file_with_another_weight_in_it(file: Path) -> None:
    file.write_text(file.read_text().replace("1.50", "9.50"))
    with pytest.raises(ValueError, match="damaged"):
        read_weights(file)


def test_says_what_to_do_where_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "MODELS", tmp_path)
    assert not weights.are_current()
    with pytest.raises(ValueError, match=r"red_flags-[0-9a-f]{16}\.tsv is missing.*: run `make train`") as error:
        WordScore.load()
    assert "\n" not in str(error.value)


def test_what_was_there_stays_if_writing_fails(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        write_weights({}, file)
    assert read_weights(file) == WEIGHTS


@pytest.mark.parametrize("changed", ["data/nlu.yml", "data/nlu/07_danger.yml", "data/red_flags/urgent.txt", "more"])
def test_others_are_wanted_for_other_sentences(changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (*training_data.intent_files(), *red_flag_files()):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    before = weights.current_file()
    monkeypatch.setattr(training_data, "DATA", tmp_path / "data")
    assert weights.current_file() == before
    with (tmp_path / ("data/red_flags/urgent_too.txt" if changed == "more" else changed)).open("a") as file:
        file.write("\n")
    assert weights.current_file() != before


def test_others_are_wanted_for_other_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = weights.current_file()
    rules = tmp_path / "red_flags.yml"
    rules.write_text(weights.RULES.read_text() + "\n# changed\n")
    monkeypatch.setattr(weights, "RULES", rules)
    assert weights.current_file() != before


@pytest.mark.slow
def test_the_same_sentences_give_the_same_weights(tmp_path: Path) -> None:
    """In processes of their own: names stand in sets, whose order is another in each."""
    for seed in ("1", "2"):
        env = {**environment(), "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", WRITE, str(tmp_path / seed)], cwd=ROOT, env=env, check=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert len(read_weights(tmp_path / "1")) > 1000


def test_words_of_urgent_messages_weigh_more() -> None:
    sentences = [
        ("urgent", "my fog is thick", 1),
        ("self_harm", "my dark is thick", 1),
        ("not_urgent", "my sun is up", 1),
    ]
    found = weigh(sentences * 2)
    assert found["fog"][0] > 0 > found["sun"][0]
    assert found["dark"][1] > 0 > found["fog"][1]


def test_the_sentences_are_sound() -> None:
    assert {path.stem for path in red_flag_files()} == set(KINDS)
    sentences = [text for _, text in red_flag_sentences()]
    assert all(text.strip() == text != "" for text in sentences)
    assert len(sentences) == len(set(sentences))
    assert {kind for kind, _, _ in learnt_from()} == set(KINDS)
