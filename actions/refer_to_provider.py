"""A judgement about this person: no verdict, what the guidance does say, and the provider."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from knowledge.guidance import Guidance


class ActionReferToProvider(ReplyAction):
    intents = ("medical_condition", "medical_medicine", "medical_diagnosis")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        said = [
            fact.id
            for term in question.terms
            for fact in guidance.facts_about(term, among=("prep.acne_medication", "prep.retinoids", "prep.antibiotics"))
        ]
        return say("medical", f"utter_{question.intent}", *said)
