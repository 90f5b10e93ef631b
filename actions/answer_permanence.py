"""Whether results last for good, by concern."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, answer, but_not, facts, not_named
from actions.reply_action import ReplyAction
from actions.vocabulary import concerns_in, unlisted
from assistant.knowledge.guidance import Guidance

# in the order they are said: what lasts before what needs upkeep
ABOUT_LASTING = ("permanence.acne_scars", "permanence.appearance", "sessions.mild", "maintenance.concerns")


class ActionAnswerPermanence(ReplyAction):
    intents = ("ask_permanence",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        concerns = concerns_in(question, guidance)
        if not concerns:
            return answer("permanence.general", "maintenance.interval")
        named = [fact.id for concern in concerns for fact in guidance.facts_about(concern, among=ABOUT_LASTING)]
        if not named:
            if any(guidance.facts_about(concern) for concern in concerns):
                return but_not(answer("permanence.general"), unlisted(concerns, guidance), guidance)
            return not_named(guidance, concerns)
        if "maintenance.concerns" in named:
            named.append("maintenance.interval")
        return but_not(Reply("answer", facts(*named)), unlisted(concerns, guidance), guidance)
