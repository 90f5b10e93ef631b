"""About the treatment or the clinic, but the guidance does not say: it says so and invents nothing."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, facts, say
from actions.reply_action import ReplyAction, reply_to
from actions.vocabulary import concerns_in, rules_named
from assistant.knowledge.guidance import Guidance

NAMED_WITH_RULES = (
    "ask_alcohol",
    "ask_washing",
    "ask_products_after",
    "ask_sleep",
    "ask_events",
    "ask_hair_removal",
    "ask_price",
    "ask_pain",
)
ASKS_ABOUT_RECOVERY = (
    r"\b(?:heal\w*|red\w*|recover\w*|normal|swollen|puffy|look(?:ing)? (?:ok|okay|fine|good|bad|awful|like))\b"
)
ASKS_ABOUT_RESULTS = r"\b(?:final|full|best) (?:\w+ )?(?:results?|glow|effect)|\bresults? (?:be |is |are )?(?:there|ready|visible|show\w*)\b"
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
    "ask_other": (),
}


class ActionSayNotCovered(ReplyAction):
    intents = tuple(FACTS_CLOSE_BY)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.intent == "ask_services" and concerns_in(question, guidance):
            # "do you do neck lines" asks what the treatment is for
            return reply_to(replace(question, intent="ask_concern"), guidance, conversation)
        topic = question.intent.removeprefix("ask_")
        reply = say("not_covered", f"utter_not_covered_{topic}", *FACTS_CLOSE_BY[question.intent])
        rules = rules_named(question, guidance, "aftercare") if question.stage != "before" else ()
        if rules and question.intent in NAMED_WITH_RULES:  # "wine and the gym": one half is covered
            return replace(reply.then(*facts(*rules)), kind="answer")
        if question.intent == "ask_events" and question.matches(f"{ASKS_ABOUT_RECOVERY}|{ASKS_ABOUT_RESULTS}"):
            return replace(reply, kind="answer")
        return reply
