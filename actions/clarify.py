"""A message that could not be understood, or in two ways: asks, and after two misses offers the clinic."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, say
from actions.reply_action import ReplyAction, wording
from assistant.knowledge.guidance import Guidance

MOST_MISSES = 2
FEWEST_CHOICES = 2


class ActionClarify(ReplyAction):
    intents = ("nlu_fallback",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.form:
            return say("clarify", f"utter_{question.form}")
        if conversation.misses >= MOST_MISSES:
            return say("handoff", "utter_rephrase_again")
        topics = [f"utter_topic_{intent}" for intent in question.candidates]
        if len(topics) < FEWEST_CHOICES or not all(topic in wording().responses for topic in topics):
            return Reply(
                "clarify", (Line("utter_rephrase_again" if conversation.misses else "utter_rephrase"),), is_miss=True
            )
        names = tuple(wording().say(topic, {}) for topic in topics)
        line = Line("utter_clarify", {"first": names[0], "second": names[1]})
        return Reply("clarify", (line,), choices=names, is_miss=True)
