"""What the assistant keeps of a conversation to understand its next message."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.question import Question
from actions.reply import Reply
from replies.contract import Kind

SMS = "sms"
ORDINARY: tuple[Kind, ...] = ("answer", "not_covered", "medical")  # kinds of replies to questions about the treatment
CALL_BACK_FORM = "call_back_form"
CALL_BACK_SLOTS = ("call_back_consent", "call_back_name", "call_back_phone", "call_back_time")  # in the order asked
SHELL = "cmdline"  # `rasa shell`: staff read a line where programs get JSON
# Intents whose answer depends on the concern that is asked about.
ABOUT_A_CONCERN = (
    "ask_permanence",
    "ask_sessions",
    "ask_maintenance",
    "ask_prp",
    "ask_rf",
    "ask_addons",
    "ask_concern",
)
# Intents whose answer depends on the stage.
ABOUT_A_STAGE = ("ask_retinoids", "ask_antibiotics_before", "ask_antibiotic_cream", "ask_exfoliation", "ask_makeup", "ask_exercise", "ask_swimming", "ask_sauna", "ask_sun", "ask_aftercare", "ask_preparation")  # fmt: skip
# Intents that a few words without a subject are easily taken for: "how far ahead?", "and for everything?"
SAYS_LITTLE = (
    "ask_duration",
    "ask_spacing",
    "ask_events",
    "ask_procedure",
    "ask_candidacy",
    "nlu_fallback",
    "out_of_scope",
)
MOST_WORDS_OF_A_POINTER = 5
MOST_WORDS_OF_A_FOLLOW_UP = 8
_ADDONS = frozenset({"prp", "rf"})
_POINTS_BACK = re.compile(r"\b(?:it|that|this|they|them|those|these|one|ones)\b", re.I)
ABOUT_THE_ANSWER = ("ask_why", "ask_sure", "ask_again")
_STAGE_TWIN: dict[tuple[str, str | None], str] = {
    ("ask_aftercare", "before"): "ask_preparation",
    ("ask_preparation", "after"): "ask_aftercare",
}
_FOLLOWS_UP = re.compile(
    r"^(?:and|ok and|okay and|so|what about|how about|wbt|even|also|or|but|oh|sorry|i meant?|no|just|with|same for|what if|then)\b",
    re.I,
)
_ONLY_A_STAGE = re.compile(
    r"^(?:and|ok|okay|so|what about|how about|sorry|i|meant?|mean|no|oh|but|the|it|do|should|is|for|stuff|things?|that|actually|,|\s|\?|\.)*"
    r"(?:before(?:hand)?|after(?:wards?)?|between|in between|my|the|a|next|one|treatments?|sessions?|visits?|appointments?|\s|\?|\.|!|tho|though|then)+$",
    re.I,
)
_ONLY_POINTS_BACK = re.compile(
    r"^(?:and|ok|okay|so|but|then|oh|wait|hmm|\s|,)*(?:how long(?: (?:for|do i|should i|is|does)?)?(?: (?:that|it|this|wait|then|exactly|do i wait|to wait|again|take|for|last))*"
    r"|(?:just|only|so|really|what,?|after|like|about|is it|is that|isn't it|even after|exactly|maybe|\s)*(?:\d+|a|an|one|two|three|four|five|six|seven|couple)(?: of)? (?:hours?|days?|weeks?|months?|h|d)(?: (?:then|right|ok|okay|enough|fine|is|not|or more|max|later|total|after))*"
    r"|(?:at least|minimum|at most)|for how long|since when|until when|till when|when(?: exactly)?|when can i(?: (?:do|start|use|go)?(?: (?:it|that|again))*)?|how (?:many|often|soon))[\s?.!]*$",
    re.I,
)


@dataclass(frozen=True)
class Conversation:
    """Read from a tracker. `misses` counts replies in a row that were no help; `reminder` is the response that reminds
    of an urgent message; `form` is the form that is open."""

    introduced: bool = False
    last_question: Question | None = None
    last_facts: tuple[str, ...] = ()
    misses: int = 0
    channel: str = ""
    sender: str = ""
    reminder: str | None = None
    form: str | None = None

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
        )

    def completed(self, question: Question) -> Question:
        """The question with what a short follow-up leaves out, taken from the question before."""
        last = self.last_question
        question = replace(question, intent=_STAGE_TWIN.get((question.intent, question.stage), question.intent))
        if last is None:
            return question
        words = len(question.text.split())
        if _ONLY_A_STAGE.match(question.text) and question.stage and last.intent in ABOUT_A_STAGE:
            intent = _STAGE_TWIN.get((last.intent, question.stage), last.intent)
            return replace(last, intent=intent, text=question.text, stage=question.stage)
        if not question.terms and _ONLY_POINTS_BACK.match(question.text):
            return replace(last, text=question.text, stage=question.stage or last.stage)
        if words <= MOST_WORDS_OF_A_POINTER and question.intent in SAYS_LITTLE and not question.terms:
            return replace(last, text=question.text, stage=question.stage or last.stage)
        follows = bool(_FOLLOWS_UP.match(question.text)) or bool(_POINTS_BACK.search(question.text)) or words <= 3
        if not follows or words > MOST_WORDS_OF_A_FOLLOW_UP:
            return question
        if question.intent in (*ABOUT_A_CONCERN, "medical_diagnosis") and last.intent in ABOUT_A_CONCERN:
            if question.intent in ("ask_concern", "medical_diagnosis") and question.terms:
                question = replace(question, intent=last.intent, terms=(*question.terms, *_addons(last.terms)))
            elif not question.terms and question.intent in ABOUT_A_CONCERN:
                question = replace(question, terms=last.terms)
        if question.intent in ABOUT_A_STAGE and question.stage is None and last.intent in ABOUT_A_STAGE:
            question = replace(question, stage=last.stage)
        return question

    def reminds_in(self, kind: Kind) -> bool:
        """Whether a reply of this kind opens with the reminder of an urgent message before it."""
        return self.reminder is not None and kind in ORDINARY

    def after(self, question: Question, reply: Reply, facts: tuple[str, ...]) -> list[EventType]:
        """Events that carry this turn over to the next."""
        if reply.erases:
            return [SlotSet("erased", reply.erases), *self._closing_the_form()]
        slots: dict[str, Any] = {"misses": self.misses + 1 if reply.is_miss else 0}
        if not self.introduced and reply.kind != "urgent":
            slots["introduced"] = True
        if reply.kind in ORDINARY:
            if question.intent not in ABOUT_THE_ANSWER:
                slots["last_question"] = question.as_json()
            slots["last_facts"] = list(facts)
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


def _addons(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for term in terms if term in _ADDONS)
