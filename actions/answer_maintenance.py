"""How often to come back, and what makes results last."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.patient_dates import time_after
from actions.question import Question
from actions.reply import Reply, answer, but_not, facts, not_named
from actions.reply_action import ReplyAction
from actions.vocabulary import concerns_in, unlisted
from assistant.knowledge.guidance import Guidance

# "is that the end of the matter, or must I keep going" asks whether it lasts
ASKS_IF_IT_ENDS = r"\b(?:for ?ever|for good|permanent\w*|for life|rest of my (?:life|days)|one[- ]off|once and (?:done|for all)|end of (?:it|the matter)|be done|i'?m done|never (?:come|go|do|need)|stay(?:s|ed)? (?:gone|that way|like))\b"


class ActionAnswerMaintenance(ReplyAction):
    intents = ("ask_maintenance", "ask_lasting_factors")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.intent == "ask_lasting_factors":
            return answer("maintenance.factors", "care.daily_routine", "maintenance.interval")
        concerns = concerns_in(question, guidance)
        if concerns and not any(guidance.facts_about(concern) for concern in concerns):
            return not_named(guidance, concerns)
        if not concerns and question.matches(ASKS_IF_IT_ENDS):
            return answer("permanence.general", "maintenance.interval")
        about = [
            fact.id
            for concern in concerns
            for fact in guidance.facts_about(concern, among=("maintenance.concerns", "permanence.acne_scars"))
        ]
        reply = Reply("answer", facts("maintenance.interval", *(about or ["maintenance.concerns"])))
        interval = guidance.fact("maintenance.interval")
        if interval and conversation.dates.treated:
            reply = reply.then(*time_after(interval, question, conversation.dates))
        return but_not(reply, unlisted(concerns, guidance), guidance)
