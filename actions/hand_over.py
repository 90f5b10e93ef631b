"""What a person at the clinic has to do."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from knowledge.guidance import Guidance


class ActionHandOver(ReplyAction):
    intents = ("book_visit", "change_visit", "talk_to_person", "ask_contact", "complain")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        close_by = ["booking"] if question.intent == "book_visit" else []
        return say("handoff", f"utter_{question.intent}", *close_by)
