"""When results show, and what to expect of them."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import Conversation
from actions.patient_dates import time_after
from actions.question import Question
from actions.reply import Reply, answer
from actions.reply_action import ReplyAction, reply_to
from assistant.knowledge.guidance import Guidance

# How it looks then is no result yet.
STRAIGHT_AFTER = r"\b(?:(?:immediately|right|straight|directly|just|shortly) after\w*|same (?:day|night|evening)|that (?:day|night|evening)|first (?:few )?(?:days?|night|evening|hours?)|(?:next|following) (?:day|morning)|(?:day|morning) after)\b"


class ActionAnswerResults(ReplyAction):
    intents = ("ask_results_timeline", "ask_results_expected")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.matches(r"\bheal"):  # the clocks of healing and of results are easily taken for one another
            return answer("recovery.healing", "results.timeline")
        if question.intent == "ask_results_expected" and question.matches(STRAIGHT_AFTER):
            return reply_to(replace(question, intent="ask_recovery"), guidance, conversation)
        if question.intent == "ask_results_expected":
            return answer("results.expected", "what.benefit")
        reply, timeline = answer("results.timeline"), guidance.fact("results.timeline")
        dates = conversation.dates
        return reply.then(*time_after(timeline, question, dates)) if timeline and dates.treated else reply
