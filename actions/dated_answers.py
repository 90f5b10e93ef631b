"""What the patient's own dates add to facts: from when on, until when, a verdict, the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from actions.conversation import Conversation
from actions.patient_dates import PatientDates
from actions.question import Question
from actions.reply import Line, Reply, facts
from assistant.dates.effects import EFFECTS, Ask, AvoidNightBefore, AvoidUntil, Due, StopBefore, Window
from assistant.dates.moment import Moment
from assistant.dates.plan import Step, steps, steps_after, steps_before
from assistant.dates.windows import allowed_from, day_before, hours_left, last_day_before, normal_until, verdict_on
from assistant.knowledge.aspects import PLAN, READY
from assistant.knowledge.guidance import RULE, Fact, Found, Guidance, Treatment
from assistant.replies.days import SMS, hours_in_words
from assistant.replies.wording import LANGUAGE, filled

# Aspects whose answer a date completes.
TAKE_A_DATE = frozenset({RULE, "aftercare", "preparation", "recovery", "timeline", "upkeep", PLAN, READY})
_ASK_FOR_A_DATE = frozenset({RULE, "recovery"})
# words of a question that a date answers better than a rule
_A_DATE_HELPS = re.compile(
    r"\b(?:when|how soon|how much longer|yet|already|still|now|today|tonight|tomorrow|this week\w*)\b", re.I
)
_ASKS_HOW_LONG = re.compile(r"\b(?:when|how (?:soon|long|many|much)|until|till)\b", re.I)
_AFTER_SO_LONG = r"\bafter (?:only |just |about )?(?:\d|an? |one|two|three|four|five|six|seven|a couple)"
# a verdict would be misread beside these
_ASKS_AGAINST = re.compile(
    r"n't\b|\b(?:wait|avoid|skip|stay|no|not|without|off|too (?:soon|early|late)|problem|bad|wrong|harm|hurt|ruin|risk\w*|danger\w*)\b",
    re.I,
)
# "makeup has 72 hours, right?"
_TELLS_A_RULE = (
    r"\b(?:has|have|takes?|needs?|requires?|lasts?) (?:only |just |at least |about )?(?:\d+|an?|one|two|three)\b"
)
_ASKS_TO_WAIT = r"\b(?:wait|avoid|skip|stay|no|not|without|off)\b"
_ASKS_IF_ALLOWED = r"^\W*(?:so |and |but |ok )*(?:can|could|may|is it|am i)\b"
_HAS_DONE = r"\b(?:by (?:mistake|accident)|accidentally|i (?:already )?(?:put|wore|went|did|used|had|swam|ran|trained|applied|forgot)|i've (?:already )?(?:put|worn|been|done|used|had))\b"
_IS_SHOWN = r"\b(?:still|am|i'm|is|are|look(?:s|ing)?|face|skin|cheeks|so|very)\b"
# with any of these beside a sign, the time alone says nothing
_MORE_THAN_THAT = (
    r"\b(?:wors\w*|spread\w*|hot|pain\w*|hurt\w*|sore|burn\w*|ooz\w*|pus|weep\w*|blister\w*|bump\w*|rash|hive\w*|itch\w*|fever"
    r"|throb\w*|lump\w*|bleed\w*|bruis\w*|bad|awful|eye\w*|lip\w*|one side|doubled?|crust\w*|scab\w*|infect\w*)\b"
)

Lines = tuple[Line, ...]


def dated(said: Iterable[Fact], question: Question, conversation: Conversation) -> tuple[Lines, Lines]:
    """The facts, each with what the patient's date makes of it; and what is said once, after them all."""
    lines: list[Line] = []
    once: list[Line] = []
    for fact in said:
        added = _of_date(fact, question, conversation.dates) if question.aspect in TAKE_A_DATE else ()
        lines += [*facts([fact]), *(line for line in added if not line.once)]
        once += [line for line in added if line.once]
    return tuple(lines), tuple(once[:1])


def verdict(found: Found, question: Question, conversation: Conversation) -> str | None:
    """A sentence in front of a single rule that says how what was asked stands against it; never a bare yes or no."""
    waits = [fact for fact in found.facts if fact.effect == AvoidUntil.name]
    if len(found.facts) != 1 or len(waits) != 1 or question.aspect != RULE or found.owner:
        return None
    (rule,) = waits
    dates = conversation.dates
    if dates.treated and not _supposes_a_time(question, dates):
        return _verdict_by_date(rule, question, dates)
    if dates.said.treated:
        return None  # two lengths of time in one message: which one it were for would not be clear
    return _verdict_on_length(rule, question)


