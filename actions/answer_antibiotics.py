"""Topical antibiotics: none before a treatment, as instructed after it. The two are never mixed up."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.patient_dates import stop_before
from actions.question import Question
from actions.reply import Reply, answer
from actions.reply_action import ReplyAction
from actions.vocabulary import rules_named
from assistant.knowledge.guidance import Guidance


class ActionAnswerAntibiotics(ReplyAction):
    intents = ("ask_antibiotics_before", "ask_antibiotic_cream")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.stage == "before" or (question.stage is None and conversation.dates.is_coming):
            named = answer("prep.antibiotics", *rules_named(question, guidance, "prep"))
            rule = guidance.fact("prep.antibiotics")
            return named.then(*stop_before(rule, question, conversation.dates)) if rule else named
        if question.stage == "after":
            return answer("aftercare.antibiotic_cream")
        return answer("prep.antibiotics", "aftercare.antibiotic_cream")
