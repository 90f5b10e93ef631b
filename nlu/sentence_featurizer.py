"""Rasa component: sentence embeddings as dense features."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.message_keys import PLAIN_TEXT
from nlu.sentence_embedder import embedder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Adds the embedding of each message's tidied text."""

    def __init__(self) -> None:
        self._embedder = embedder()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([example for example in training_data.training_examples if example.get(PLAIN_TEXT) is not None])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message, row in zip(
            messages, self._embedder.embed([message.get(PLAIN_TEXT) for message in messages]), strict=True
        ):
            message.add_features(Features(row[None, :], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
        return messages
