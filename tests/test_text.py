"""Whatever apostrophe, quotation mark, dash or blank is typed, every reader of patients' words reads the same."""

from __future__ import annotations

import functools
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.question import Question
from assistant.channels.sms.choices import chosen
from assistant.channels.sms.keywords import keyword
from assistant.channels.sms.segments import as_gsm7
from assistant.dates.phrases import read
from assistant.knowledge.guidance_files import read_guidance
from assistant.nlu.message_form import form_of
from assistant.nlu.plain_text import Spelling, clean
from assistant.nlu.questions import split_loosely, split_questions
from assistant.nlu.red_flags.gate import RedFlags
from assistant.nlu.vocabulary import Vocabulary
from assistant.storage.masking import masked
from assistant.text import bare, drawn_in, plain

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=ZONE)

# Named "... APOSTROPHE" and so on; but for these, what looks like one has a name of its own.
APOSTROPHE_NAMES = (
    "APOSTROPHE", "ACUTE ACCENT", "GRAVE ACCENT", "PRIME", "LETTER TURNED COMMA", "LETTER REVERSED COMMA",
    "GERESH", "GREEK TONOS", "GREEK OXIA", "GREEK VARIA", "GREEK KORONIS", "GREEK PSILI", "GREEK DASIA", "SALTILLO",
)  # fmt: skip
NO_APOSTROPHE_NAMES = ("DOUBLE", "TRIPLE", "QUADRUPLE", "MUSICAL", "LOW ", "MIDDLE", "ABOVE")
DASH_NAMES = ("DASH", "HYPHEN", "MINUS SIGN", "SUPERSCRIPT MINUS", "SUBSCRIPT MINUS", "HYPHEN BULLET")
NO_DASH_NAMES = ("COMMERCIAL", "OCR", "CIRCLED", "PLUS", " WITH ")
LONG_DASHES = "—―⸺⸻︱﹘"
HAVE_NONE = ("Lo", "Lu", "Ll", "Mn", "Cn", "Co", "Cs")  # categories without such characters


@functools.lru_cache(maxsize=1)
def marks() -> dict[str, list[str]]:
    """Unicode's apostrophes, quotation marks, dashes, blanks and invisible characters, by category and name."""
    kinds: dict[str, list[str]] = {"'": [], '"': [], "-": [], " ": ["\t"], "": []}
    for character in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(character)
        if category in HAVE_NONE:
            continue
        name = unicodedata.name(character, "")
        is_single = "SINGLE" in name and "QUOTATION" in name
        if category == "Cf":
            kinds[""].append(character)
        elif is_single or (name.endswith(APOSTROPHE_NAMES) and not any(word in name for word in NO_APOSTROPHE_NAMES)):
            kinds["'"].append(character)
        elif category in ("Pi", "Pf") or "QUOTATION MARK" in name or name == "DOUBLE PRIME":
            kinds['"'].append(character)
        elif category == "Pd" or (name.endswith(DASH_NAMES) and not any(word in name for word in NO_DASH_NAMES)):
            kinds["-"].append(character)
        elif category == "Zs":
            kinds[" "].append(character)
    return kinds


@functools.lru_cache(maxsize=1)
def readers() -> dict[str, Callable[[str], Any]]:
    terms = read_guidance().terms
    vocabulary = Vocabulary(terms)
    spelling = Spelling(words for term in terms for words in term.words)
    gate = RedFlags.load()

    def questions(text: str) -> Any:
        words = spelling.mend(clean(text))
        parts = split_questions(words)
        return [(part, split_loosely(part), vocabulary.find(part), Question(part, "").hours_said) for part in parts]

    return {
        "red flags": gate.read,
        "keywords": keyword,
        "questions": questions,
        "dates": lambda text: read(text, NOW, ZONE),
        "forms": form_of,
        "texts": as_gsm7,
        "choices": lambda text: chosen(text, ["It's for my skin", "The follow-up", "Both"]),
        "phone numbers": lambda text: masked(text) != text,
    }


def readings(text: str) -> dict[str, Any]:
    return {name: reader(text) for name, reader in readers().items()}


def differences(mark: str, sentences: Iterable[str], typed: Iterable[str]) -> Iterator[str]:
    """What is read otherwise with a character of `typed` in place of the mark."""
    for sentence in sentences:
        told = readings(sentence)
        for character in typed:
            heard = readings(sentence.replace(mark, character))
            yield from (
                f"{name}: {sentence!r} with {character!r} ({unicodedata.name(character, '?')})"
                for name in told
                if heard[name] != told[name]
            )


APOSTROPHES = (
    "I can't breathe",
    "don't text me",
    "it's for my skin",
    "I've had it 2 days ago, what's the makeup rule and isn't it 'ok'?",
)
QUOTATION_MARKS = ('"STOP"', '"my throat is closing"', 'is "makeup" ok and how long does it last', '"yesterday"')
DASHES_BETWEEN_FIGURES = ("had it 24-48 hours ago", "treated 2026-11-20", "is 24-48 hours enough", "212-736-5000")
DASHES_IN_WORDS = (
    "opt-out",
    "the follow-up",
    "is micro-needling ok with retin-a",
    "micro-needling twenty-one days ago",
)
DASHES_BETWEEN_WORDS = (
    "no swelling - my throat is closing",
    "please - stop - thanks",
    "is it safe - how long does it last",
    "it was friday - on saturday can i swim",
)
BLANKS = ("STOP ALL", "I can not breathe", "acne scars and how long is it red", "2 days ago", "212 736 5000")


