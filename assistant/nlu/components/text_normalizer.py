"""Rasa component: leaves the tidied text of each message for the components after it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.knowledge.guidance_files import TREATMENT_FILE
from assistant.nlu.message_keys import PLAIN_TEXT
from assistant.nlu.plain_text import Spelling, clean
from assistant.nlu.published import OfGuidance, treatment


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class TextNormalizer(GraphComponent):
    """Spelling is mended towards the words of the guidance's vocabulary, so it needs no training."""

    def __init__(self) -> None:
        self._spelling = OfGuidance(
            TREATMENT_FILE,
            lambda text: Spelling(words for _, term in treatment(text).terms for words in (term.name, *term.words)),
        )

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextNormalizer:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(PLAIN_TEXT, self._spelling.current.mend(clean(message.get(TEXT) or "")))
        return messages
