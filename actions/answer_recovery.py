"""Redness, downtime and healing."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.patient_dates import is_past, time_after, window
from actions.question import Question
from actions.reply import Line, Reply, answer, facts
from actions.reply_action import ReplyAction
from assistant.knowledge.guidance import Guidance

ASKS_ABOUT_HEALING = r"\b(?:heal\w*|recover\w*|downtime|back to normal)\b"
IS_RED = r"\b(?:still|am|i'm|is|are|look(?:s|ing)?|face|skin|cheeks|so|very)\b"
# with any of these beside the redness, the time alone says nothing
MORE_THAN_RED = r"\b(?:wors\w*|spread\w*|hot|pain\w*|hurt\w*|sore|burn\w*|ooz\w*|pus|weep\w*|blister\w*|bump\w*|rash|hive\w*|itch\w*|fever|throb\w*|lump\w*|bleed\w*|bruis\w*|bad|awful|eye\w*|lip\w*|one side|doubled?|crust\w*|scab\w*|infect\w*)\b"


class ActionAnswerRecovery(ReplyAction):
    intents = ("ask_recovery",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        dates = conversation.dates
        redness, healing = guidance.fact("recovery.redness"), guidance.fact("recovery.healing")
        if dates.treated is None or redness is None or healing is None:
            asks = time_after(healing, question, dates) if healing else ()
            return answer("recovery.redness", "recovery.healing").then(*asks)
        if tells_of_redness(question) and dates.is_past:
            return redness_by_date(guidance, conversation)
        if dates.said.problem:
            return answer("recovery.redness", "recovery.healing").then(*time_after(healing, question, dates))
        clocks = (facts(clock.id) + time_after(clock, question, dates) for clock in (redness, healing))
        return Reply("answer", tuple(line for lines in clocks for line in lines))


def tells_of_redness(question: Question) -> bool:
    """Whether the patient is red or swollen now, and says nothing else of it."""
    return "redness" in question.terms and question.matches(IS_RED) and not question.matches(MORE_THAN_RED)


def redness_by_date(guidance: Guidance, conversation: Conversation) -> Reply:
    """Inside the time that the guidance calls normal, that time; past it no comfort, but the provider."""
    redness = guidance.fact("recovery.redness")
    assert redness, "asked for only where the guidance speaks of redness"
    if is_past(redness, conversation.dates):
        return Reply("medical", (*window(redness, conversation.dates), Line("utter_medical_diagnosis")))
    return Reply("answer", (*facts("recovery.redness"), *window(redness, conversation.dates)))
