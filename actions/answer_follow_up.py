"""Why, are you sure, say that again: questions about the answer before."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, facts
from actions.reply_action import ReplyAction, wording
from assistant.knowledge.guidance import Guidance


class ActionAnswerFollowUp(ReplyAction):
    intents = ("ask_why", "ask_sure", "ask_again")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        last = conversation.last_facts
        if not last:
            return Reply("clarify", (Line("utter_rephrase"),), is_miss=True)
        if question.intent == "ask_again":
            return Reply("answer", facts(*last))
        if question.intent == "ask_sure":
            sections = dict.fromkeys(fact.section for fact in map(guidance.fact, last) if fact)
            return Reply("answer", (Line("utter_sure", {"section": ", ".join(sections)}), *facts(*last)))
        reasons = dict.fromkeys(f"utter_why_{fact_id.replace('.', '_')}" for fact_id in last)
        known = [Line(reason) for reason in reasons if reason in wording().responses]
        return Reply("answer", (*facts(*last), *(known or [Line("utter_why_not_said")])))
