"""What is not the clinic's business."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance


class ActionRefuseOutOfScope(ReplyAction):
    intents = ("out_of_scope",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        again = conversation.misses > 0  # the same sentence twice helps nobody
        reply = say("out_of_scope", "utter_out_of_scope_again" if again else "utter_out_of_scope")
        return replace(reply, is_miss=True)
