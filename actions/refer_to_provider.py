"""A judgement about this person: no verdict, what the guidance does say, and the provider."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.dated_answers import redness_told
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import RULE, Guidance


class ActionReferToProvider(ReplyAction):
    intents = ("medical_condition", "medical_medicine", "medical_diagnosis")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        told = redness_told(question, guidance, conversation) if question.intent == "medical_diagnosis" else None
        if told:
            return told
        judged = [term for term in map(guidance.term, question.terms) if term is not None and term.judged]
        treatment = guidance.treatment_of(question.subject or conversation.subject or "")
        said = [
            fact
            for fact in (guidance.facts_of(treatment) if treatment else guidance.facts)
            if RULE in fact.aspects
            and fact.stage == "before"
            and any(guidance.is_about(fact, each.id) for each in judged)
        ]
        return say("medical", f"utter_{question.intent}", *dict.fromkeys(said))
