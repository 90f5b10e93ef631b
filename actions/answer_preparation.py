"""How to prepare, exfoliation, and acne medicines."""

from __future__ import annotations

from actions.answer_plan import plan_before
from actions.conversation import Conversation
from actions.patient_dates import stop_before
from actions.question import Question
from actions.reply import Reply, answer, facts, say
from actions.reply_action import ReplyAction
from actions.vocabulary import rules_named
from assistant.knowledge.guidance import Guidance

# asks what the clinic has to be told, or how long ahead: the guidance says
ASKS_WHAT_TO_TELL = r"\b(?:tell|told|know|mention|disclose|list|inform|bring up|matter|affect|how (?:far|long|early|soon)|which|what|why|when)\b"
# asks for a verdict on the patient's own treatment: the guidance gives none
ASKS_FOR_VERDICT = r"\b(?:i(?:'m| am|'ve been| have been| was| just| take| took| use)|my|while|whilst|can i|could i|am i|should i|do i|would i|is it (?:ok|okay|safe|fine))\b"


class ActionAnswerPreparation(ReplyAction):
    intents = ("ask_preparation", "ask_exfoliation", "ask_acne_medication")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.intent == "ask_exfoliation":
            if question.stage == "after":
                return say("not_covered", "utter_not_named_after")
            reply = answer("prep.exfoliate", *rules_named(question, guidance, "prep"))
            rule = guidance.fact("prep.exfoliate")
            return reply.then(*stop_before(rule, question, conversation.dates)) if rule else reply
        if question.intent == "ask_acne_medication":
            reply, rule = acne_medication(question), guidance.fact("prep.acne_medication")
            dated = rule and conversation.dates.is_coming
            return reply.then(*stop_before(rule, question, conversation.dates)) if rule and dated else reply
        if conversation.dates.treated and conversation.dates.is_coming:
            return plan_before(guidance, conversation.dates, conversation.dates.treated)
        return answer("prep.exfoliate", "prep.retinoids", "prep.antibiotics", "prep.acne_medication", "prep.general")


def acne_medication(question: Question) -> Reply:
    """What the guidance says; asked for a verdict on one's own medicine, it gives none and says so."""
    asks_for_verdict = question.matches(ASKS_FOR_VERDICT) and not question.matches(ASKS_WHAT_TO_TELL)
    return Reply("medical" if asks_for_verdict else "answer", facts("prep.acne_medication"))
