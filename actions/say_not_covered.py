"""About the treatment or the clinic, but the guidance does not say: it says so and invents nothing."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction
from knowledge.guidance import Guidance

# what the guidance does say that helps with the question
FACTS_CLOSE_BY: dict[str, tuple[str, ...]] = {
    "ask_price": (),
    "ask_pain": (),
    "ask_numbing": (),
    "ask_candidacy": (),
    "ask_risks": ("recovery.redness",),
    "ask_spacing": ("maintenance.interval",),
    "ask_device": (),
    "ask_duration": (),
    "ask_procedure": (),
    "ask_washing": (),
    "ask_alcohol": (),
    "ask_other_treatment": (),
    "ask_services": (),
    "ask_home_needling": (),
    "ask_skin_changes": ("recovery.healing",),
    "ask_products_after": (),
    "ask_hair_removal": (),
    "ask_events": ("recovery.redness", "recovery.healing", "results.timeline"),
    "ask_provider": (),
    "ask_sleep": (),
    "ask_infection_signs": (),
    "ask_painkillers": (),
}


class ActionSayNotCovered(ReplyAction):
    intents = tuple(FACTS_CLOSE_BY)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        topic = question.intent.removeprefix("ask_")
        return say("not_covered", f"utter_not_covered_{topic}", *FACTS_CLOSE_BY[question.intent])
