"""How many sessions are needed, by concern."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, answer, but_not, facts, not_named
from actions.reply_action import ReplyAction
from actions.vocabulary import concerns_in, unlisted
from assistant.knowledge.guidance import Guidance


class ActionAnswerSessions(ReplyAction):
    intents = ("ask_sessions",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        concerns = concerns_in(question, guidance)
        if not concerns:
            return answer("sessions.initial", "sessions.mild")
        if not any(guidance.facts_about(concern) for concern in concerns):
            return not_named(guidance, concerns)
        mild = [concern for concern in concerns if guidance.is_about("sessions.mild", concern)]
        upkeep = [concern for concern in mild if guidance.is_about("maintenance.concerns", concern)]
        said = facts("sessions.initial")
        if mild:
            said = (*facts("sessions.mild"), *said)
        reply = Reply("answer", (*said, *facts("maintenance.concerns")) if upkeep else said)
        return but_not(reply, unlisted(concerns, guidance), guidance)
