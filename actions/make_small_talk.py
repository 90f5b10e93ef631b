"""Greetings, thanks, and what kind of thing the assistant is."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance


class ActionMakeSmallTalk(ReplyAction):
    intents = ("greet", "goodbye", "thank", "bot_challenge", "ask_capabilities", "ask_language", "react", "affirm", "deny", "insult")  # fmt: skip

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        return say("smalltalk", f"utter_{question.intent}")