def is_before_treatment(dates: PatientDates) -> bool:
    """Whether the event asked about comes before the treatment, where the rules for afterwards say nothing."""
    event, treated = dates.said.event, dates.treated
    return event is not None and treated is not None and event.end <= treated.start


def redness_told(question: Question, guidance: Guidance, conversation: Conversation) -> Reply | None:
    """A sign that is normal for a while, told with a date: inside that time, that time; past it the provider."""
    dates = conversation.dates
    if not dates.is_past or not question.matches(_IS_SHOWN) or question.matches(_MORE_THAN_THAT):
        return None
    treatment = guidance.treatment_of(question.subject or conversation.subject or "")
    ours = guidance.facts_of(treatment) if treatment else ()
    windows = [fact for fact in ours if fact.effect == Window.name and set(fact.terms) & set(question.terms)]
    if not windows or question.aspect not in ("recovery", None):
        return None
    (sign, *_) = windows
    if _is_over(sign, dates):
        return Reply("medical", (*_window(sign, guidance, dates), Line("utter_medical_diagnosis")))
    return Reply("answer", (*facts([sign]), *_window(sign, guidance, dates)))


def _of_date(fact: Fact, question: Question, dates: PatientDates) -> Lines:
    if fact.effect == AvoidUntil.name:
        return _wait(fact, question, dates)
    if fact.effect in (StopBefore.name, AvoidNightBefore.name, Ask.name):
        asks = question.stage == "before" and fact.effect != Ask.name
        return _stop(fact, question, dates) if asks or (question.stage is None and dates.is_coming) else ()
    if fact.effect in (Window.name, Due.name):
        return _time_after(fact, question, dates)
    return ()


def _wait(rule: Fact, question: Question, dates: PatientDates) -> Lines:
    """From when on something is allowed again that a rule forbids after a treatment."""
    treated = dates.treated
    if dates.said.problem or treated is None or rule.quantity is None:
        return _missing("utter_ask_when_treated", question, dates)
    allowed = allowed_from(treated, rule.quantity)
    values = {"treated": dates.moment(treated), "allowed": dates.bound(allowed)}
    line = Line("utter_wait_from", values)
    if not dates.said.event and _clock_is_sure(dates, treated):
        if dates.now >= allowed:
            line = Line("utter_wait_over", values)
        else:
            line = Line("utter_wait_left", {**values, "left": hours_in_words(hours_left(dates.now, allowed))})
    return (line, *careful(treated))


def _clock_is_sure(dates: PatientDates, treated: Moment) -> bool:
    """By a clock of another zone, "over" might be said hours too early."""
    return dates.is_past and (treated.counted or dates.knows_zone)


def _verdict_by_date(rule: Fact, question: Question, dates: PatientDates) -> str | None:
    treated = dates.treated
    if treated is None or rule.quantity is None or dates.said.problem:
        return None
    if _ASKS_HOW_LONG.search(question.text) or _ASKS_AGAINST.search(question.text):
        return None
    allowed, event = allowed_from(treated, rule.quantity), dates.said.event
    if event:
        return {"yes": "utter_late_enough", "no": "utter_too_soon"}.get(verdict_on(event, allowed))
    if not _clock_is_sure(dates, treated):
        return None
    return "utter_long_enough" if dates.now >= allowed else "utter_not_yet"


def _verdict_on_length(rule: Fact, question: Question) -> str | None:
    """ "so after 24 hours?" where the rule says longer: a wrong belief is never left standing."""
    bound = rule.quantity.hours if rule.quantity else None
    said = question.hours_said
    if bound is None:
        return None
    if said is not None and said < bound and question.matches(_HAS_DONE):
        return "utter_was_too_soon"
    if not question.asks_yes_or_no:
        return None
    if said is None:
        return "utter_not_right_away" if question.matches(_ASKS_IF_ALLOWED) else None
    if question.matches(_TELLS_A_RULE):
        return "utter_right" if said == bound else "utter_not_right"
    if question.matches(_ASKS_TO_WAIT):
        return "utter_too_short" if said < bound else "utter_right" if said == bound else None
    return "utter_too_soon" if said < bound else "utter_long_enough"


def _supposes_a_time(question: Question, dates: PatientDates) -> bool:
    """Whether a length of time is asked about ("fine after 24 hours?") and not how long ago the treatment was."""
    return question.hours_said is not None and (dates.said.treated is None or question.matches(_AFTER_SO_LONG))


