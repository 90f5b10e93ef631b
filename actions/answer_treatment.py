"""What microneedling is, and what it is good for."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, answer
from actions.reply_action import ReplyAction
from knowledge.guidance import Guidance


class ActionAnswerTreatment(ReplyAction):
    intents = ("ask_what_is", "ask_benefit")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        return answer("what.benefit", "results.expected") if question.intent == "ask_benefit" else answer("what.is")
