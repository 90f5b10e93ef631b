"""Replies are the same from the last turns of a conversation as from all of it, in conversations made at random."""

from __future__ import annotations

import asyncio
import itertools
import json
import pathlib
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from sqlalchemy.engine import Engine

from actions import call_back_form, records, reply_action
from assistant.commands.model import ensure_model
from assistant.knowledge.store import Library
from assistant.storage.database import connect, migrate
from assistant.storage.tracker_store import ERASED, ConversationStore

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = [pytest.mark.assistant, pytest.mark.filterwarnings("ignore")]  # Rasa's own warnings, on loading

CONVERSATIONS = 500
LENGTHS = (4, 5, 6, 8, 14)  # messages; most leave the window several times over
SILENCE_SECONDS = 2 * 3600  # a new session after it

CALL_BACK = ("call me back please", "yes", "Ottoline Quillfeather", "(917) 555-0144", "weekdays after noon")
ERASE = "delete my data"
MESSAGES = (
    "is it permanent", "and acne scars?", "and for dry skin?", "how many sessions do i need for acne scars", "what about wrinkles",
    "when can i wear makeup again", "so i can go to the gym after 24 hours?", "and swimming?", "what about before?", "how long", "why",
    "are you sure", "say that again", "how long will i be red", "is that normal", "can i use retinol before", "and after?",
    "antibiotics before treatment", "what is prp", "and rf?", "does prp help with stretch marks", "how much is it and does it hurt",
    "how much is it", "price", "does it hurt", "i was treated yesterday at 3 pm, when can i swim", "i was treated two days ago",
    "my treatment is next friday", "what do i have to do and when", "sorry, i meant three days ago", "is it ok to sunbathe on saturday",
    "03/04", "on tuesday", "thanks", "hello", "bye", "ok", "yes", "no", "never mind", "cancel", "stop", "asdf qwer zxcv", "blorp", "",
    "what is the capital of france", "how far apart are sessions", "i am pregnant, can i do it", "is this rash an infection",
    "i can't breathe", "my eye is swollen shut", "i want to hurt myself", "book a visit", "can i talk to a person", "your phone number",
    "what do you know about me", "are you a robot", "you are useless", "can i drink wine and go to the gym",
    "how long does it last and what about prp", "call me back please", "Sandy Beach", "212 736 5000", "any time", "tomorrow morning",
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One of two that are told the same: where conversations and records are kept."""

    store: TrackerStore
    records: Engine


class WholeHistory(SQLTrackerStore):
    """Rasa's own store, which reads everything since the session began. Forgets on request as ours does."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        if not tracker.get_slot(ERASED):
            await super().save(tracker)
            return
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=tracker.sender_id).delete()
            session.commit()


class InProcess(EndpointConfig):
    """An action server without the HTTP."""

    def __init__(self) -> None:
        super().__init__("http://in.process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *_: Any, json: Any = None, **__: Any) -> Any:
        return _over_the_wire(await self._executor.run(_over_the_wire(json)))


class Clock:
    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        self.now += 0.001  # no two events at once
        return self.now


@pytest.fixture(scope="module")
def agent() -> Agent:
    from rasa.core.agent import Agent  # noqa: PLC0415 - the whole of Rasa takes seconds

    from assistant.channels.action_calls import lighten  # noqa: PLC0415

    lighten()
    return Agent.load(str(ensure_model()), action_endpoint=InProcess())


@pytest.fixture
def sides(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, agent: Agent) -> Iterator[tuple[Side, Side]]:
    ours, rasas = (connect(f"sqlite:///{tmp_path / name}.db") for name in ("ours", "rasas"))
    migrate(ours)
    migrate(rasas)
    monkeypatch.setenv("DATABASE_URL", str(ours.url))
    bounded = ConversationStore(agent.domain)
    yield Side(bounded, ours), Side(WholeHistory(agent.domain, db=str(tmp_path / "whole.db")), rasas)
    bounded.engine.dispose()
    ours.dispose()
    rasas.dispose()


def test_replies_are_those_of_the_whole_history(
    sides: tuple[Side, Side], agent: Agent, loaded_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, clock = Library(loaded_engine), Clock()
    for module in (reply_action, call_back_form):
        monkeypatch.setattr(module, "library", lambda: library)
    monkeypatch.setattr(time, "time", clock)
    asyncio.run(_compare(sides, agent, clock, monkeypatch))


async def _compare(sides: tuple[Side, Side], agent: Agent, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = {text: await agent.parse_message(text) for text in {*MESSAGES, *CALL_BACK, ERASE}}
    for number in range(CONVERSATIONS):
        conversation = _conversation(random.Random(number))
        began, told = clock.now, []
        for side in sides:
            clock.now = began
            agent.processor.tracker_store = side.store
            monkeypatch.setattr(records, "records", lambda engine=side.records: engine)
            told.append([await _told(agent, f"patient-{number}", text, parsed, clock) for text in conversation])
        for position, (ours, whole) in enumerate(zip(*told, strict=True)):
            assert ours == whole, f"conversation {number}: {conversation[: position + 1]}"


async def _told(agent: Agent, sender: str, text: str | None, parsed: dict[str, Any], clock: Clock) -> Any:
    """What the assistant replies to a message; None is a long silence."""
    clock.now += SILENCE_SECONDS if text is None else 20
    if text is None:
        return None
    output = CollectingOutputChannel()
    message = UserMessage(text, output, sender, input_channel="rest", parse_data=_over_the_wire(parsed[text]))
    await agent.handle_message(message)
    return re.sub(r"receipt: \w+", "receipt: ...", json.dumps(output.messages))


def _conversation(chance: random.Random) -> list[str | None]:
    """Single messages, call-backs with and without other messages in between, deletions and silences."""
    said: list[str | None] = []
    length = chance.choice(LENGTHS)
    while len(said) < length:
        kind = chance.random()
        if kind < 0.14:
            for answer in itertools.islice(CALL_BACK, chance.randint(1, len(CALL_BACK))):
                said += [chance.choice(MESSAGES)] if chance.random() < 0.3 else []
                said.append(answer)
        else:
            said.append(ERASE if kind < 0.18 else None if kind < 0.22 else chance.choice(MESSAGES))
    return said


def _over_the_wire(data: Any) -> Any:
    return json.loads(json.dumps(data))
