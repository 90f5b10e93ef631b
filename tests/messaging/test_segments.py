from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.sms.segments import GSM_7, GSM_7_EXTENDED, MOST_SEGMENTS, as_gsm7, cut, is_gsm7, segments

MORE = "Reply MORE for the rest."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("a" * 159 + "€", 2),
        ("a" * 152 + "€" + "a" * 151, 2),  # the euro sign does not fit the end of the first segment ...
        ("a" * 152 + "€" + "a" * 152, 3),  # ... and its place there stays empty
        ("a" * 151 + "€" + "a" * 153, 2),
        ("\n" * 160, 1),
        ("é" * 160, 1),
        ("ê" * 70, 1),  # not GSM-7: 16 bits each
        ("ê" * 71, 2),
        ("ê" * 134, 2),
        ("ê" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("ê" * 66 + "😀" + "ê" * 66, 3),
    ],
)
def test_segments_are_counted_as_they_are_billed(text: str, count: int) -> None:
    assert segments(text) == count


def test_the_alphabet_is_that_of_the_standard() -> None:
    assert len(GSM_7) == 127 and len(GSM_7_EXTENDED) == 9  # the 128th is the escape, the 10th a page break


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("“don’t” – it’s ‘fine’ — really…", "\"don't\" - it's 'fine' - really..."),
        ("• one\u00a0two\u2009three\u202ffour", "- one two three four"),
        ("• one\n• two", "- one\n- two"),
        ("façade, crème brûlée, naïve, Ångström", "facade, crème brulée, naive, Ångström"),
        ("72\u00ad hours\u200b ok 😀", "72 hours ok"),
        ("½ ﬁne ①", "0.5 fine 1"),
        ("tab\there\x00\x1b", "tab here"),
        ("5 € [a]", "5 € [a]"),
    ],
)
def test_typography_is_made_plain(typed: str, said: str) -> None:
    assert as_gsm7(typed) == said


@given(st.text(max_size=300))
def test_whatever_is_made_plain_is_gsm7(text: str) -> None:
    assert is_gsm7(as_gsm7(text))


def test_what_fits_is_left_whole() -> None:
    assert cut("a" * 306, MORE) == ("a" * 306, "")


def test_a_long_reply_is_cut_behind_a_sentence() -> None:
    sentences = [f"This is sentence number {n} of a long reply about skin care." for n in range(9)]
    part, rest = cut(" ".join(sentences), MORE)
    assert part == " ".join(sentences[:4]) + f"\n{MORE}"
    assert rest == " ".join(sentences[4:])


def test_a_title_or_an_initial_ends_no_sentence() -> None:
    text = "See Dr. J. Ample there. " + "and so on " * 30
    assert cut(text, MORE)[0] == f"See Dr. J. Ample there.\n{MORE}"


def test_a_sentence_that_is_too_long_is_cut_behind_a_word_and_a_word_anywhere() -> None:
    part, rest = cut("word " * 80 + "end", MORE)
    assert part.endswith(f"word\n{MORE}") and segments(part) == MOST_SEGMENTS
    part, rest = cut("x" * 400, MORE)
    assert segments(part) == MOST_SEGMENTS and len(rest) == 400 - len(part) + len(MORE) + 1


@given(st.text(alphabet=st.sampled_from("abc €.!?\n{"), max_size=1500).map(as_gsm7))
def test_nothing_is_lost_and_every_part_fits(text: str) -> None:
    parts, rest = [], text
    while rest:
        part, rest = cut(rest, MORE)
        assert segments(part) <= MOST_SEGMENTS
        parts.append(part.removesuffix(f"\n{MORE}") if rest else part)
    assert "".join("".join(parts).split()) == "".join(text.split())
