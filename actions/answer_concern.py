"""Whether microneedling can treat a concern. A concern the guidance does not list is never a "yes"."""

from __future__ import annotations

from dataclasses import replace

from actions.answer_addons import addon_for_concerns
from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Line, Reply, answer, but_not, facts, not_named
from actions.reply_action import ReplyAction, reply_to
from actions.vocabulary import addons_in, concerns_in, names_something_else
from assistant.knowledge.guidance import Guidance

ASKS_ABOUT_HARM = r"\b(?:cause|causes|worse|worsen|harm|ruin|damage|leave|bring out|trigger)\b"
# the color or type of a skin is no concern to be treated
ASKS_FOR_WHOM = r"\b(?:all|every|any|different|dark\w*|deep\w*|black|olive|fair|pale) skin (?:tone|type|colou?r)s?\b|\b(?:for|on|with|have) (?:very )?(?:dark\w*|black|olive|sensitive) skin\b"
# facts from which it follows that a concern is treated, in the order they are said
SAYS_IT_TREATS = ("concerns.treated", "permanence.acne_scars", "permanence.appearance", "sessions.mild", "addon.rf")


class ActionAnswerConcern(ReplyAction):
    intents = ("ask_concern",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.matches(ASKS_FOR_WHOM):
            return reply_to(replace(question, intent="ask_candidacy"), guidance, conversation)
        addons = addons_in(question, guidance)
        if addons and not any(guidance.fact(f"addon.{addon}") for addon in addons):
            return not_named(guidance, addons, "addon.general")
        if addons:
            return addon_for_concerns(question, guidance, addons)
        concerns = concerns_in(question, guidance)
        if not concerns:
            if names_something_else(question.text):
                return Reply("not_covered", (Line("utter_not_listed"), *facts("concerns.treated")))
            return answer("concerns.treated", "what.benefit")
        known = [concern for concern in concerns if guidance.facts_about(concern, among=SAYS_IT_TREATS)]
        unknown = tuple(concern for concern in concerns if concern not in known)
        if not known:
            return not_named(guidance, unknown, "concerns.treated")
        said = facts(*(fact.id for concern in known for fact in guidance.facts_about(concern, among=SAYS_IT_TREATS)))
        reply = Reply("answer", said)
        if question.asks_yes_or_no and not unknown and not question.matches(ASKS_ABOUT_HARM):
            reply = reply.opened_by("utter_yes")
        return but_not(reply, unknown, guidance)
