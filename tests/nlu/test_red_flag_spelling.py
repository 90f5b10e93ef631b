from __future__ import annotations

import pytest

from assistant.nlu.red_flags.spelling import Spelling, english, sound


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


def test_letters_swapped_with_their_neighbour_are_one_slip(spelling: Spelling) -> None:
    assert [spelling.mended(typed) for typed in ("sowllen", "swoleln")] == ["swollen", "swollen"]


def test_hears_the_same() -> None:
    assert sound("infekshun") == sound("infection") and sound("fone") == sound("phone")


def test_knows_english() -> None:
    assert {"heart", "appointment"} <= english()
