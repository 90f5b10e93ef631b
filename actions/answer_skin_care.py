"""Skin care between treatments."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, answer
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance

FACTS = {
    "ask_skin_care": ("care.daily_routine", "care.hydrating", "care.routine_help"),
    "ask_routine_help": ("care.routine_help", "care.daily_routine"),
    "ask_hydration": ("care.hydrating", "care.routine_help"),
    "ask_actives": ("care.actives",),
}


class ActionAnswerSkinCare(ReplyAction):
    intents = tuple(FACTS)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        return answer(*FACTS[question.intent])
