"""What all actions share: understand, answer, say it, and never leave a patient without a reply."""

from __future__ import annotations

import functools
import logging
import re
import uuid
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from actions import records
from actions.conversation import SHELL, SMS, Conversation
from actions.question import Question
from actions.reply import Line, Reply, weightiest, without_repeats
from assistant.knowledge.gaps import topic_of
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import clinic_on_file
from assistant.knowledge.store import Library
from assistant.replies.contract import Report, report
from assistant.replies.wording import LANGUAGE, Wording, clinic_values, guidance_values, words_of
from assistant.storage.call_backs import CallBacks
from assistant.storage.database import connect
from assistant.storage.gaps import Gaps

logger = logging.getLogger(__name__)

ANY_ASPECT = "aspect"  # stands for the intents that ask the guidance
LINES_IN_A_PARAGRAPH = 3  # more are easier to read a line each


class ReplyAction(Action, ABC):
    """An action that answers the questions of its `intents`. Subclasses choose; they hold no wording and no figures."""

    intents: ClassVar[
        tuple[str, ...]
    ] = ()  # those without an aspect; every question with one is answered from the guidance

    @abstractmethod
    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        """What to answer."""

    def name(self) -> str:
        """action_answer_recovery for ActionAnswerRecovery."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        conversation = Conversation()
        try:
            conversation = Conversation.of(tracker)
            questions = [Question.from_json(data) for data in tracker.latest_message["questions"]]
            return self._respond(dispatcher, questions, conversation)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the patient gets a reply
            apologize(dispatcher, conversation.channel, self.name(), error)
            return []

    def _respond(
        self, dispatcher: CollectingDispatcher, questions: list[Question], conversation: Conversation
    ) -> list[EventType]:
        guidance = library().current()
        conversation = conversation.with_subject(questions, guidance).with_dates(questions, guidance)
        questions = [conversation.completed(question, guidance) for question in conversation.asked(questions, guidance)]
        replies = [reply_to(question, guidance, conversation) for question in questions]
        _record_gaps(questions, replies, conversation)
        answered = without_repeats(list(zip(questions, replies, strict=True)))
        # an urgent text has nothing before it and nothing beside it
        answered = [each for each in answered if each[1].kind == "urgent"][:1] or answered
        replies = [reply for _, reply in answered]
        values = guidance_values(guidance)
        texts = list(
            dict.fromkeys(
                _in_words(reply, guidance, {**values, **_names(question, guidance)}, conversation.channel)
                for question, reply in answered
            )
        )
        kind = weightiest(replies)
        if conversation.reminder and conversation.reminds_in(kind):
            texts.insert(0, wording().say(conversation.reminder, values, conversation.channel))
        if not conversation.introduced and kind != "urgent":
            texts.insert(0, wording().say("utter_introduction", values, conversation.channel))
        for text in texts:
            dispatcher.utter_message(text=text)
        choices = [choice for reply in replies for choice in reply.choices]
        if choices:
            dispatcher.messages[-1]["buttons"] = [{"title": choice, "payload": choice} for choice in choices]
        said = tuple(dict.fromkeys(fact for reply in replies for fact in reply.facts))
        stage = next((question.stage for question in questions if question.stage), None)
        calendar = next((reply.calendar for reply in replies if reply.calendar), None)
        first = questions[0]
        told = replace(report(kind, said, stage), subject=first.subject, aspect=first.aspect, calendar=calendar)
        send_report(dispatcher, told, conversation.channel)
        if kind == "urgent" and conversation.form:
            CallBacks(records.records()).cancel(conversation.sender)
        return conversation.after(questions, replies, tuple(fact.id for fact in said))


def reply_to(question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
    return action_for(question).reply(question, guidance, conversation)


def action_for(question: Question) -> ReplyAction:
    """The action whose goal a question is. Raises KeyError for an intent nobody answers."""
    return _actions_by_intent()[ANY_ASPECT if question.aspect else question.intent]


@functools.lru_cache(maxsize=1)
def wording() -> Wording:
    return Wording()


@functools.lru_cache(maxsize=1)
def library() -> Library:
    return Library(connect())


def apologize(
    dispatcher: CollectingDispatcher, channel: str, action: str, error: Exception, reports: bool = True
) -> None:
    """Instead of a reply that failed: how to reach the clinic. `reports`: whether this turn lacks its report yet."""
    # never the error's message: it may hold the patient's words
    logger.error("reply failed: action=%s error=%s id=%s", action, type(error).__name__, uuid.uuid4().hex)
    dispatcher.messages.clear()
    dispatcher.utter_message(text=wording().say("utter_trouble", clinic_values(clinic_on_file()), channel))
    if reports:
        send_report(dispatcher, Report("handoff"), channel)


def send_report(dispatcher: CollectingDispatcher, report: Report, channel: str) -> None:
    if channel != SHELL:
        dispatcher.utter_message(json_message=report.as_json())
        return
    sections = ", ".join(source["section"] for source in report.sources)
    values = {"kind": report.kind, "facts": ", ".join(report.facts), "source": sections}
    dispatcher.utter_message(text=wording().say("utter_report", values))


def _record_gaps(questions: list[Question], replies: list[Reply], conversation: Conversation) -> None:
    try:
        for question, reply in zip(questions, replies, strict=True):
            unread = question.intent == "nlu_fallback" and not question.form
            if conversation.channel != SHELL and (reply.kind == "not_covered" or unread):
                asked = question.asked_of(question.subject or "") if question.aspect else None
                topic = topic_of(asked) if asked else question.intent
                Gaps(records.records()).add(
                    topic, question.stage, conversation.channel, conversation.sender, question.text
                )
    except SQLAlchemyError as error:  # the reply matters more
        logger.error("gap not recorded: error=%s", type(error).__name__)


def _in_words(reply: Reply, guidance: Guidance, values: Mapping[str, str], channel: str) -> str:
    said = (_line_in_words(line, guidance, values, channel) for line in reply.lines)
    return (" " if len(reply.lines) <= LINES_IN_A_PARAGRAPH or channel == SMS else "\n").join(said)


def _line_in_words(line: Line, guidance: Guidance, values: Mapping[str, str], channel: str) -> str:
    if line.response:
        return wording().say(line.response, {**values, **line.values}, channel)
    if line.fact:
        return words_of(line.fact, guidance, channel)
    assert line.words, "a line has a response, a fact or words"
    words = line.words[LANGUAGE]
    return (words.sms if channel == SMS else None) or words.say


def _names(question: Question, guidance: Guidance) -> dict[str, str]:
    """Names of the treatment spoken of, for responses that say it."""
    treatment = guidance.treatment_of(question.subject or "")
    return {"treatment": treatment.name} if treatment else {}


@functools.lru_cache(maxsize=1)
def _actions_by_intent() -> dict[str, ReplyAction]:
    # the action server has imported every module of this package before the first request
    return {intent: action() for action in ReplyAction.__subclasses__() for intent in action.intents}
