"""What the assistant keeps of a conversation to understand its next message."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.follow_up import ABOUT_THE_ANSWER, at_its_stage, completed, follows_up, plays_down
from actions.patient_dates import ASKS_WHEN, PatientDates
from actions.question import Question
from actions.reply import Reply
from assistant.dates.mentions import Tense
from assistant.knowledge.aspects import PLAN, READY
from assistant.knowledge.guidance import RULE, Guidance
from assistant.replies.contract import Kind

SMS = "sms"
ORDINARY: tuple[Kind, ...] = ("answer", "not_covered", "medical")  # kinds of replies to questions about the treatment
CALL_BACK_FORM = "call_back_form"
CALL_BACK_SLOTS = ("call_back_consent", "call_back_name", "call_back_phone", "call_back_time")  # in the order asked
SHELL = "cmdline"  # `rasa shell`: staff read a line where programs get JSON
# What a reminder reminds of: a patient who plays the symptom down is warned again.
_REMIND_OF = {"utter_urgent_reminder": "report_symptom", "utter_self_harm_reminder": "report_self_harm"}
VISITS = ("book_visit", "change_visit")
IN_DANGER = ("report_symptom", "report_self_harm")
# Aspects whose answer a date completes, and of those the ones about a treatment to come.
TAKE_A_DATE = frozenset({RULE, "aftercare", "preparation", "recovery", "timeline", "upkeep", PLAN, READY})
ABOUT_PREPARING = frozenset({"preparation", READY})
# A date beside other matters ("nobody called me back in four days") is not kept as the treatment's.
TELL_OF_TREATMENT = ("ask_", "medical_")
_WHEN: dict[str | None, Tense] = {"before": "coming", "after": "past"}
_ONLY_ASKS_IF_NORMAL = re.compile(
    r"^(?:and |so |but )*(?:is|isn't|are) (?:that|this|it|these|they)(?: all| still)? (?:normal|ok|okay|fine|usual|expected|alright)\W*$",
    re.I,
)


@dataclass(frozen=True)
class Conversation:
    """Read from a tracker. `misses` counts replies in a row that were no help; `reminder` is the response that reminds
    of an urgent message; `form` is the form that is open; `subject` is the documented treatment last spoken of, and
    `treated_at` has what is known of when the patient had, or will have, each treatment."""

    introduced: bool = False
    last_question: Question | None = None
    last_facts: tuple[str, ...] = ()
    misses: int = 0
    channel: str = ""
    sender: str = ""
    reminder: str | None = None
    form: str | None = None
    message: str = ""
    sent_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    treated_at: dict[str, Any] = field(default_factory=dict)
    subject: str | None = None
    asked_when: bool = False
    dates: PatientDates = field(default_factory=PatientDates)

    @classmethod
    def of(cls, tracker: Tracker) -> Conversation:
        last = tracker.get_slot("last_question")
        return cls(
            introduced=bool(tracker.get_slot("introduced")),
            last_question=Question.from_json(last) if last else None,
            last_facts=tuple(tracker.get_slot("last_facts") or ()),
            misses=int(tracker.get_slot("misses") or 0),
            channel=tracker.get_latest_input_channel() or "",
            sender=tracker.sender_id,
            reminder=tracker.get_slot("reminder"),
            form=tracker.active_loop_name,
            message=str(tracker.latest_message.get("text") or ""),
            sent_at=_sent_at(tracker),
            treated_at=tracker.get_slot("treated_at") or {},
            subject=tracker.get_slot("subject"),
            asked_when=bool(tracker.get_slot("asked_when")),
        )

    def with_subject(self, questions: list[Question], guidance: Guidance) -> Conversation:
        """The conversation with the treatment that this message speaks of, or that those before it did."""
        named = (guidance.treatment_of(question.subject) for question in questions if question.subject)
        only = guidance.treatments[0].id if len(guidance.treatments) == 1 else None
        return replace(self, subject=next((treatment.id for treatment in named if treatment), self.subject or only))

    def with_dates(self, questions: list[Question], guidance: Guidance) -> Conversation:
        """The conversation with the dates that this message and those before it tell of its treatment."""
        if any(question.intent in IN_DANGER for question in questions):
            return self  # nothing is worked out beside an urgent text
        if any(question.subject and not guidance.treatment_of(question.subject) for question in questions):
            return replace(self, dates=PatientDates(self.sent_at, channel=self.channel))  # another treatment's dates
        stage = next((question.stage for question in questions if question.stage), None)
        leaning = _WHEN[stage] if stage in _WHEN else self._way_asked(guidance)
        known = self.treated_at.get(self.subject or "")
        dates = PatientDates.of(
            _named_alike(self.message, guidance),
            self.sent_at,
            guidance.clinic,
            known,
            self.channel,
            leaning,
            self.asked_when,
        )
        return replace(self, dates=dates)

    def asked(self, questions: list[Question], guidance: Guidance) -> list[Question]:
        """Without parts of a message that only tell a date, or only ask whether what the rest tells is normal."""
        telling = [q for q in questions if self.dates.only_dates(_named_alike(q.text, guidance))]
        asked = [q for q in questions if q not in telling and not _ONLY_ASKS_IF_NORMAL.match(q.text)]
        return asked or questions[:1]

    def _way_asked(self, guidance: Guidance) -> Tense | None:
        """Where a bare date points that follows an answer: "Friday", after how long to stay out of the pool."""
        last = self.last_question
        if last is None or last.aspect not in TAKE_A_DATE or last.aspect == PLAN:
            return None
        stages = {fact.stage for fact in map(guidance.fact, self.last_facts) if fact}
        return "coming" if last.aspect in ABOUT_PREPARING or (last.aspect == RULE and stages == {"before"}) else "past"

    def completed(self, question: Question, guidance: Guidance) -> Question:
        """The question with what a short follow-up leaves out, taken from the question before, and its subject."""
        question = self._completed(question)
        if question.aspect is None or question.subject:
            return question
        last = self.last_question.subject if self.last_question else None
        goes_on = last and follows_up(question)  # "and the gym?", after makeup with RF or after a peel
        return replace(question, subject=last if goes_on else self.subject)

    def _completed(self, question: Question) -> Question:
        last = self.last_question
        said = self.dates.said
        if said.only_dates and (said.treated or said.problem) and question.intent not in IN_DANGER:
            # a date alone answers our question for it, or tells one to work with
            return last if last and last.aspect in TAKE_A_DATE else replace(question, intent="ask_plan", aspect=PLAN)
        if self.reminder in _REMIND_OF and question.intent not in IN_DANGER and plays_down(question):
            return replace(question, intent=_REMIND_OF[self.reminder], aspect=None)
        question = at_its_stage(question)
        return completed(question, last) if last else question

    def reminds_in(self, kind: Kind) -> bool:
        """Whether a reply of this kind opens with the reminder of an urgent message before it."""
        return self.reminder is not None and kind in ORDINARY

    def after(self, questions: list[Question], replies: list[Reply], facts: tuple[str, ...]) -> list[EventType]:
        """Events that carry this turn over to the next."""
        # a form that was opened, or data deleted, counts whatever was asked beside it
        weighing = (reply for reply in replies if reply.starts or reply.erases)
        question, reply = questions[-1], next(weighing, replies[-1])
        if reply.erases:
            return [SlotSet("erased", reply.erases), *self._closing_the_form()]
        slots: dict[str, Any] = {"misses": self.misses + 1 if reply.is_miss else 0, "subject": self.subject}
        if not self.introduced and reply.kind != "urgent":
            slots["introduced"] = True
        if reply.kind in ORDINARY:
            if question.intent not in ABOUT_THE_ANSWER:
                slots["last_question"] = question.as_json()
            slots["last_facts"] = list(facts)
        elif reply.kind == "clarify" and question.aspect:
            slots["last_question"] = question.as_json()  # "the peel", after which treatment is meant
        elif question.intent in VISITS and reply.kind == "handoff":
            slots["last_question"] = question.as_json()  # "Thursday?" goes on about the visit
        if self.dates.said.treated and any(each.intent.startswith(TELL_OF_TREATMENT) for each in questions):
            slots["treated_at"] = {**self.treated_at, self.subject or "": self.dates.as_slot()}
        if any(line.response in ASKS_WHEN for each in replies for line in each.lines):
            slots["asked_when"] = True
        if reply.kind == "urgent":
            slots["reminder"] = f"{reply.lines[0].response}_reminder"
        elif self.reminds_in(reply.kind):
            slots["reminder"] = None
        events = [SlotSet(name, value) for name, value in slots.items()]
        if reply.kind == "urgent":
            events += self._closing_the_form()
        return [*events, FollowupAction(reply.starts)] if reply.starts else events

    def _closing_the_form(self) -> list[EventType]:
        if not self.form:
            return []
        return [ActiveLoop(None), *(SlotSet(slot, None) for slot in ("requested_slot", *CALL_BACK_SLOTS))]


def _named_alike(text: str, guidance: Guidance) -> str:
    """The text with every documented treatment as "treatment", which dates are read by: "my peel was on Friday"."""
    terms = filter(None, (guidance.term(treatment.id) for treatment in guidance.treatments))
    names = sorted((words for term in terms for words in term.words), key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", "treatment", text, flags=re.I)


def _sent_at(tracker: Tracker) -> datetime:
    """When the patient sent the message; dates count from there."""
    stamps = (event.get("timestamp") for event in reversed(tracker.events) if event.get("event") == "user")
    stamp = next(filter(None, stamps), None)
    return datetime.fromtimestamp(stamp, UTC) if stamp else datetime.now(UTC)
