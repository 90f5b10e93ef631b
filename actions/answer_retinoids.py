"""Retinoids before, after and between treatments. No day is ever named for starting them again."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, answer, facts
from actions.reply_action import ReplyAction
from knowledge.guidance import Guidance


class ActionAnswerRetinoids(ReplyAction):
    intents = ("ask_retinoids",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        restart = Line("utter_retinoid_restart")
        if question.stage == "before":
            return answer("prep.retinoids")
        if question.stage == "between":
            return answer("care.actives")
        if question.stage == "after":
            asks_when = question.matches(
                r"\b(?:when|how (?:soon|long|many)|again|re-?start|resume|back (?:on|to)|straight|wait|until|right away|same|days?|hours?|weeks?|tonight|tomorrow)\b"
            )
            return Reply("not_covered" if asks_when else "answer", (restart, *facts("care.actives")))
        return answer("prep.retinoids", "care.actives").then(restart)
