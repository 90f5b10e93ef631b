import pytest

from assistant.knowledge.guidance import Term
from assistant.knowledge.guidance_files import read_guidance
from assistant.nlu.figures import with_words
from assistant.nlu.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(read_guidance().terms)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("can it treat acne scars", ["acne_scars"]),
        ("my skin is so loose on the neck", ["loose_skin"]),
        ("retin a or retin-a or retina cream", ["retinoids", "retinoids", "retinoids"]),
        ("gym, sauna and makeup", ["exercise", "sauna", "makeup"]),
        ("jacuzzi", ["hot_tub"]),
        ("nothing of that", []),
    ],
)
def test_finds_what_patients_name(vocabulary: Vocabulary, text: str, terms: list[str]) -> None:
    found = [mention.term_id for mention in vocabulary.find(text)]
    assert [term for term in found if term != "neck_chest_lines"] == terms


def test_a_new_synonym_is_found_without_training() -> None:
    term = Term("sauna", "activities", "sauna", ("sauna", "schwitzbad"))
    assert [m.term_id for m in Vocabulary([term]).find("the SCHWITZBAD?")] == ["sauna"]


def test_makes_a_text_general() -> None:
    terms = [Term("scars", "concerns", "scars", ("scars",)), Term("sauna", "activities", "sauna", ("sauna",))]
    text = "can it fix scars after sauna"
    assert with_words(text, Vocabulary(terms).find(text)) == "can it fix _concerns_ after _sauna_"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("lines all round my mouth", "wrinkles"),
        ("creases that run down the chest", "neck_chest_lines"),
        ("holes in his cheeks from old spots", "acne_scars"),
        ("a crater", "acne_scars"),
        ("the skin under my chin just hangs", "loose_skin"),
        ("under my eyes it is so dark", "dark_circles"),
    ],
)
def test_words_with_others_between_and_plurals(vocabulary: Vocabulary, text: str, term: str) -> None:
    assert [mention.term_id for mention in vocabulary.find(text)] == [term]


def test_a_gap_has_an_end() -> None:
    term = Term("wrinkles", "concerns", "wrinkles", ("wrinkles", "lines .. mouth"))
    found = Vocabulary([term]).find("lines there and here and there and here and by the mouth")
    assert found == []
