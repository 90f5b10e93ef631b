"""PRP, RF, which one for what, and whether they are worth it."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, answer, facts, not_named
from actions.reply_action import ReplyAction
from actions.vocabulary import addons_in, concerns_in
from assistant.knowledge.guidance import Guidance
from assistant.replies.wording import in_words

COMPARES = r"\b(?:difference|different|differ|compare\w*|versus|vs|instead|better|worse|rather|prefer\w*)\b"
TREATS = ("concerns.treated", "permanence.acne_scars", "permanence.appearance", "sessions.mild")


class ActionAnswerAddons(ReplyAction):
    intents = ("ask_addons", "ask_prp", "ask_rf")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        addons = addons_in(question, guidance)
        if not addons and question.intent != "ask_addons":
            addons = (question.intent.removeprefix("ask_"),)
        unknown = tuple(addon for addon in addons if guidance.fact(f"addon.{addon}") is None)
        if unknown and len(unknown) == len(addons):
            return not_named(guidance, unknown, "addon.general")
        if concerns_in(question, guidance):
            return addon_for_concerns(question, guidance, addons)
        known = [f"addon.{addon}" for addon in addons if addon not in unknown] or ["addon.prp", "addon.rf"]
        reply = answer(*known, "addon.general")
        if unknown and question.matches(COMPARES):
            return not_named(guidance, unknown, *known, "addon.general")
        if unknown:
            reply = reply.then(Line("utter_not_named", {"terms": in_words(guidance.names(unknown))}))
        return reply


def addon_for_concerns(question: Question, guidance: Guidance, addons: tuple[str, ...]) -> Reply:
    """What the guidance says of these add-ons for the concerns asked about, and where it does not pair them."""
    concerns = concerns_in(question, guidance)
    if not concerns:
        return reply_without_concern(addons)
    known = [fact_id for fact_id in (f"addon.{addon}" for addon in addons) if guidance.fact(fact_id)]
    candidates = known or ["addon.prp", "addon.rf"]
    paired = [fact_id for fact_id in candidates if any(guidance.is_about(fact_id, c) for c in concerns)]
    others = tuple(
        concern for concern in concerns if not any(guidance.is_about(fact_id, concern) for fact_id in paired)
    )
    names = {"terms": in_words(guidance.names(others)), "addon": in_words(guidance.names(addons))}
    gap = Line("utter_not_named_for_addon" if addons else "utter_not_named", names)
    if paired:
        return answer(*paired).then(gap) if others else answer(*paired)
    treated = [fact.id for concern in concerns for fact in guidance.facts_about(concern, among=TREATS)]
    # not asked for one of them, it helps to hear that there are some
    general = () if addons else ("addon.general",)
    return Reply("answer" if treated else "not_covered", (gap, *facts(*treated, *known, *general)))


def reply_without_concern(addons: tuple[str, ...]) -> Reply:
    return answer(*(f"addon.{addon}" for addon in addons), "addon.general")
