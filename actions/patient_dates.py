"""The patient's own dates in a reply: what the guidance's figures mean for their treatment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from assistant.dates.mentions import Tense
from assistant.dates.moment import Moment, clinic_zone
from assistant.dates.phrases import Dates, read
from assistant.knowledge.guidance import Clinic
from assistant.replies.days import bound_in_words, day_in_words, moment_in_words

ASKS_WHEN = ("utter_ask_when", "utter_ask_when_treated", "utter_ask_when_treatment")


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

    def calendar(self, treatment: str) -> str | None:
        """Where the plan of a treatment can be had as a calendar file, relative to the assistant's address."""
        if self.treated is None:
            return None
        at = {"start": self.treated.start.isoformat(), "end": self.treated.end.isoformat()}
        return f"/webhooks/calendar/plan.ics?{urlencode({'treatment': treatment, 'plan': self.plan, **at, 'exact': int(self.treated.is_exact)})}"
