from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.components.vocabulary_extractor import VocabularyExtractor
from assistant.nlu.message_keys import PLAIN_TEXT


@pytest.fixture(scope="module")
def extractor() -> VocabularyExtractor:
    return VocabularyExtractor()


def read(extractor: VocabularyExtractor, *parts: str) -> list[Message]:
    texts = [" ".join(parts), *parts]
    return extractor.process([Message({TEXT: text, PLAIN_TEXT: text}) for text in texts])[1:]


@pytest.mark.parametrize(
    ("first", "second", "read_as"),
    [
        ("can i use tretinoin?", "when do i stop it?", "when do i stop tretinoin?"),
        ("does prp cost extra?", "what does it do?", "what does prp do?"),
        ("does it help wrinkles?", "what does it cost?", "what does it cost?"),  # the treatment does
        ("i barely have time to shower.", "do i need it daily?", "do i need it daily?"),
    ],
)
def test_a_part_is_read_with_what_its_pronoun_stands_for(
    extractor: VocabularyExtractor, first: str, second: str, read_as: str
) -> None:
    assert read(extractor, first, second)[1].get(PLAIN_TEXT) == read_as


def test_the_scars_are_those_named_before(extractor: VocabularyExtractor) -> None:
    parts = read(extractor, "is prp good for acne scars?", "can the scars go for good?")
    assert [entity["value"] for entity in parts[1].get(ENTITIES)] == ["acne_scars"]
