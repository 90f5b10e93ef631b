"""What microneedling is, and what it is good for."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, answer
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance

ASKS_WHAT_FOR = r"\b(?:(?:good|used?|useful|best|great|recommended|meant|intended) for|treats?|help\w* with)\b"


class ActionAnswerTreatment(ReplyAction):
    intents = ("ask_what_is", "ask_benefit")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.intent == "ask_what_is":
            return answer("what.is")
        if question.matches(ASKS_WHAT_FOR):
            return answer("what.benefit", "concerns.treated")
        return answer("what.benefit", "results.expected")
