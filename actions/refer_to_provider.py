"""A judgement about this person: no verdict, what the guidance does say, and the provider."""

from __future__ import annotations

from actions.answer_recovery import redness_by_date, tells_of_redness
from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance


class ActionReferToProvider(ReplyAction):
    intents = ("medical_condition", "medical_medicine", "medical_diagnosis")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        is_red = question.intent == "medical_diagnosis" and tells_of_redness(question)
        if is_red and conversation.dates.is_past and guidance.fact("recovery.redness"):
            return redness_by_date(guidance, conversation)
        said = [
            fact.id
            for term in question.terms
            for fact in guidance.facts_about(term, among=("prep.acne_medication", "prep.retinoids", "prep.antibiotics"))
        ]
        return say("medical", f"utter_{question.intent}", *said)
