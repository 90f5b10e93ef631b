"""The patient's own dates in a reply: what the guidance's figures mean for their treatment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from actions.question import Question
from actions.reply import Line
from assistant.dates.mentions import Tense
from assistant.dates.moment import Moment, clinic_zone
from assistant.dates.phrases import Dates, read
from assistant.dates.windows import (
    allowed_from,
    day_after,
    day_before,
    hours_left,
    last_day_before,
    normal_until,
    verdict_on,
)
from assistant.knowledge.guidance import Clinic, Fact
from assistant.replies.days import bound_in_words, day_in_words, hours_in_words, moment_in_words

ASKS_WHEN = ("utter_ask_when", "utter_ask_when_treated", "utter_ask_when_treatment")
# words of a question that a date answers better than a rule
_A_DATE_HELPS = re.compile(
    r"\b(?:when|how soon|how much longer|yet|already|still|now|today|tonight|tomorrow|this week\w*)\b", re.I
)
_ASKS_HOW_LONG = re.compile(r"\b(?:when|how (?:soon|long|many|much)|until|till)\b", re.I)
_AFTER_SO_LONG = r"\bafter (?:only |just |about )?(?:\d|an? |one|two|three|four|five|six|seven|a couple)"
# a bare yes or no would be misread beside these
_ASKS_AGAINST = re.compile(
    r"n't\b|\b(?:wait|avoid|skip|stay|no|not|without|off|too (?:soon|early|late)|problem|bad|wrong|harm|hurt|ruin|risk\w*|danger\w*)\b",
    re.I,
)


@dataclass(frozen=True)
class PatientDates:
    """`said` is what this message says; `treated` what is known from it or from an earlier one.

    `plan` names the plan that a calendar file belongs to: the day first told, kept when it is corrected.
    """

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    zone: ZoneInfo = field(default_factory=lambda: clinic_zone(""))
    knows_zone: bool = False
    channel: str = ""
    said: Dates = field(default_factory=Dates)
    treated: Moment | None = None
    plan: str = ""
    has_asked: bool = False

    @classmethod
    def of(
        cls,
        message: str,
        now: datetime,
        clinic: Clinic,
        slot: dict[str, Any] | None,
        channel: str,
        leaning: Tense | None,
        has_asked: bool,
    ) -> PatientDates:
        zone = clinic_zone(clinic.time_zone)
        said = read(message, now, zone, leaning)
        known = Moment.from_json(slot["moment"], zone) if slot else None
        plan = slot["plan"] if slot and (said.treated is None or said.corrects) else ""
        treated = said.treated or known
        return cls(
            now=now,
            zone=zone,
            knows_zone=bool(clinic.time_zone),
            channel=channel,
            said=said,
            treated=treated,
            plan=plan or (treated.first_day.isoformat() if treated else ""),
            has_asked=has_asked,
        )

    def only_dates(self, text: str) -> bool:
        """Whether the words tell a date and nothing else."""
        return read(text, self.now, self.zone).only_dates

    def as_slot(self) -> dict[str, Any] | None:
        return {"moment": self.treated.as_json(), "plan": self.plan} if self.treated else None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def is_coming(self) -> bool:
        return self.treated is not None and self.treated.end > self.now

    @property
    def is_past(self) -> bool:
        return self.treated is not None and self.treated.end <= self.now

    def day(self, day: date) -> str:
        return day_in_words(day, self.today, self.channel)

    def bound(self, bound: datetime) -> str:
        return bound_in_words(bound.astimezone(self.zone), self.today, self.channel) + self._clock

    def moment(self, moment: Moment) -> str:
        return moment_in_words(moment, self.today, self.channel) + self._clock

    @property
    def _clock(self) -> str:
        """Whose clock it is, where a time was counted and the clinic gives no time zone: not the patient's."""
        counted = self.treated is not None and self.treated.counted and self.treated.is_exact
        return " UTC" if counted and not self.knows_zone else ""

    def calendar(self) -> str | None:
        """Where the plan can be had as a calendar file, relative to the assistant's address."""
        if self.treated is None:
            return None
        at = {"start": self.treated.start.isoformat(), "end": self.treated.end.isoformat()}
        return (
            f"/webhooks/calendar/plan.ics?{urlencode({'plan': self.plan, **at, 'exact': int(self.treated.is_exact)})}"
        )


@dataclass(frozen=True)
class Dated:
    """What a date adds to a rule: a verdict in front of it, if one was asked for, and lines after it."""

    lines: tuple[Line, ...] = ()
    opener: str | None = None


