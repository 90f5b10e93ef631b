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

from knowledge.guidance_files import read_guidance
from nlu.message_keys import PLAIN_TEXT
from nlu.stage import stage_of
from nlu.vocabulary import Vocabulary

ENTITY_OF = {
    "concerns": "concern",
    "activities": "activity",
    "products": "product",
    "medicines": "medicine",
    "addons": "addon",
    "signs": "sign",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VocabularyExtractor(GraphComponent, EntityExtractorMixin):
    """An entity for each term found (its value is the term id), and one for the stage."""

    def __init__(self) -> None:
        terms = list(read_guidance().treatment.terms)
        self._entity_of = {term.id: ENTITY_OF[category] for category, term in terms}
        self._vocabulary = Vocabulary((term.id, (term.name, *term.words)) for _, term in terms)

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> VocabularyExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(PLAIN_TEXT)
            found = [
                {
                    ENTITY_ATTRIBUTE_TYPE: self._entity_of[term_id],
                    ENTITY_ATTRIBUTE_VALUE: term_id,
                    ENTITY_ATTRIBUTE_START: start,
                    ENTITY_ATTRIBUTE_END: end,
                }
                for term_id, start, end in self._vocabulary.find(text)
            ]
            stage = stage_of(text)
            if stage:
                found.append({ENTITY_ATTRIBUTE_TYPE: "stage", ENTITY_ATTRIBUTE_VALUE: stage})
            message.set(ENTITIES, self.add_extractor_name(found), add_to_output=True)
        return messages
