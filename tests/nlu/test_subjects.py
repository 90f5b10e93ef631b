"""Which treatment or add-on a question is asked of, and how names are read as one word before a model."""

from __future__ import annotations

import pytest

from assistant.knowledge.guidance import Term
from assistant.nlu.subjects import COMMON, UNKNOWN, named_alike, said_once, subject_of, with_common_name
from assistant.nlu.vocabulary import Vocabulary
from tests.knowledge.shared import clinic_guidance


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    peel = Term("peel", "treatments", "chemical peels", ("chemical peels", "chemical peel"))
    known = tuple(term for term in clinic_guidance().terms if "chemical peel" not in term.words)
    return Vocabulary([peel, *known])


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("how long does microneedling last", "microneedling"),
        ("how long does it last with rf", "rf"),
        ("does microneedling with prp hurt", "prp"),
        ("which is better, prp or rf", None),
        ("does a chemical peel hurt", "peel"),
        ("when can i run after botox", "botox"),
        ("is microneedling better than botox", "microneedling"),
        ("is it better than botox", None),
        ("can i run after my nipple blushing", UNKNOWN),
        ("how do i prepare for my zorbing treatment", UNKNOWN),
        ("how do i prepare for my next treatment", None),
        ("can i wear makeup", None),
    ],
)
def test_what_a_question_is_asked_of(vocabulary: Vocabulary, text: str, subject: str | None) -> None:
    mentions = vocabulary.find(text)
    found = subject_of(text, mentions)
    if subject == "botox":  # by whatever id the vocabulary knows it
        assert found and clinic_guidance().treatment_of(found) is None and found != UNKNOWN
    else:
        assert found == subject


def test_every_documented_name_is_one_word_to_a_model(vocabulary: Vocabulary) -> None:
    for text in ("does prp hurt", "does a chemical peel hurt", "does microneedling hurt"):
        (mention,) = with_common_name(text, vocabulary.find(text))
        assert (mention.term_id, mention.category) == (COMMON, "treatments")
        (alike,) = named_alike([mention])
        assert text[: alike.start] + alike.word + text[alike.end :] in (f"does {COMMON} hurt", f"does a {COMMON} hurt")


def test_two_addons_stay_what_they_are(vocabulary: Vocabulary) -> None:
    text = "is prp better than rf"
    assert [mention.term_id for mention in with_common_name(text, vocabulary.find(text))] == ["prp", "rf"]


def test_an_addon_held_against_going_without_stays_what_it_is(vocabulary: Vocabulary) -> None:
    text = "can i have microneedling without prp"
    assert "prp" in [mention.term_id for mention in with_common_name(text, vocabulary.find(text))]


@pytest.mark.parametrize("between", ["with", "and", "or", "plus", "+", "with the"])
def test_a_treatment_with_its_addon_is_said_once(between: str) -> None:
    assert said_once(f"does {COMMON} {between} {COMMON} hurt") == f"does {COMMON} hurt"
    assert said_once(f"is {COMMON} better than {COMMON}") == f"is {COMMON} better than {COMMON}"