def test_unicode_has_many_of_each() -> None:
    assert {mark: len(typed) > 15 for mark, typed in marks().items()} == dict.fromkeys(marks(), True)


def test_the_sentences_are_read_at_all() -> None:
    assert readings("I can't breathe")["red flags"][0] and readings('"my throat is closing"')["red flags"][0]
    assert readings("no swelling - my throat is closing")["red flags"][0]
    assert {readings(text)["keywords"] for text in ("don't text me", '"STOP"', "opt-out", "STOP ALL")} == {"stop"}
    assert readings("please - stop - thanks")["keywords"] == "stop"
    assert all(readings(text)["dates"].treated for text in (APOSTROPHES[3], DASHES_BETWEEN_FIGURES[0], "2 days ago"))
    assert len(readings("is it safe - how long does it last")["questions"]) == 2
    assert readings("is micro-needling ok with retin-a")["questions"][0][2]
    assert readings("it's for my skin")["choices"] and readings("the follow-up")["choices"]
    assert readings("212-736-5000")["phone numbers"] and readings("212 736 5000")["phone numbers"]


@pytest.mark.parametrize(
    ("mark", "sentences"),
    [
        ("'", APOSTROPHES),
        ('"', QUOTATION_MARKS),
        ("-", DASHES_BETWEEN_FIGURES),
        ("-", DASHES_BETWEEN_WORDS),
        (" ", BLANKS),
    ],
)
def test_every_mark_is_read_as_the_ascii_one(mark: str, sentences: tuple[str, ...]) -> None:
    assert list(differences(mark, sentences, marks()[mark])) == []


def test_a_dash_within_a_word_is_a_hyphen_and_a_long_one_parts_words() -> None:
    short = [dash for dash in marks()["-"] if dash not in LONG_DASHES]
    assert list(differences("-", DASHES_IN_WORDS, short)) == []
    assert list(differences(" - ", DASHES_BETWEEN_WORDS, LONG_DASHES)) == []


def test_what_nobody_sees_is_not_read() -> None:
    for sentence in ("I can't breathe", "212-736-5000"):
        told = readings(sentence)
        for character in marks()[""]:
            assert readings(character.join(sentence)) == told, (sentence, character)


def test_full_width_letters_and_figures_are_ordinary_ones() -> None:
    for sentence in ("I can't breathe!", "stop", "2 days ago", "212-736-5000", "is makeup ok?"):
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" for c in sentence)
        assert readings(wide) == readings(sentence)


def test_every_mark_is_plain_and_stays_so() -> None:
    for mark, typed in marks().items():
        for character in typed:
            for text in (f"a{character}b", f"1{character}2", f"a {character} b", f"{character}{character}e\u0301"):
                once = plain(text)
                assert once.isascii() or once.endswith("é"), (mark, text)
                assert plain(once) == once, text


@given(st.text())
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert bare(once) == bare(text)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="`")))
def test_ordinary_text_is_left_but_for_its_blanks(text: str) -> None:
    assert plain(text).split() == text.split()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("½ hour", "0.5 hour"),
        ("1½ weeks", "1.5 weeks"),
        ("1 ½ weeks", "1.5 weeks"),
        ("2¾", "2.75"),
        ("⅓", "0.33"),
        ("1⁄2", "0.5"),
        ("1/2", "1/2"),  # may be a day of January
        ("1⁄0", "1/0"),
        ("10²", "102"),
        ("a\r\nb\u2028c\n\nd", "a\nb\nc\n\nd"),
        ("swollen—it hurts", "swollen - it hurts"),
        ("24—48", "24-48"),
        ("“72 hours”…", '"72 hours"...'),
        ("  two  blanks ", "two blanks"),
    ],
)
def test_plain_text(typed: str, said: str) -> None:
    assert plain(typed) == said


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("½ hour", 0.5), ("an hour and a half", 1.5), ("1½ hours", 1.5), ("1 1/2 hours", 1.5), ("1/2 an hour", 0.5),
        ("¾ hour", 0.75), ("2⁄3 hours", 0.67),
    ],
)  # fmt: skip
def test_fractions_are_read_in_dates(typed: str, hours: float) -> None:
    treated = read(f"I was treated {typed} ago", NOW, ZONE).treated
    assert treated and (NOW - treated.start).total_seconds() == pytest.approx(hours * 3600, abs=1)


def test_fractions_are_read_in_questions() -> None:
    assert Question(clean("is 1½ days enough"), "").hours_said == 36
    assert Question(clean("is ¾ hour enough"), "").hours_said == 0.75


def test_letters_that_are_drawn_out_are_drawn_in() -> None:
    assert [drawn_in("soooo good, helpppp 1000", times) for times in (2, 1)] == [
        "soo good, helpp 1000",
        "so good, help 1000",
    ]
    assert {keyword(text) for text in ("stoppppp", "STOOOOP", "nooo stop texting meee")} == {"stop"}
    assert RedFlags.load().find("i caaaaant breaaathe") is not None
    assert readers()["questions"]("is makeuppppp ok")[0][0] == "is makeup ok"
    assert readers()["questions"]("plsssss helppppp")[0][0] == "please help"