def _stop(rule: Fact, question: Question, dates: PatientDates) -> Lines:
    """The last day for something before a treatment that is to come."""
    treated = dates.treated
    if dates.said.problem or treated is None:
        return _missing("utter_ask_when_treatment", question, dates)
    if not dates.is_coming:
        return ()
    values = {"treated": dates.moment(treated)}
    if rule.effect == StopBefore.name and rule.quantity:
        last = last_day_before(treated, rule.quantity)
        response = "utter_last_day" if last >= dates.today else "utter_last_day_over"
        return (Line(response, {**values, "day": dates.day(last)}),)
    if rule.effect == AvoidNightBefore.name:
        return (Line("utter_night_before", {**values, "day": dates.day(day_before(treated))}),)
    return (Line("utter_ask_clinic_now", values),)


def _time_after(rule: Fact, question: Question, dates: PatientDates) -> Lines:
    """The day or days at which healing, results or the next visit are due."""
    treated, quantity = dates.treated, rule.quantity
    if quantity is None:
        return ()
    if dates.said.problem or treated is None:
        return _missing("utter_ask_when_treated", question, dates)
    when = Due.when(quantity, treated, dates.today)
    values = {"treated": dates.moment(treated), "last": dates.day(when.until or when.start)}
    if when.until:
        return (Line("utter_due_between", {**values, "first": dates.day(when.start)}),)
    return (Line("utter_due_around" if quantity.bound == "every" else "utter_due_by", values),)


def _is_over(sign: Fact, dates: PatientDates) -> bool:
    assert dates.treated and sign.quantity, "asked for only with a date, and of windows"
    return normal_until(dates.treated, sign.quantity) <= dates.now


def _window(sign: Fact, guidance: Guidance, dates: PatientDates) -> Lines:
    """Where now stands in a window such as that of redness; nothing late is ever called normal."""
    assert dates.treated and sign.quantity, "asked for only with a date, and of windows"
    until = dates.bound(normal_until(dates.treated, sign.quantity))
    values = {"treated": dates.moment(dates.treated), "allowed": until, "step": _step_words(sign, guidance, dates)}
    values["value"] = str(sign.quantity)
    if _is_over(sign, dates):  # the rule's own sentence calls it normal; that would be a false comfort here
        return (Line("utter_window_over", values, fact=sign),)
    return (Line("utter_window_open", values),)


def problem_line(dates: PatientDates) -> Lines:
    return (Line(f"utter_date_{dates.said.problem}", once=True),) if dates.said.problem else ()


def _missing(ask: str, question: Question, dates: PatientDates) -> Lines:
    """Asks for the date, once in a conversation, where it would help and can be told."""
    if dates.said.problem:
        return problem_line(dates)
    if dates.has_asked or question.hours_said is not None or question.aspect not in _ASK_FOR_A_DATE:
        return ()
    helps = dates.said.event is not None or _A_DATE_HELPS.search(question.text)
    return (Line(ask, once=True),) if helps else ()


def careful(treated: Moment) -> Lines:
    return () if treated.is_exact else (Line("utter_careful", once=True),)


# ---------------------------------------------------------------- the plan


def plan_for(question: Question, guidance: Guidance, conversation: Conversation) -> Reply | None:
    """The plan, where that is what the question asks for or what a date makes of it."""
    dates, treated = conversation.dates, conversation.dates.treated
    asks_for_all = question.aspect in (PLAN, READY)
    if not asks_for_all and (question.terms or treated is None or question.aspect not in ("aftercare", "preparation")):
        return None
    if question.aspect == "preparation" and not dates.is_coming:
        return None
    treatment = guidance.treatment_of(question.subject or "")
    assert treatment, "a plan is made of a documented treatment"
    plan = _Plan(guidance, dates, treatment)
    asked = plan.asked
    if dates.said.problem and asks_for_all:
        return Reply("clarify", problem_line(dates))
    if treated is None:
        return plan.undated(question.aspect == READY or question.stage == "before")
    if question.aspect == "aftercare" or not dates.is_coming:
        return plan.dated("utter_plan_after", treated, steps_after(asked, treated, dates.today))
    if question.aspect in (READY, "preparation"):
        return plan.dated("utter_plan_before", treated, steps_before(asked, treated, dates.today))
    return plan.dated("utter_plan_whole", treated, steps(asked, treated, dates.today))


