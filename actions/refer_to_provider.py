"""A judgement about this person: no verdict, what the guidance does say, and the provider."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.dated_answers import redness_told
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import RULE, Fact, Guidance


class ActionReferToProvider(ReplyAction):
    intents = ("medical_condition", "medical_medicine", "medical_diagnosis")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        told = redness_told(question, guidance, conversation) if question.intent == "medical_diagnosis" else None
        if told:
            return told
        treatment = guidance.treatment_of(question.subject or conversation.subject or "")
        known = guidance.facts_of(treatment) if treatment else guidance.facts
        said = [fact for fact in known if _is_said_beside(fact, question, guidance)]
        return say("medical", f"utter_{question.intent}", *said)


def _is_said_beside(fact: Fact, question: Question, guidance: Guidance) -> bool:
    """What the guidance says of who may have it, and before it of what a doctor ordered."""
    about = [term for term in map(guidance.term, question.terms) if term and guidance.is_about(fact, term.id)]
    is_rule = RULE in fact.aspects and fact.stage == "before" and any(term.judged for term in about)
    return bool(about) and ("candidacy" in fact.aspects or is_rule)
