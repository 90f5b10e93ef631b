"""What the guidance says to a question about a treatment, and what it does not."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import Conversation
from actions.dated_answers import dated, is_before_treatment, plan_for, redness_told, verdict
from actions.question import Question
from actions.reply import Line, Reply, facts
from actions.reply_action import ANY_ASPECT, ReplyAction
from actions.words import (
    asks_for_whom,
    asks_how_far_along,
    asks_how_it_looks_at_first,
    asks_if_it_ends,
    asks_what_for,
    asks_when,
    names_something_else,
    offers,
    tells_of_a_medicine,
    tells_of_a_prescription,
)
from assistant.knowledge.aspects import CONCERNS
from assistant.knowledge.guidance import RULE, Found, Guidance
from assistant.replies.contract import Kind
from assistant.replies.wording import in_words


class ActionAnswerQuestion(ReplyAction):
    """One look-up answers them all; the questions of a message with several come here, too."""

    intents = (ANY_ASPECT,)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        lists_no_such = _names_what_nobody_lists(question, guidance)
        question = _as_meant(question, guidance)
        subject = question.subject
        if subject is None:
            return _which_treatment(guidance)
        treatment = guidance.treatment_of(subject)
        if treatment is None:
            return _of_another_treatment(question, guidance)
        told = redness_told(question, guidance, conversation) or plan_for(question, guidance, conversation)
        if told:
            return told
        found = guidance.answer(_at_its_stage(question, conversation).asked_of(subject))
        if found.facts and lists_no_such:
            return Reply("not_covered", (Line("utter_not_listed"), *facts(found.facts)))
        if found.facts:
            return _answer(found, question, guidance, conversation)
        return _refusal(found, question, guidance, conversation)


def _at_its_stage(question: Question, conversation: Conversation) -> Question:
    """A rule asked for with a date: before a treatment to come, what holds before it is meant where there is any."""
    if question.aspect != RULE or question.stage == "before":
        return question
    if is_before_treatment(conversation.dates):
        return replace(question, stage="before", stage_is_said=True)
    if question.stage is None and conversation.dates.is_coming:
        return replace(question, stage="before", stage_is_said=False)
    return question


def _names_what_nobody_lists(question: Question, guidance: Guidance) -> bool:
    """ "Does it help with ringworm?": a concern that the vocabulary has no word for."""
    names_nothing = not question.terms and not guidance.is_addon(question.subject or "")
    return question.aspect == "treats" and names_nothing and names_something_else(question.text)


def _as_meant(question: Question, guidance: Guidance) -> Question:
    """Aspects that the words tell apart better than the topic does."""
    if question.aspect == "treats" and asks_for_whom(question):
        return replace(question, aspect="candidacy")
    if question.aspect == "benefit" and asks_what_for(question):
        return replace(question, aspect="treats")
    if question.aspect == "services" and _concerns(question, guidance):
        return replace(question, aspect="treats")
    if question.aspect == "services" and _names_its_subject(question, guidance):
        return replace(question, aspect="definition")  # "do you do microneedling?"
    if question.aspect == "addons" and guidance.is_addon(question.subject or "") and _concerns(question, guidance):
        return replace(question, aspect="treats")
    if question.aspect == "expected" and asks_how_it_looks_at_first(question):
        return replace(question, aspect="recovery")
    if question.aspect == "upkeep" and not question.terms and asks_if_it_ends(question):
        return replace(question, aspect="permanence")
    return question


def _names_its_subject(question: Question, guidance: Guidance) -> bool:
    subject = guidance.term(question.subject or "")
    return subject is not None and any(words in question.text for words in subject.words)


def _which_treatment(guidance: Guidance) -> Reply:
    names = tuple(treatment.name for treatment in guidance.treatments)
    line = Line("utter_which_treatment", {"names": in_words(names, "or")})
    return Reply("clarify", (line,), choices=names)


def _of_another_treatment(question: Question, guidance: Guidance) -> Reply:
    named = guidance.names([question.subject or ""])
    values = {"subject": named[0]} if named else {}
    return Reply("not_covered", (Line("utter_no_guidance_on", values),))


def _answer(found: Found, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
    kind: Kind = "answer"
    if tells_of_a_prescription(question, map(guidance.term, (*question.terms, *question.meant))):
        kind = "medical"
    # beside what a doctor ordered no day is named: it would read as an order to stop
    lines, asks = (facts(found.facts), ()) if kind == "medical" else dated(found.facts, question, conversation)
    if found.silence:
        lines = (*lines, Line(words=found.silence.words))
    if found.missing:
        lines = (*lines, _not_named(found.missing, guidance))
    if found.owner:
        lines = (_owner(found.owner, question, guidance), *lines)
    if "booking" in found.facts[0].aspects:
        lines = (*lines, Line("utter_contact"))
    opener = verdict(found, question, conversation) or ("utter_yes" if _offers(question, found) else None)
    if opener:
        lines = (Line(opener), *lines)
    return Reply(kind, (*lines, *asks))


def _refusal(found: Found, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
    """What is not covered, by aspect and term, and what the guidance says close by."""
    near = facts(found.near)
    if found.silence:
        kind: Kind = "not_covered" if asks_when(question) or not near else "answer"
        return Reply(kind, (Line(words=found.silence.words), *near))
    if found.stage:
        return _at_no_stage(found.stage, question, guidance)
    if question.aspect == "compare":
        named = in_words(guidance.names(found.missing))
        return Reply("not_covered", (Line("utter_not_covered_compare", {"others": named}), *near))
    if found.missing and tells_of_a_medicine(question, [guidance.term(term) for term in found.missing]):
        return Reply("medical", (Line("utter_medical_medicine"), *near))
    if found.missing:
        return Reply("not_covered", (_not_named(found.missing, guidance), *near))
    if near and question.aspect == RULE:  # no denial beside a rule that may be just what was meant
        return Reply("answer", (Line("utter_closest"), *near))
    if question.aspect == "events" and asks_how_far_along(question):
        return Reply("answer", (Line("utter_not_covered_events"), *near))
    on_addon = guidance.is_addon(question.subject or "")
    opening = (Line("utter_on_subject", {"subject": _name(question.subject, guidance)}),) if on_addon else ()
    return Reply("not_covered", (*opening, Line(f"utter_not_covered_{question.aspect}"), *near))


def _at_no_stage(stage: str, question: Question, guidance: Guidance) -> Reply:
    """Nothing is said for that side of a treatment; of one's own medicine what is said for the other helps, too."""
    if tells_of_a_prescription(question, map(guidance.term, (*question.terms, *question.meant))):
        asked = replace(question, stage=None).asked_of(question.subject or "")
        return Reply("medical", (*facts(guidance.answer(asked).facts), Line("utter_medical_medicine")))
    return Reply("not_covered", (Line(f"utter_not_named_{stage}"),))


def _owner(owner: str, question: Question, guidance: Guidance) -> Line:
    values = {"owner": _name(owner, guidance), "subject": _name(question.subject, guidance)}
    return Line("utter_of_treatment", values)


def _not_named(terms: tuple[str, ...], guidance: Guidance) -> Line:
    is_taken = any(term is not None and term.category == "medicines" for term in map(guidance.term, terms))
    return Line(
        "utter_not_named_medicine" if is_taken else "utter_not_named", {"terms": in_words(guidance.names(terms))}
    )


def _name(subject: str | None, guidance: Guidance) -> str:
    return in_words(guidance.names([subject or ""]))


def _concerns(question: Question, guidance: Guidance) -> bool:
    terms = (guidance.term(term) for term in question.terms)
    return any(term is not None and term.category in CONCERNS for term in terms)


def _offers(question: Question, found: Found) -> bool:
    """ "Do you treat wrinkles?" may be answered yes; whether it helps, or for how long, never is."""
    return question.aspect in ("treats", "definition") and not found.missing and offers(question)