class _Plan:
    """The steps of a treatment in words: a line each, by text in as few as can be."""

    def __init__(self, guidance: Guidance, dates: PatientDates, treatment: Treatment) -> None:
        self._guidance, self._dates, self._treatment = guidance, dates, treatment.id
        self.asked = tuple(fact for fact in guidance.facts_of(treatment) if fact.effect)

    def dated(self, opening: str, treatment: Moment, listed: list[Step]) -> Reply:
        dates = self._dates
        short = dates.channel == SMS and treatment.first_day == treatment.last_day
        opener = Line(opening, {"treated": dates.day(treatment.first_day) if short else dates.moment(treatment)})
        if dates.channel == SMS:
            told = [step for step in listed if step.fact and step.fact.effect in _IN_SHORT]
            lines = tuple(self._in_short(told))
            return Reply("answer", (opener, *lines), short_of=tuple(step.fact for step in told if step.fact))
        waits = any(step.fact and step.fact.effect == AvoidUntil.name for step in listed)
        lines = (opener, *map(self._line, listed), *(careful(treatment) if waits else ()))
        return Reply("answer", lines, calendar=dates.calendar(self._treatment))

    def undated(self, only_before: bool) -> Reply:
        """The rules as they stand, and once the request for the date."""
        told = [fact for fact in self.asked if fact.effect not in (Window.name, Due.name)]
        told = [fact for fact in told if not only_before or EFFECTS[fact.effect].stage == "before"]
        ask = Line("utter_ask_when_treatment" if only_before else "utter_ask_when", once=True)
        asks = () if self._dates.has_asked else (ask,)
        if self._dates.channel != SMS:
            return Reply("answer", (*facts(told), *asks))
        short = [fact for fact in told if fact.effect in _IN_SHORT]
        return Reply("answer", (*self._rules_in_short(short), *asks), short_of=tuple(short))

    def _line(self, step: Step) -> Line:
        day = self._in_words(step)
        if step.fact is None:
            return Line("utter_step_treatment", {"day": day})
        response = f"utter_step_{step.fact.effect}"
        if step.fact.effect == StopBefore.name and step.day < self._dates.today:
            response += "_over"
        if step.fact.effect == Due.name and step.fact.quantity and step.fact.quantity.bound == "every":
            response += "_around"
        values = {"day": day, "step": _step_words(step.fact, self._guidance, self._dates)}
        values |= {"value": str(step.fact.quantity)} if step.fact.quantity else {}
        values |= {"until": self._dates.day(step.at.until)} if step.at.until else {}
        return Line(response, {**values, **_judged(step.fact, self._guidance)}, fact=step.fact)

    def _in_short(self, told: list[Step]) -> Iterator[Line]:
        """Steps that share day and figure in one line."""
        known = [(step.fact, self._in_words(step)) for step in told if step.fact]
        by_what = groupby(known, key=lambda each: (each[0].effect, each[1], str(each[0].quantity)))
        for (effect, day, value), group in by_what:
            named = [fact for fact, _ in group]
            yield Line(f"utter_short_{effect}", {"day": day, **self._short_values(named, value)})

    def _rules_in_short(self, told: list[Fact]) -> Iterator[Line]:
        for (effect, value), group in groupby(told, key=lambda fact: (fact.effect, str(fact.quantity))):
            yield Line(f"utter_short_undated_{effect}", self._short_values(list(group), value))

    def _short_values(self, named: list[Fact], value: str) -> dict[str, str]:
        steps = ", ".join(_step_words(fact, self._guidance, self._dates) for fact in named)
        judged = {"judged": "us"} if any(map(self._guidance.is_judged, named)) else {}
        return {"steps": steps, "begun": f"{steps[:1].upper()}{steps[1:]}", "value": value, **judged}

    def _in_words(self, step: Step) -> str:
        start = step.at.start
        return self._dates.bound(start) if isinstance(start, datetime) else self._dates.day(start)


_IN_SHORT = frozenset({Ask.name, StopBefore.name, AvoidNightBefore.name, AvoidUntil.name})


def _step_words(fact: Fact, guidance: Guidance, dates: PatientDates) -> str:
    words = fact.words[LANGUAGE]
    step = (words.sms_step if dates.channel == SMS else None) or words.step or ""
    return filled(step, fact, guidance)


def _judged(fact: Fact, guidance: Guidance) -> dict[str, str]:
    """A value for frames that send what a doctor ordered to the provider."""
    return {"judged": "your provider"} if guidance.is_judged(fact) else {}
