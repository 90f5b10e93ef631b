"""Rasa component: gives each message the probability of every intent."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.message_keys import FIGURELESS_TEXT, GENERIC_TEXT, PROBABILITIES, TOPICS
from assistant.nlu.sentence_embedder import DIMENSIONS
from assistant.nlu.topic_model import Sentences, TopicModel

_FILE = "topics.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Trains and applies a TopicModel. Needs the vocabulary extractor and the sentence featurizer before it."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: TopicModel | None = None
    ) -> None:
        self._untrained = frozenset(config.get("untrained", ()))
        self._model_storage = model_storage
        self._resource = resource
        self._model = model or TopicModel()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TopicModel.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [
            example
            for example in training_data.intent_examples
            if example.get(FIGURELESS_TEXT) and example.get(INTENT) not in self._untrained
        ]
        self._model.fit(_sentences(examples), [example.get(INTENT) for example in examples])
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        probabilities = self._model.probabilities(_sentences(messages))
        for message, row in zip(messages, probabilities, strict=True):
            message.set(PROBABILITIES, row)
            message.set(TOPICS, self._model.topics)
        return messages


def _sentences(messages: list[Message]) -> Sentences:
    return Sentences(
        texts=[message.get(FIGURELESS_TEXT) for message in messages],
        generic_texts=[message.get(GENERIC_TEXT) for message in messages],
        embeddings=np.vstack([_embedding(message) for message in messages]),
    )


def _embedding(message: Message) -> NDArray[np.float32]:
    features = message.get_dense_features(TEXT)[1]
    row: NDArray[np.float32] = features.features if features else np.full((1, DIMENSIONS), np.nan, dtype=np.float32)
    return row
