"""What to do and when, around the patient's own treatment, and what is left to do before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actions.conversation import Conversation
from actions.patient_dates import PatientDates, careful, problem_line
from actions.question import Question
from actions.reply import Line, Reply, answer
from actions.reply_action import ReplyAction
from assistant.dates.moment import Moment
from assistant.dates.plan import BEFORE, CARE, SWEATING, TREATMENT, WAITS, Step, steps, steps_after, steps_before
from assistant.knowledge.guidance import Guidance
from assistant.replies.days import SMS

STOPS = ("prep.retinoids", "prep.antibiotics")


class ActionAnswerPlan(ReplyAction):
    intents = ("ask_plan", "ask_ready")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        dates = conversation.dates
        if dates.said.problem:
            return Reply("clarify", problem_line(dates))
        if dates.treated is None:
            return _without_date(question, guidance, dates)
        if not dates.is_coming:
            return plan_after(guidance, dates, dates.treated)
        if question.intent == "ask_ready":
            return plan_before(guidance, dates, dates.treated)
        return _plan(guidance, dates, dates.treated, "utter_plan_whole", steps(guidance, dates.treated, dates.today))


def plan_before(guidance: Guidance, dates: PatientDates, treatment: Moment) -> Reply:
    """What is left to do before the treatment; what should have stopped by now is said as such."""
    return _plan(guidance, dates, treatment, "utter_plan_before", steps_before(guidance, treatment, dates.today))


def plan_after(guidance: Guidance, dates: PatientDates, treatment: Moment) -> Reply:
    return _plan(guidance, dates, treatment, "utter_plan_after", steps_after(guidance, treatment))


def _plan(guidance: Guidance, dates: PatientDates, treatment: Moment, opening: str, those: Iterable[Step]) -> Reply:
    listed = list(those)
    short = dates.channel == SMS and treatment.first_day == treatment.last_day
    opener = Line(opening, {"treated": dates.day(treatment.first_day) if short else dates.moment(treatment)})
    waits = any(step.fact in WAITS for step in listed)
    if dates.channel == SMS:
        return Reply("answer", (opener, *_in_short(guidance, dates, listed)), short_of=_told_in_short(listed))
    lines = (opener, *(_line(step, dates) for step in listed), *(careful(treatment) if waits else ()))
    return Reply("answer", lines, calendar=dates.calendar())


def _line(step: Step, dates: PatientDates) -> Line:
    values = {"day": _in_words(step, dates)}
    if step.until:
        values["until"] = dates.day(step.until)
    response = f"utter_plan_{step.fact.replace('.', '_')}"
    if step.fact in STOPS and _in_the_past(step, dates):
        response += "_over"
    return Line(response, values, fact=None if step.fact == TREATMENT else step.fact)


def _in_short(guidance: Guidance, dates: PatientDates, listed: list[Step]) -> Iterable[Line]:
    """The steps with a date in two short lines; of several alike the most careful one is said."""
    by_fact = {step.fact: step for step in listed}
    stops = sorted((by_fact[fact] for fact in STOPS if fact in by_fact), key=lambda step: str(step.when))
    if stops:
        values = {"day": _in_words(stops[0], dates), "bound": _longest(STOPS, guidance)}
        yield Line("utter_plan_short_before", values)
    waits = sorted((by_fact[fact] for fact in SWEATING if fact in by_fact), key=lambda step: str(step.when))
    if waits and "aftercare.makeup" in by_fact:
        makeup = _in_words(by_fact["aftercare.makeup"], dates)
        values = {"day": _in_words(waits[-1], dates), "bound": _longest(SWEATING, guidance), "makeup": makeup}
        yield Line("utter_plan_short_after", values)


def _told_in_short(listed: list[Step]) -> tuple[str, ...]:
    return tuple(step.fact for step in listed if step.fact in (*BEFORE, *WAITS))


def _longest(fact_ids: Iterable[str], guidance: Guidance) -> str:
    """The longest figure of these facts, with its bound."""
    figures = [fact.quantity for fact in map(guidance.fact, fact_ids) if fact and fact.quantity]
    return str(max(figures, key=lambda quantity: quantity.hours or 0)) if figures else ""


def _in_words(step: Step, dates: PatientDates) -> str:
    return dates.bound(step.when) if isinstance(step.when, datetime) else dates.day(step.when)


def _in_the_past(step: Step, dates: PatientDates) -> bool:
    return not isinstance(step.when, datetime) and step.when < dates.today


def _without_date(question: Question, guidance: Guidance, dates: PatientDates) -> Reply:
    """The rules as they stand, and once the request for the date."""
    before = question.intent == "ask_ready" or question.stage == "before"
    told = [fact for fact in (BEFORE if before else (*BEFORE, *CARE, *WAITS)) if guidance.fact(fact)]
    ask = () if dates.has_asked else (Line("utter_ask_when_treatment" if before else "utter_ask_when", once=True),)
    if dates.channel != SMS:
        return answer(*told).then(*ask)
    short = [Line("utter_plan_undated_before", {"bound": _longest(STOPS, guidance)})]
    if not before:
        short.append(Line("utter_plan_undated_after", {"bound": _longest(SWEATING, guidance)}))
    return Reply("answer", (*short, *ask), short_of=tuple(fact for fact in told if fact not in CARE))
