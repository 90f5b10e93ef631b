"""Several questions in one message: each is answered by its own action, in order."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance


class ActionAnswerSeveral(ReplyAction):
    """Rasa runs this one for such a message; the questions themselves carry other intents."""

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        raise NotImplementedError("each question of the message has an action of its own")
