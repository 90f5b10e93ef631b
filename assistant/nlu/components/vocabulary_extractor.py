"""Rasa component: entities from the guidance's vocabulary; a new synonym needs no training and no restart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.knowledge.guidance_files import guidance_of
from assistant.nlu.figures import Figure, figures_of, with_words
from assistant.nlu.message_keys import FIGURELESS_TEXT, GENERIC_TEXT, PART_OF, PLAIN_TEXT, SUBJECT
from assistant.nlu.published import OfGuidance
from assistant.nlu.questions import asks, with_name_for_pronoun
from assistant.nlu.stage import stage_of
from assistant.nlu.subjects import named_alike, said_once, subject_of, with_common_name
from assistant.nlu.vocabulary import Mention, Vocabulary

ENTITY_OF = {
    "treatments": "treatment",
    "concerns": "concern",
    "activities": "activity",
    "products": "product",
    "medicines": "medicine",
    "addons": "addon",
    "signs": "sign",
    "other_treatments": "other_treatment",
}

_POINTS_AT = re.compile(r"\b(?:the|those|these|my|such)\W*$", re.I)
# What "it" in the next question stands for; after a concern it mostly stands for the treatment.
POINTED_TO = frozenset({"activities", "products", "medicines", "addons", "other_treatments"})
# A story names many things done ("barely time to shower"); of these only what is used is asked about as "it".
POINTED_TO_IN_STORY = POINTED_TO - {"activities"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class VocabularyExtractor(GraphComponent, EntityExtractorMixin):
    """An entity for each term found (its value is the term id), one for the stage, and the text made general."""

    def __init__(self) -> None:
        self._terms = OfGuidance(_terms)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VocabularyExtractor:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        vocabulary, _ = self._terms.current
        for example in training_data.training_examples:
            text = example.get(PLAIN_TEXT)
            if text:
                _set_general_texts(example, text, *_found(vocabulary, text))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        vocabulary, broader = self._terms.current
        named: str | None = None
        before: list[Mention] = []
        for number, message in enumerate(messages):
            text = message.get(PLAIN_TEXT)
            mentions, figures = _found(vocabulary, text)
            if number and message.get(PART_OF) is None:  # a part of the message before
                if named and not any(mention.category != "treatments" for mention in mentions):
                    text = with_name_for_pronoun(text, named)
                    mentions, figures = _found(vocabulary, text)
                    message.set(PLAIN_TEXT, text)
                named = _named_last(text, mentions) or named
                mentions = [_narrowed(mention, text, before, broader) for mention in mentions]
                before += mentions
            message.set(SUBJECT, subject_of(text, mentions))
            _set_general_texts(message, text, with_common_name(text, mentions), figures)
            entities = [
                {
                    ENTITY_ATTRIBUTE_TYPE: ENTITY_OF[mention.category],
                    ENTITY_ATTRIBUTE_VALUE: mention.term_id,
                    ENTITY_ATTRIBUTE_START: mention.start,
                    ENTITY_ATTRIBUTE_END: mention.end,
                }
                for mention in mentions
            ]
            stage = stage_of(message.get(FIGURELESS_TEXT))  # which treatment it is makes no difference to when
            if stage:
                entities.append({ENTITY_ATTRIBUTE_TYPE: "stage", ENTITY_ATTRIBUTE_VALUE: stage})
            message.set(ENTITIES, self.add_extractor_name(entities), add_to_output=True)
        return messages


def _terms(files: Mapping[str, str]) -> tuple[Vocabulary, Mapping[str, str]]:
    """The vocabulary, and of terms that are a kind of another that one's id."""
    terms = guidance_of(files).terms
    return Vocabulary(terms), {term.id: term.broader for term in terms if term.broader}


def _narrowed(mention: Mention, text: str, before: list[Mention], broader: Mapping[str, str]) -> Mention:
    """ "the scars" after "acne scars" are those."""
    if not _POINTS_AT.search(text[: mention.start]):
        return mention
    kinds = [other.term_id for other in before if broader.get(other.term_id) == mention.term_id]
    return replace(mention, term_id=kinds[-1]) if kinds else mention


def _found(vocabulary: Vocabulary, text: str) -> tuple[list[Mention], list[Figure]]:
    """A name wins over the bare figure in it ("11 lines"), not over "11 days"; nor is "eleven" by itself a name."""
    found = figures_of(text)
    mentions = [
        each
        for each in vocabulary.find(text)
        if not any(f.meets_an_end_of(each) and (f.measures or f.covers(each)) for f in found)
    ]
    return mentions, [figure for figure in found if not any(map(figure.meets_an_end_of, mentions))]


def _set_general_texts(message: Message, text: str, mentions: list[Mention], figures: list[Figure]) -> None:
    message.set(FIGURELESS_TEXT, said_once(with_words(text, [*figures, *named_alike(mentions)])))
    message.set(GENERIC_TEXT, with_words(text, [*mentions, *figures]))


def _named_last(text: str, mentions: list[Mention]) -> str | None:
    categories = POINTED_TO if asks(text) else POINTED_TO_IN_STORY
    return next((text[m.start : m.end] for m in mentions[::-1] if m.category in categories), None)
