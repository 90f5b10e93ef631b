"""What is kept about the patient, and its deletion."""

from __future__ import annotations

from dataclasses import replace

from actions import records
from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance
from assistant.settings import settings
from assistant.storage import retention

SURE = 0.5  # a likelihood below it is not enough to delete anything


class ActionManageMyData(ReplyAction):
    intents = ("ask_my_data", "delete_my_data")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.intent == "delete_my_data" and question.confidence >= SURE:
            receipt = retention.erase(records.records(), conversation.sender)
            deleted = Line("utter_delete_my_data", {"receipt": receipt})
            return replace(Reply("smalltalk", (deleted,)), erases=receipt)
        kept = retention.kept_about(records.records(), conversation.sender)
        values = {"kept": str(settings().conversations_kept_days), "call_backs": str(kept["call_backs"])}
        if question.intent == "delete_my_data":
            return Reply("clarify", (Line("utter_delete_my_data_unsure"),))
        return Reply("smalltalk", (Line("utter_ask_my_data", values),))
