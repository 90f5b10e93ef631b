"""The call-back form: asks for consent, then name, phone number and best time, and hands them to the clinic.

The answers go straight into the table of call-back requests; the form's slots only tell which have been given. A
question in between is answered by its own action, and the form goes on; an urgent message ends the form.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import records
from actions.conversation import CALL_BACK_FORM, CALL_BACK_SLOTS, Conversation
from actions.opening import opening_values
from actions.question import Question
from actions.reply import Reply, say
from actions.reply_action import ReplyAction, apologize, library, send_report, wording
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import clinic_on_file
from assistant.replies.contract import Report
from assistant.replies.wording import clinic_values, guidance_values
from assistant.settings import settings
from assistant.storage.call_backs import CallBacks
from assistant.storage.masking import phone_in
from assistant.text import plain

CONSENT, NAME, PHONE, BEST_TIME = CALL_BACK_SLOTS
LONGEST_NAME = 60
LONGEST_BEST_TIME = 120
# Intents that ask for nothing else while the form is open.
_ABOUT_THE_CALL = (
    "request_call_back", "talk_to_person", "book_visit", "change_visit", "affirm", "deny", "react", "thank", "greet",
    "nlu_fallback", "out_of_scope", "complain",
)  # fmt: skip
_VERY_SURE = 0.8
_SURE = 0.6  # an intent that is less likely says nothing about a name or a time
_YES = re.compile(
    r"^\W*(?:yes|yea|yeah|yep|yup|ya|y|ok|okay|k|sure|fine|of course|please do|go ahead|i agree|agreed?|i consent"
    r"|that'?s (?:ok|okay|fine|all right|alright)|alright|all right|sounds good|absolutely|definitely|no problem)\b",
    re.I)  # fmt: skip
_NO = re.compile(
    r"^\W*(?:no|nope|nah|n|not? (?:ok|okay|thanks|thank you)|i'?d rather not|rather not|i do(?:n'?t| not) (?:agree"
    r"|want|consent)|don'?t)\b(?! problem| worries)",
    re.I)  # fmt: skip
_CANCELS = re.compile(
    r"\b(?:never ?mind|cancel|stop(?: (?:it|this|that|please))?$|forget (?:it|that|about it)|changed my mind"
    r"|no call ?-?back|(?:don'?t|do not) (?:call|want)(?: me| it| that| this"
    r"| a call)?(?: back)?(?: any ?more)?[.! ]*$|"
    r"quit|leave it|i'?d rather not|rather not|skip (?:it|this)|don'?t bother|not any ?more|on second thoughts?)\b",
    re.I,
)
_OPENS_QUESTION = re.compile(
    r"^(?:and |also |so |but |ok |wait |hi |oh |actually |first )*(?:how|when|what|why|which|who|where|can|could|do"
    r"|does|did|is|are|am|will|would|should|must|may|has|have|tell me|why'?s|what'?s)\b",
    re.I,
)
_NAME = re.compile(
    r"^\W*(?:hi,? |hello,? |yes,? |ok,? |sure,? )*(?:(?:my|the|her|his) (?:full )?name(?:'s| is|:)|name(?:'s| is|:)"
    r"|i'?m|i am|this is|it'?s|it is|call me|ask for|me:?)?\s*"
    r"(?P<name>[^\W\d_][^\d_@?!;:<>{}\[\]]*?)\s*[.,!;:]*\s*(?:thanks|thank you|please)?[.,! ]*$",
    re.I,
)
_MOST_WORDS_OF_A_NAME = 5
_IN_NO_NAME = re.compile(
    r"\b(?:questions?|call|calls|calling|numbers?|phone|want|need|have|know|who|what|how|please)\b", re.I
)
_SAYS_WHEN = re.compile(
    r"\b(?:\d{1,2}(?::\d\d)?(?:ish)? ?(?:am|pm|a\.m\.|p\.m\.|o'?clock)?|any ?time|whenever|mornings?|noon(?:ish)?"
    r"|(?:an|half an) hour|hours?|minutes?|lunch ?(?:times?|breaks?)?|afternoons?|evenings?|nights?|tonight|today"
    r"|tomorrow|now|asap|soon|later|week(?:end|day)?s?|"
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?|after|before|between|early|late|all day"
    r"|doesn'?t matter|don'?t mind|any day|no preference|convenien\w+|work|school)\b",
    re.I,
)  # fmt: skip


class ActionRequestCallBack(ReplyAction):
    """Opens the form."""

    intents = ("request_call_back",)

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        return say("handoff", "utter_request_call_back").starting(CALL_BACK_FORM)


class ValidateCallBackForm(FormValidationAction):
    """Takes the answer to what was asked; a message that is none lets other actions reply."""

    def name(self) -> str:
        return f"validate_{CALL_BACK_FORM}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        try:
            return self._taken(dispatcher, tracker)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the patient gets a reply
            apologize(dispatcher, Conversation.of(tracker).channel, self.name(), error)
            return [SlotSet(tracker.get_slot("requested_slot"), None)]  # and the form asks again

    def _taken(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        asked = tracker.get_slot("requested_slot")
        if tracker.active_loop_name != CALL_BACK_FORM or asked not in _READ:
            return []
        text = plain(str(tracker.latest_message.get("text") or ""))
        questions = [Question.from_json(data) for data in tracker.latest_message["questions"]]
        if any(question.intent.startswith(("report_", "delete_")) for question in questions):
            return []
        if _CANCELS.search(text) or (asked == CONSENT and _NO.search(text)):
            return [SlotSet(asked, None), SlotSet("requested_slot", None)]  # alone, the second would count as no answer
        answers = _READ[asked](text, questions)
        if answers:
            conversation = Conversation.of(tracker)
            call_backs = CallBacks(records.records())
            if asked == CONSENT:
                call_backs.begin(conversation.sender, conversation.channel)
            else:
                call_backs.answer(conversation.sender, **{_COLUMNS[slot]: words for slot, words in answers.items()})
            return [SlotSet(slot, True) for slot in answers]
        if _is_another_question(text, questions):
            return []
        hint = wording().say(f"utter_not_{asked}", {}, Conversation.of(tracker).channel)
        dispatcher.utter_message(text=hint)
        return [SlotSet(asked, None)]


class _InForm(Action, ABC):
    """Says one thing of the form, with its report unless this turn has had one."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        conversation = Conversation.of(tracker)
        try:
            events = self.say(dispatcher, tracker, conversation)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the patient gets a reply
            apologize(dispatcher, conversation.channel, self.name(), error, reports=not _has_reported(tracker))
            return _without_answers()
        if not _has_reported(tracker):
            send_report(dispatcher, Report("handoff"), conversation.channel)
        return events

    @abstractmethod
    def say(self, dispatcher: CollectingDispatcher, tracker: Tracker, conversation: Conversation) -> list[EventType]:
        """Say it; what changes by that."""


