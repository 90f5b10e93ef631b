"""GET /webhooks/calendar/plan.ics: a patient's plan as a calendar file.

The address holds all it needs (see PatientDates.calendar): the treatment's moment and the plan's name. The file is
made from the current guidance; nothing is stored, and nothing in it tells who asked.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json, raw

from assistant.channels.answering import Handler
from assistant.dates.calendar import Entry, calendar_file
from assistant.dates.effects import EFFECTS
from assistant.dates.moment import Moment, clinic_zone
from assistant.dates.plan import Step, steps, steps_after
from assistant.knowledge.guidance import Guidance, Treatment
from assistant.knowledge.store import Library
from assistant.replies.wording import LANGUAGE, Wording, filled, guidance_values, words_of
from assistant.storage.database import connect

logger = logging.getLogger(__name__)

FURTHEST = timedelta(days=3 * 366)  # from now, either way
LONGEST = timedelta(days=40)  # what a patient's words may leave open
_PLAN = re.compile(r"\d{4}-\d\d-\d\d")


class CalendarInput(InputChannel):
    """An address beside the channels; it takes no messages."""

    def __init__(self) -> None:
        self._wording = Wording()
        self._library = Library(connect())

    @classmethod
    def name(cls) -> str:
        return "calendar"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        webhook = Blueprint("calendar_webhook")

        @webhook.route("/plan.ics", methods=["GET"])
        async def plan(request: Request) -> HTTPResponse:
            now = datetime.now(UTC)
            try:
                guidance = self._library.current()
                treatment, moment, name = _asked(request.args, guidance, now)
            except ValueError as error:
                return json({"error": str(error)}, status=400)
            except Exception as error:  # noqa: BLE001 - the patient gets an answer that says what to do
                logger.error("calendar failed: error=%s id=%s", type(error).__name__, uuid.uuid4().hex)
                return json({"error": "the calendar file cannot be made now; please try again later"}, status=503)
            body = self._file(guidance, treatment, moment, name, now)
            headers = {
                "Content-Disposition": f'attachment; filename="{treatment.id}-plan.ics"',
                "Cache-Control": "no-store",
            }
            return raw(body, content_type="text/calendar; charset=utf-8", headers=headers)

        return webhook

    def _file(self, guidance: Guidance, treatment: Treatment, moment: Moment, plan: str, now: datetime) -> bytes:
        today = now.astimezone(moment.zone).date()
        asked = tuple(fact for fact in guidance.facts_of(treatment) if fact.effect and EFFECTS[fact.effect].has_day)
        those = steps_after(asked, moment, today) if moment.end <= now else steps(asked, moment, today)
        values = {**guidance_values(guidance), "treatment": treatment.name}
        entries = [(step, self._entry(step, guidance, values)) for step in those]
        return calendar_file(plan, begun(self._wording.say("utter_calendar", values)), entries, moment.zone, now)

    def _entry(self, step: Step, guidance: Guidance, values: Mapping[str, str]) -> Entry:
        fact = step.fact
        if fact is None:
            return Entry(begun(self._wording.say("utter_title_treatment", values)), "")
        words = fact.words[LANGUAGE]
        step_words = filled(words.title or words.step or "", fact, guidance)
        if words.title:
            return Entry(begun(step_words), words_of(fact, guidance))
        figure = {"value": str(fact.quantity)} if fact.quantity else {}
        judged = {"judged": "your provider"} if guidance.is_judged(fact) else {}
        title = self._wording.say(f"utter_title_{fact.effect}", {**values, "step": step_words, **figure, **judged})
        return Entry(begun(title), words_of(fact, guidance))


def begun(title: str) -> str:
    """With a capital letter."""
    return f"{title[:1].upper()}{title[1:]}"


def _asked(arguments: Mapping[str, Any], guidance: Guidance, now: datetime) -> tuple[Treatment, Moment, str]:
    """The treatment, its moment and the plan's name. Raises ValueError, saying what an address has to hold."""
    plan = str(arguments.get("plan") or "")
    try:
        start, end = (datetime.fromisoformat(str(arguments.get(name))).astimezone(UTC) for name in ("start", "end"))
    except (ValueError, OverflowError) as error:
        raise ValueError("`start` and `end` have to be moments such as 2026-12-04T15:10:00+00:00") from error
    if not _PLAN.fullmatch(plan):
        raise ValueError("`plan` has to be a day such as 2026-12-04")
    if not start <= end <= start + LONGEST or abs(start - now) > FURTHEST:
        raise ValueError("`start` has to come before `end`, and both have to lie near the present")
    treatment = guidance.treatment_of(str(arguments.get("treatment") or guidance.treatments[0].id))
    if treatment is None:
        raise ValueError("`treatment` has to be one of " + ", ".join(each.id for each in guidance.treatments))
    moment = Moment(start, end, clinic_zone(guidance.clinic.time_zone), arguments.get("exact") == "1")
    return treatment, moment, plan
