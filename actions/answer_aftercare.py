"""What to do and to avoid after a treatment, and for how long."""

from __future__ import annotations

from actions.answer_plan import plan_after
from actions.conversation import Conversation
from actions.patient_dates import is_before_treatment, supposes_a_time, wait_after
from actions.question import Question
from actions.reply import Line, Reply, answer, facts, not_named, not_named_line, say
from actions.reply_action import ReplyAction
from actions.vocabulary import rules_named
from assistant.knowledge.guidance import Guidance

RULES = {
    "ask_makeup": "aftercare.makeup",
    "ask_exercise": "aftercare.exercise",
    "ask_swimming": "aftercare.swimming",
    "ask_sauna": "aftercare.sauna",
    "ask_sun": "aftercare.sun",
    "ask_hygiene": "aftercare.hygiene",
}
# "makeup has 72 hours, right?"
TELLS_A_RULE = (
    r"\b(?:has|have|takes?|needs?|requires?|lasts?) (?:only |just |at least |about )?(?:\d+|an?|one|two|three)\b"
)
ALL_RULES = (
    "aftercare.makeup",
    "aftercare.exercise",
    "aftercare.swimming",
    "aftercare.sauna",
    "aftercare.sun",
    "aftercare.hygiene",
    "aftercare.antibiotic_cream",
)
NEIGHBOURS = {
    "aftercare.sauna": ("hot_tub", "cold_plunge"),
    "aftercare.swimming": ("sea_swimming", "hot_tub", "cold_plunge"),
    "aftercare.exercise": ("walking", "sex", "massage"),
    "aftercare.sun": ("self_tanner",),
}


class ActionAnswerAftercare(ReplyAction):
    intents = ("ask_aftercare", "ask_rules_before", *RULES)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.intent == "ask_aftercare":
            named = rules_named(question, guidance, "aftercare")
            unknown = tuple(term for rule in NEIGHBOURS for term in question.terms if term in _close_to(rule, guidance))
            if unknown and not named:
                return not_named(guidance, tuple(dict.fromkeys(unknown)), *ALL_RULES)
            if not named and conversation.dates.treated:
                return plan_after(guidance, conversation.dates, conversation.dates.treated)
            return answer(*(named or ALL_RULES))
        if question.intent == "ask_rules_before":
            named = rules_named(question, guidance, "aftercare") if question.stage == "after" else ()
            return answer(*named) if named else say("not_covered", "utter_not_named_before")
        if question.intent != "ask_hygiene" and (question.stage == "before" or is_before_treatment(conversation.dates)):
            return say("not_covered", "utter_not_named_before")
        rule = RULES[question.intent]
        named = tuple(dict.fromkeys([rule, *rules_named(question, guidance, "aftercare")]))
        unknown = tuple(term for term in question.terms if term in _close_to(rule, guidance))
        if unknown:
            return Reply("not_covered", (not_named_line(guidance, unknown), *facts(*named)))
        dated = {fact: wait_after(guidance.fact(fact), question, conversation.dates) for fact in named}
        lines: list[Line] = []
        for fact in named:
            lines += [*facts(fact), *(line for line in dated[fact].lines if not line.once)]
        said_once = [line for fact in named for line in dated[fact].lines if line.once]
        reply = Reply("answer", (*lines, *said_once[:1]))
        if conversation.dates.treated and not supposes_a_time(question, conversation.dates):
            verdict = dated[rule].opener
        elif conversation.dates.said.treated:
            verdict = None  # two lengths of time in one message: which one "yes" were for would not be clear
        else:
            verdict = self._verdict(question, guidance, rule)
        return reply.opened_by(verdict) if verdict and len(named) == 1 else reply

    def _verdict(self, question: Question, guidance: Guidance, rule: str) -> str | None:
        """ "No." to "so after 24 hours?" where the rule says longer; a wrong belief is never left standing."""
        fact = guidance.fact(rule)
        bound = fact.quantity.hours if fact and fact.quantity and fact.stage == "after" else None
        if bound is None or rule == "aftercare.sun" or not question.asks_yes_or_no:
            return None
        said = question.hours_said
        if said is None:
            return (
                "utter_not_right_away"
                if question.matches(r"^\W*(?:so |and |but |ok )*(?:can|could|may|is it|am i)\b")
                else None
            )
        if question.matches(TELLS_A_RULE):
            return "utter_yes" if said == bound else "utter_no"
        if question.matches(r"\b(?:wait|avoid|skip|stay|no|not|without|off)\b"):
            return "utter_no" if said < bound else "utter_yes" if said == bound else None
        return "utter_no" if said < bound else "utter_yes"


def _close_to(rule: str, guidance: Guidance) -> set[str]:
    """Terms near a rule that the guidance does not speak of: a hot tub is no sauna, the sea is no pool."""
    return {term for term in NEIGHBOURS.get(rule, ()) if not guidance.facts_about(term)}