class _Ask(_InForm):
    @property
    @abstractmethod
    def slot(self) -> str:
        """The slot asked for."""

    choices: ClassVar[tuple[str, ...]] = ()

    def name(self) -> str:
        return f"action_ask_{self.slot}"

    def say(self, dispatcher: CollectingDispatcher, tracker: Tracker, conversation: Conversation) -> list[EventType]:
        values = {**clinic_values(clinic_on_file()), "kept": str(settings().conversations_kept_days)}
        buttons = [{"title": choice, "payload": choice} for choice in self.choices]
        dispatcher.utter_message(
            text=wording().say(f"utter_ask_{self.slot}", values, conversation.channel), buttons=buttons
        )
        return []


class ActionAskCallBackConsent(_Ask):
    slot = CONSENT
    choices = ("Yes", "No")


class ActionAskCallBackName(_Ask):
    slot = NAME


class ActionAskCallBackPhone(_Ask):
    slot = PHONE


class ActionAskCallBackTime(_Ask):
    slot = BEST_TIME
    choices = ("Any time",)


class ActionEndCallBackForm(_InForm):
    """Hands the request to the clinic if all has been said, else drops what was said."""

    def name(self) -> str:
        return "action_end_call_back_form"

    def say(self, dispatcher: CollectingDispatcher, tracker: Tracker, conversation: Conversation) -> list[EventType]:
        call_backs = CallBacks(records.records())
        guidance = library().current()
        values = {**guidance_values(guidance), **opening_values(guidance.clinic)}
        if all(tracker.get_slot(slot) for slot in CALL_BACK_SLOTS):
            values["number"] = str(call_backs.request(conversation.sender).id)
            response = "utter_call_back_requested"
        else:
            call_backs.cancel(conversation.sender)
            response = "utter_call_back_dropped"
        dispatcher.utter_message(text=wording().say(response, values, conversation.channel))
        return _without_answers()


def _has_reported(tracker: Tracker) -> bool:
    """Whether the reply to the latest message has its `custom` element already."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "bot" and (event.get("data") or {}).get("custom"):
            return True
    return False


def _without_answers() -> list[EventType]:
    return [SlotSet(slot, None) for slot in CALL_BACK_SLOTS]


def _read_consent(text: str, questions: list[Question]) -> dict[str, str]:
    return {CONSENT: text} if _YES.search(text) and not _is_another_question(text, questions) else {}


def _read_name(text: str, questions: list[Question]) -> dict[str, str]:
    """The name, and the phone number where it stands beside it."""
    if not _is_capitalized(text) and _is_another_question(text, questions):
        return {}
    phone = phone_in(text)
    match = _NAME.match(text.replace(phone[1], " ") if phone else text)
    name = " ".join(match["name"].split()) if match else ""
    if not name or _IN_NO_NAME.search(name) or len(name) > LONGEST_NAME or len(name.split()) > _MOST_WORDS_OF_A_NAME:
        return {}
    return {NAME: name, **({PHONE: phone[0]} if phone else {})}


def _read_phone(text: str, questions: list[Question]) -> dict[str, str]:
    phone = phone_in(text)
    return {PHONE: phone[0]} if phone else {}


def _read_best_time(text: str, questions: list[Question]) -> dict[str, str]:
    words = " ".join(text.split())
    if len(words) > LONGEST_BEST_TIME or not _SAYS_WHEN.search(words) or _is_another_question(text, questions):
        return {}
    return {BEST_TIME: words}


def _is_capitalized(text: str) -> bool:
    """ "Sandy Beach", which holds a word of the vocabulary, is a name all the same."""
    words = text.split()
    return "?" not in text and 1 < len(words) <= _MOST_WORDS_OF_A_NAME and all(word[0].isupper() for word in words)


def _is_another_question(text: str, questions: list[Question]) -> bool:
    """Whether the message asks for something the assistant answers."""
    others = [question for question in questions if question.intent not in _ABOUT_THE_CALL]
    if not others:
        return False
    if "?" in text or _OPENS_QUESTION.search(text):
        return True
    sure = max(question.confidence for question in others)
    if len(text.split()) == 1 and text.islower() and sure >= _VERY_SURE:  # "price" asks for it
        return True
    return any(question.terms for question in others) and sure >= _SURE


_READ: dict[str, Callable[[str, list[Question]], dict[str, str]]] = {
    CONSENT: _read_consent,
    NAME: _read_name,
    PHONE: _read_phone,
    BEST_TIME: _read_best_time,
}
_COLUMNS = {NAME: "name", PHONE: "phone", BEST_TIME: "best_time"}
