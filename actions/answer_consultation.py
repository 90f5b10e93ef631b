"""How to begin: the consultation."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, answer
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance


class ActionAnswerConsultation(ReplyAction):
    intents = ("ask_consultation",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        return answer("booking").then(Line("utter_contact"))
