"""Retinoids before, after and between treatments. No day is ever named for starting them again."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.patient_dates import stop_before
from actions.question import Question
from actions.reply import Line, Reply, answer, facts
from actions.reply_action import ReplyAction
from actions.vocabulary import rules_named
from assistant.knowledge.guidance import Guidance
from assistant.replies.contract import Kind


class ActionAnswerRetinoids(ReplyAction):
    intents = ("ask_retinoids",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        restart = Line("utter_retinoid_restart")
        # whether to leave off what a doctor ordered is not for an assistant to say
        kind: Kind = "medical" if question.matches(r"\b(?:prescri\w+|dermatologist|doctor|derm)\b") else "answer"
        if question.stage == "before" or (question.stage is None and conversation.dates.is_coming):
            reply = Reply(kind, facts("prep.retinoids", *rules_named(question, guidance, "prep")))
            rule = guidance.fact("prep.retinoids")
            # beside what a doctor ordered no day is named: it would read as an order to stop
            return reply.then(*stop_before(rule, question, conversation.dates)) if rule and kind == "answer" else reply
        if question.stage == "between":
            return answer("care.actives")
        if question.stage == "after":
            asks_when = question.matches(
                r"\b(?:when|how (?:soon|long|many)|again|re-?start|resume|back (?:on|to)|straight|wait|until|right away|same|days?|hours?|weeks?|tonight|tomorrow)\b"
            )
            return Reply("not_covered" if asks_when else "answer", (restart, *facts("care.actives")))
        return Reply(kind, (*facts("prep.retinoids", "care.actives"), restart))
