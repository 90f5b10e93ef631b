"""Rasa component: sentence embeddings as dense features."""

from __future__ import annotations

import os
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.message_keys import FIGURELESS_TEXT
from assistant.nlu.sentence_embedder import SentenceEmbedder, embedder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Adds the embedding of each message's text without its figures, in training of one in `learnt_from`."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._learnt_from = int(config.get("learnt_from", 1))
        self._embedder = embedder()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        examples = [example for example in training_data.training_examples if example.get(FIGURELESS_TEXT) is not None]
        self._add_embeddings(examples[:: self._learnt_from], SentenceEmbedder(threads=os.cpu_count() or 1))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        self._add_embeddings(messages, self._embedder)
        return messages

    def _add_embeddings(self, messages: list[Message], with_embedder: SentenceEmbedder) -> None:
        rows = with_embedder.embed([message.get(FIGURELESS_TEXT) for message in messages])
        for message, row in zip(messages, rows, strict=True):
            message.add_features(Features(row[None, :], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
