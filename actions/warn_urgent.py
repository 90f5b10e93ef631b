"""A worrying symptom now, or self-harm: fixed words, and nothing else."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance


class ActionWarnUrgent(ReplyAction):
    intents = ("report_symptom", "report_self_harm")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        return say("urgent", "utter_self_harm" if question.intent == "report_self_harm" else "utter_urgent")
