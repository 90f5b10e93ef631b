"""Rasa component: entities from the guidance's vocabulary, read at start, so a new synonym needs no training."""

from __future__ import annotations

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

from knowledge.guidance_files import read_guidance
from nlu.message_keys import GENERIC_TEXT, PLAIN_TEXT
from nlu.stage import stage_of
from nlu.vocabulary import Vocabulary, generic

ENTITY_OF = {
    "treatments": "treatment",
    "concerns": "concern",
    "activities": "activity",
    "products": "product",
    "medicines": "medicine",
    "addons": "addon",
    "signs": "sign",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class VocabularyExtractor(GraphComponent, EntityExtractorMixin):
    """An entity for each term found (its value is the term id), one for the stage, and the text made general."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary(read_guidance().treatment.terms)

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
        for example in training_data.training_examples:
            text = example.get(PLAIN_TEXT)
            if text:
                example.set(GENERIC_TEXT, generic(text, self._vocabulary.find(text)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(PLAIN_TEXT)
            mentions = self._vocabulary.find(text)
            message.set(GENERIC_TEXT, generic(text, mentions))
            entities = [
                {
                    ENTITY_ATTRIBUTE_TYPE: ENTITY_OF[mention.category],
                    ENTITY_ATTRIBUTE_VALUE: mention.term_id,
                    ENTITY_ATTRIBUTE_START: mention.start,
                    ENTITY_ATTRIBUTE_END: mention.end,
                }
                for mention in mentions
            ]
            stage = stage_of(text)
            if stage:
                entities.append({ENTITY_ATTRIBUTE_TYPE: "stage", ENTITY_ATTRIBUTE_VALUE: stage})
            message.set(ENTITIES, self.add_extractor_name(entities), add_to_output=True)
        return messages
