import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.guidance_files import read_guidance
from assistant.nlu.plain_text import LONGEST, Spelling, clean


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(words for term in read_guidance().terms for words in term.words)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("is it permenent", "is it permanent"),
        ("maintanance b4 my appt", "maintenance before my appointment"),
        ("wat abt treatmant", "what about treatment"),
        ("FOR HOW LONG", "for how long"),
        ("dont", "don't"),
    ],
)
def test_mends_slips_and_text_speak(spelling: Spelling, written: str, meant: str) -> None:
    assert spelling.mend(clean(written)) == meant


def test_markup_is_left_out() -> None:
    assert clean('<b class="x">may I run</b>, 3 < 5?<br/>') == "may I run , 3 < 5?"


def test_leaves_names_and_right_words_alone(spelling: Spelling) -> None:
    for text in ("when can i wear makeup again", "my name is xzqwvk", "retin-a and differin"):
        assert spelling.mend(text) == text


@given(st.text())
def test_cleaning_survives_any_text_and_settles(text: str) -> None:
    once = clean(text)
    assert len(once) <= LONGEST
    assert clean(once) == once
    assert not any(character in once for character in "\n\r\t\x00\u200b\u202e")


@given(st.text(alphabet=string.printable, max_size=200))
def test_mending_never_fails(text: str) -> None:
    Spelling(["makeup", "sauna"]).mend(clean(text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("is it very diferent", "is it very different"),  # not the clinic's "differin", which is further away
        ("thats it", "that's it"),
        ("1 sesh enuf n then im done 4ever", "1 session enough and then i'm done forever"),
        ("tretonoin and hyloronic", "tretonoin and hyloronic"),  # the vocabulary knows these slips itself
    ],
)
def test_the_nearest_word_is_meant(spelling: Spelling, written: str, meant: str) -> None:
    assert spelling.mend(clean(written)) == meant
