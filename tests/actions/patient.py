"""Runs the actions as Rasa's action server does, on questions as the NLU hands them over."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions
from actions.answer_several import ActionAnswerSeveral
from actions.question import Question
from actions.reply_action import ReplyAction, action_for
from tests.knowledge.shared import clinic_files

for _module in pkgutil.iter_modules(actions.__path__):  # the action server imports them all
    importlib.import_module(f"actions.{_module.name}")

TERMS = {term.id for _, term in clinic_files().treatment.terms}


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
    """A question as in the parse data; see nlu.question_collector."""
    assert set(terms) <= TERMS, "a term that the vocabulary lacks"
    return {**Question(text, intent, terms=terms, stage=stage, **more).as_json(), "terms": list(terms)}


@dataclass
class Patient:
    """A conversation: what a turn leaves in the slots, the next one finds. Starts after the introduction."""

    channel: str = "rest"
    now: datetime | None = None
    slots: dict[str, Any] = field(default_factory=lambda: {"introduced": True})

    def asks(self, intent: str, text: str = "", *terms: str, stage: str | None = None, **more: Any) -> Said:
        return self.sends([question(intent, text, *terms, stage=stage, **more)], action_for(intent))

    def writes(self, text: str, intent: str, *terms: str, stage: str | None = None, **more: Any) -> Said:
        """A whole message, its dates read too."""
        questions = [question(intent, text.lower(), *terms, stage=stage, **more)]
        return self.runs(action_for(intent), {"text": text, "questions": questions})

    def sends(self, questions: Iterable[dict[str, Any]], action: ReplyAction | None = None) -> Said:
        """A message with several questions, unless another action is named."""
        questions = list(questions)
        return self.runs(action or ActionAnswerSeveral(), {"text": "", "questions": questions})

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
