"""Rasa component: puts the questions inside a message behind it, so that all are understood in one go."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.message_keys import PART_OF, PLAIN_TEXT
from assistant.nlu.questions import split_loosely, split_questions

MOST_PIECES = 24  # each is read by the classifier


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class QuestionSplitter(GraphComponent):
    """[message] becomes [message, part, part, ..., piece, piece, ...]; the question collector folds them again."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionSplitter:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        (message,) = messages
        parts = split_questions(message.get(PLAIN_TEXT))
        pieces = [(piece, number) for number, part in enumerate(parts) for piece in split_loosely(part)]
        if len(parts) == 1 and not pieces:
            return messages
        return [
            message,
            *(Message({TEXT: part, PLAIN_TEXT: part}) for part in parts),
            *(Message({TEXT: piece, PLAIN_TEXT: piece, PART_OF: number}) for piece, number in pieces[:MOST_PIECES]),
        ]
