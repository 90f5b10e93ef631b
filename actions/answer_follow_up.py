"""Why, are you sure, say that again: questions about the answer before."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, facts
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance
from assistant.replies.wording import LANGUAGE, filled


class ActionAnswerFollowUp(ReplyAction):
    intents = ("ask_why", "ask_sure", "ask_again")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        last = [fact for fact in map(guidance.fact, conversation.last_facts) if fact]
        if not last:
            return Reply("clarify", (Line("utter_rephrase"),), is_miss=True)
        if question.intent == "ask_again":
            return Reply("answer", facts(last))
        if question.intent == "ask_sure":
            sections = dict.fromkeys(fact.section for fact in last)
            return Reply("answer", (Line("utter_sure", {"section": ", ".join(sections)}), *facts(last)))
        reasons = dict.fromkeys(filled(why, fact, guidance) for fact in last if (why := fact.words[LANGUAGE].why))
        known = [Line("utter_why", {"why": reason}) for reason in reasons]
        return Reply("answer", (*facts(last), *(known or [Line("utter_why_not_said")])))