def wait_after(rule: Fact | None, question: Question, dates: PatientDates) -> Dated:
    """From when on something is allowed again that a rule forbids after a treatment."""
    if rule is None or rule.quantity is None or rule.quantity.bound == "every":
        return Dated()
    treated = dates.treated
    if dates.said.problem or treated is None:
        return Dated(_missing("utter_ask_when_treated", question, dates))
    allowed, event = allowed_from(treated, rule.quantity), dates.said.event
    values = {"treated": dates.moment(treated), "allowed": dates.bound(allowed)}
    line, opener = Line("utter_wait_from", values), None
    if event:
        verdict = verdict_on(event, allowed)
        opener = {"yes": "utter_yes", "no": "utter_no"}.get(verdict)
    elif dates.is_past and (treated.counted or dates.knows_zone):
        # by a clock of another zone, "over" might be said hours too early
        if dates.now >= allowed:
            line, opener = Line("utter_wait_over", values), "utter_yes"
        else:
            left = hours_in_words(hours_left(dates.now, allowed))
            line, opener = Line("utter_wait_left", {**values, "left": left}), "utter_not_yet"
    asks_whether = not _ASKS_HOW_LONG.search(question.text) and not _ASKS_AGAINST.search(question.text)
    return Dated((line, *careful(treated)), opener if asks_whether else None)


def supposes_a_time(question: Question, dates: PatientDates) -> bool:
    """Whether a length of time is asked about ("fine after 24 hours?") and not how long ago the treatment was."""
    return question.hours_said is not None and (dates.said.treated is None or question.matches(_AFTER_SO_LONG))


def is_before_treatment(dates: PatientDates) -> bool:
    """Whether the event asked about comes before the treatment, where the rules for afterwards say nothing."""
    event, treated = dates.said.event, dates.treated
    return event is not None and treated is not None and event.end <= treated.start


def stop_before(rule: Fact, question: Question, dates: PatientDates) -> tuple[Line, ...]:
    """The last day for something before a treatment that is to come."""
    treated = dates.treated
    if dates.said.problem or treated is None:
        return _missing("utter_ask_when_treatment", question, dates)
    if not dates.is_coming:
        return ()
    values = {"treated": dates.moment(treated)}
    if rule.quantity:
        last = last_day_before(treated, rule.quantity)
        response = "utter_last_day" if last >= dates.today else "utter_last_day_over"
        return (Line(response, {**values, "day": dates.day(last)}),)
    if rule.id == "prep.exfoliate":
        return (Line("utter_night_before", {**values, "day": dates.day(day_before(treated))}),)
    return (Line("utter_ask_clinic_now", values),)


def time_after(rule: Fact, question: Question, dates: PatientDates) -> tuple[Line, ...]:
    """The day or days at which healing, results or the next visit are due."""
    treated, quantity = dates.treated, rule.quantity
    if quantity is None:
        return ()
    if dates.said.problem or treated is None:
        return _missing("utter_ask_when_treated", question, dates)
    last = dates.day(day_after(treated, quantity.high, quantity))
    values = {"treated": dates.moment(treated), "last": last}
    if quantity.low != quantity.high:
        first = dates.day(day_after(treated, quantity.low, quantity))
        return (Line("utter_due_between", {**values, "first": first}),)
    return (Line("utter_due_around" if quantity.bound == "every" else "utter_due_by", values),)


def is_past(rule: Fact, dates: PatientDates) -> bool:
    """Whether a window such as that of redness is over, by the patient's date."""
    if dates.treated is None or rule.quantity is None or not dates.is_past:
        return False
    return normal_until(dates.treated, rule.quantity) <= dates.now


def window(rule: Fact, dates: PatientDates) -> tuple[Line, ...]:
    """Where now stands in a window such as that of redness; nothing late is ever called normal."""
    treated = dates.treated
    if treated is None or rule.quantity is None:
        return ()
    values = {"treated": dates.moment(treated), "allowed": dates.bound(normal_until(treated, rule.quantity))}
    if is_past(rule, dates):  # the rule's own sentence calls it normal; that would be a false comfort here
        return (Line("utter_window_over", values, fact=rule.id),)
    return (Line("utter_window_open", values),)


def problem_line(dates: PatientDates) -> tuple[Line, ...]:
    return (Line(f"utter_date_{dates.said.problem}", once=True),) if dates.said.problem else ()


def _missing(ask: str, question: Question, dates: PatientDates) -> tuple[Line, ...]:
    """Asks for the date, once in a conversation, where it would help and can be told."""
    if dates.said.problem:
        return problem_line(dates)
    if dates.has_asked or question.hours_said is not None:
        return ()
    helps = dates.said.event is not None or _A_DATE_HELPS.search(question.text)
    return (Line(ask, once=True),) if helps else ()


def careful(treated: Moment) -> tuple[Line, ...]:
    return () if treated.is_exact else (Line("utter_careful", once=True),)
