"""What a person at the clinic has to do."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, say
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance

CALL_ME_BACK = "Call me back"


class ActionHandOver(ReplyAction):
    intents = ("book_visit", "change_visit", "talk_to_person", "ask_contact", "complain")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        close_by = (
            [fact for fact in guidance.facts if "booking" in fact.aspects] if question.intent == "book_visit" else []
        )
        reply = say("handoff", f"utter_{question.intent}", *close_by)
        if question.intent == "ask_contact" or conversation.form:
            return reply
        return replace(reply.then(Line("utter_offer_call_back")), choices=(CALL_ME_BACK,))
