"""Rasa component: reads every message for urgent symptoms before anything is classified."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.message_keys import RED_FLAG, URGENCY
from assistant.nlu.red_flags.gate import red_flags


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RedFlagGate(GraphComponent):
    """Marks a message that tells of danger; the question collector lets the mark win over every topic."""

    def __init__(self) -> None:
        self._red_flags = red_flags()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RedFlagGate:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            flag, urgency = self._red_flags.current.read(message.get(TEXT) or "")
            message.set(URGENCY, urgency)
            if flag:
                message.set(RED_FLAG, "report_self_harm" if flag.self_harm else "report_symptom")
        return messages
