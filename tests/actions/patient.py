"""Runs the actions as Rasa's action server does, on questions as the NLU hands them over."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions
from actions.answer_question import ActionAnswerQuestion
from actions.question import Question
from actions.reply_action import ReplyAction, action_for
from assistant.nlu.frames import INTENTS, frame_of
from tests.knowledge.shared import clinic_guidance

for _module in pkgutil.iter_modules(actions.__path__):  # the action server imports them all
    importlib.import_module(f"actions.{_module.name}")

TERMS = {term.id: term.category for term in clinic_guidance().terms}


def intents_of(aspect: str) -> list[str]:
    """All intents that ask for this aspect."""
    return [
        intent for intent in yaml.safe_load(INTENTS.read_text(encoding="utf-8")) if frame_of(intent).aspect == aspect
    ]


@dataclass(frozen=True)
class Said:
    """One reply: its texts, its report, and the slots that it set."""

    texts: list[str]
    report: dict[str, Any]
    slots: dict[str, Any]
    buttons: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def kind(self) -> str:
        return self.report["kind"]

    @property
    def facts(self) -> list[str]:
        return self.report["facts"]

    @property
    def stage(self) -> str | None:
        return self.report["stage"]


def question(intent: str, text: str = "", *terms: str, stage: str | None = None, **more: Any) -> dict[str, Any]:
    """A question as in the parse data; see nlu.components.question_collector."""
    return as_json(asked(intent, text, *terms, stage=stage, **more))


def asked(intent: str, text: str = "", *named: str, stage: str | None = None, **more: Any) -> Question:
    assert set(named) <= set(TERMS), "a term that the vocabulary lacks"
    subjects = [each for each in named if TERMS[each] in ("treatments", "addons", "other_treatments")]
    terms = tuple(each for each in named if each not in subjects)
    frame = frame_of(intent)
    of_frame = {"aspect": frame.aspect, "meant": frame.meant, "near": frame.near}
    subject = {"subject": frame.subject or (subjects[0] if len(subjects) == 1 else None)}
    return Question(text, intent, terms=terms, stage=stage or frame.stage, **{**of_frame, **subject, **more})


def as_json(question: Question) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in question.as_json().items()}


@dataclass
class Patient:
    """A conversation: what a turn leaves in the slots, the next one finds. Starts after the introduction."""

    channel: str = "rest"
    now: datetime | None = None
    slots: dict[str, Any] = field(default_factory=lambda: {"introduced": True})

    def asks(self, intent: str, text: str = "", *terms: str, stage: str | None = None, **more: Any) -> Said:
        return self.sends([question(intent, text, *terms, stage=stage, **more)], action_for(asked(intent)))

    def writes(self, text: str, intent: str, *terms: str, stage: str | None = None, **more: Any) -> Said:
        """A whole message, its dates read too."""
        questions = [question(intent, text.lower(), *terms, stage=stage, **more)]
        return self.runs(action_for(asked(intent)), {"text": text, "questions": questions})

    def sends(self, questions: Iterable[dict[str, Any]], action: ReplyAction | None = None) -> Said:
        """A message with several questions, unless another action is named."""
        questions = list(questions)
        return self.runs(action or ActionAnswerQuestion(), {"text": "", "questions": questions})

    def runs(self, action: ReplyAction, message: dict[str, Any]) -> Said:
        events: list[dict[str, Any]] = [{"event": "user", "input_channel": self.channel}]
        if self.now:
            events[0]["timestamp"] = self.now.timestamp()
        tracker = Tracker("patient", dict(self.slots), message, events, False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        slots = {event["name"]: event["value"] for event in action.run(dispatcher, tracker, {})}
        self.slots.update(slots)
        (report,) = [message["custom"] for message in dispatcher.messages if message["custom"]]
        return Said(
            texts=[message["text"] for message in dispatcher.messages if message["text"]],
            report=report,
            slots=slots,
            buttons=[button["title"] for message in dispatcher.messages for button in message["buttons"]],
        )
