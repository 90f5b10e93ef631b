"""Redness, downtime and healing."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, answer
from actions.reply_action import ReplyAction
from knowledge.guidance import Guidance


class ActionAnswerRecovery(ReplyAction):
    intents = ("ask_recovery",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        return answer("recovery.redness", "recovery.healing")
