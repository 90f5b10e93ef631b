"""The red-flag gate against its own examples, against odd input, and against a file with a mistake in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from assistant.nlu.red_flags.gate import PATH, RedFlag, RedFlags

DATA: dict[str, Any] = YAML(typ="safe", pure=True).load(PATH.read_text(encoding="utf-8"))
GROUPS = {
    "breathing_swallowing", "swelling", "vision", "pus_oozing_smell", "fever_chills", "spreading_redness_heat",
    "blisters_burns_sores", "skin_darkening", "bleeding", "faint_chest_seizure_face", "rash_hives", "growing_pain",
    "allergic_reaction", "emergency_question", "infection_now", "self_harm", "getting_worse", "spanish",
}  # fmt: skip
ENOUGH = 8


@pytest.fixture(scope="module")
def gate() -> RedFlags:
    return RedFlags.load()


def examples(key: str) -> Iterator[Any]:
    for rule in DATA["rules"]:
        for line in rule[key]:
            yield pytest.param(rule, line, id=f"{rule['id']}: {line}")


@pytest.mark.parametrize(("rule", "line"), examples("fires"))
def test_fires(gate: RedFlags, rule: dict[str, Any], line: str) -> None:
    flag = gate.find(line)
    assert flag is not None
    # Another symptom of the same message may be met first; self-harm must never be taken for one, nor one for it.
    assert flag.self_harm == (rule["group"] == "self_harm")


@pytest.mark.parametrize(("rule", "line"), examples("ignores"))
def test_ignores(gate: RedFlags, rule: dict[str, Any], line: str) -> None:
    assert gate.find(line) is None


def test_every_group_has_rules_with_enough_examples() -> None:
    assert {rule["group"] for rule in DATA["rules"]} == GROUPS
    for rule in DATA["rules"]:
        assert min(len(set(rule["fires"])), len(set(rule["ignores"]))) >= ENOUGH, rule["id"]


def test_names_the_rule(gate: RedFlags) -> None:
    assert gate.find("my eye is swollen shut") == RedFlag("swelling", "swelling", self_harm=False)
    assert gate.find("i want to die, my face is bleeding") == RedFlag("self_harm", "self_harm", self_harm=True)


@pytest.mark.parametrize(
    "line",
    [
        "MY EYE IS SWOLLEN SHUT",
        "my eye is swoooollen shut!!!",
        "my eye’s swollen shut",
        "My\u00a0eye\u200b is\tswollen\nshut",
        "my 😭 eye 😭 is 😭 swollen 😭 shut",
        "\x00my eye is\x07 swollen shut\x1b",
        "ｍｙ ｅｙｅ ｉｓ ｓｗｏｌｌｅｎ ｓｈｕｔ",
        "m'y éye is swóllen shut",
        "my eye is swllen shut",
        "мой глаз. my eye is swollen shut. 我的眼睛",
    ],
)
def test_reads_through_odd_typing(gate: RedFlags, line: str) -> None:
    assert gate.find(line) is not None


@pytest.mark.parametrize(
    ("line", "fever"),
    [
        ("temp of 38", True),
        ("temp of 37.9", False),
        ("temp of 100.4", True),
        ("temp of 100.3", False),
        ("temp of 98.6", False),
        ("reading was 38.5", True),
        ("i am 39", False),
        ("the serum was 39.99", False),
    ],
)
def test_reads_numbers_within_bounds(gate: RedFlags, line: str, fever: bool) -> None:
    assert (gate.find(line) is not None) == fever


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "...", "?!", "'", "'''", "&", "0", "😀🤒", "\x00\x01\x1b", "\ud800", "\u202e", "ﷺ", "我的脸很红", "لا",
     "how are you", "-", "( )", "\\", "{}", "%s", "|", "/start"],
)  # fmt: skip
def test_finds_nothing_in_nothing(gate: RedFlags, text: str) -> None:
    assert gate.find(text) is None


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "a ",
        "😀",
        "no swollen eye ",
        "if my eye swells, ",
        "is this it ",
        "not ",
        "'",
        "1.",
        "ﷺ",
        "é",
        "我",
        "\x00",
        "\n",
    ],
)
def test_bears_long_messages(gate: RedFlags, part: str) -> None:
    text = (part * 10_000)[:10_000]
    assert gate.find(text) is None
    assert gate.find(f"{text}. My eye is swollen shut.") is not None


def test_same_message_same_flag(gate: RedFlags) -> None:
    lines = [line for rule in DATA["rules"] for line in rule["fires"] + rule["ignores"]]
    again = RedFlags.load()
    assert [gate.find(line) for line in lines] == [again.find(line) for line in reversed(lines)][::-1]


def test_reads_a_message_in_under_three_milliseconds(gate: RedFlags) -> None:
    lines = [line for rule in DATA["rules"] for line in rule["fires"] + rule["ignores"]]
    started = time.process_time()
    for line in lines:
        gate.find(line)
    assert (time.process_time() - started) / len(lines) < 0.003


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "red_flags.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("  - id: breathing\n", "  - id: self_harm\n", r"rule self_harm: this id is used twice"),
        ("  - id: breathing\n", "  - name: breathing\n", r"rule number 2, id: needs words"),
        ("      - CANT .. BREATHE\n", "      - CANNOT .. BREATHE\n", r"rule breathing: there is no list 'CANNOT'"),
        ("      - CANT .. BREATHE\n", "      - CANT ..\n", r"rule breathing: pattern 'CANT \.\.' lacks a word"),
        ("      - CANT .. BREATHE\n", "      - CANT|(x y\n", r"rule breathing: brackets"),
        ("    silenced_by: [denied, past]\n", "    silenced_by: [rain]\n", r"rule self_harm: .*'rain'"),
        ("    group: vision\n", "    groop: vision\n", r"rule vision: unknown key 'groop'"),
        ("  TONGUE: tongue\n", "  TONGUE: TONGUE\n", r"lexicon TONGUE: 'TONGUE' contains itself"),
        ("  TONGUE: tongue\n", "  TONGUE: tongue\n  TONGUE: tong\n", r"TONGUE"),
        ("  denials: >-", "  denails: >-", r"reading denails|reading denials"),
        ("\nreview_by:", "\nreview_bye:", r"'review_by' is missing"),
        ("\nlexicon:\n", "\nlexicon: [\n", r"red_flags.yml"),
    ],
)
def test_says_what_is_wrong_in_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(ValueError, match=reason) as error:
        RedFlags.load(path)
    assert str(path) in str(error.value)


def test_says_that_the_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        RedFlags.load(tmp_path / "nowhere.yml")
