from __future__ import annotations

import pytest

from assistant.nlu.red_flags.spelling import Spelling, english, slips, sound


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(["swollen", "infection", "heat", "throat", "that", "excruciating"], ["hifu"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("swolen", "swollen"),
        ("infekshun", "infection"),
        ("heet", "heat"),
        ("thoat", "throat"),
        ("exruciateing", "excruciating"),
        ("hifu", "hifu"),
        ("heart", "heart"),
        ("hea", "hea"),
        ("zendaya", "zendaya"),
    ],
)
def test_mends_what_is_near(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.mended(typed) == meant


def test_counts_slips() -> None:
    assert [slips("pus", "pus"), slips("puss", "pus"), slips("upset", "puset"), slips("", "pus")] == [0, 1, 1, 3]


def test_hears_the_same() -> None:
    assert sound("infekshun") == sound("infection") and sound("fone") == sound("phone")


def test_knows_english() -> None:
    assert {"heart", "appointment"} <= english()
