"""The trained model understands a question the same way on every day, at every hour and for every figure in it."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from assistant.commands.model import ensure_model
from assistant.dates.words import ONES
from assistant.nlu.message_keys import QUESTIONS

pytestmark = [pytest.mark.assistant, pytest.mark.filterwarnings("ignore")]  # Rasa's own warnings, on loading

Parse = Callable[[str], dict[str, Any]]
FIRST_DAY = datetime.date(2026, 12, 1)
DAYS = [FIRST_DAY + datetime.timedelta(days) for days in range(60)]
NAMED = ("{:%B} {:%-d}", "{:%-d} {:%b}", "{:%-m}/{:%-d}", "{:%A}, {:%B %-d}")

ON_A_DAY = (
    "Pool party on {0}, treatment on {1}?",
    "I had my treatment on {1}, when can I wear makeup?",
    "My appointment is {0}. When do I stop retinol, and how long is the downtime?",
    "will i be presentable for a wedding on {0} if i come in on {1}",
)
AT_AN_HOUR = (
    "my session is tomorrow at {0}, can I come in makeup?",
    "Had it done today at {0}, may I shower tonight? And when can I swim?",
)
HOURS = [f"{hour}{half}" for half in ("am", ":30 pm") for hour in range(1, 13)] + [f"{hour}:15" for hour in range(24)]
SO_LONG = (
    "can I go to the gym after {0}?",
    "I was treated {0} ago, can I wear makeup?",
    "my session is in {0}, can I still use retinol",
    "it's been {0} and i'm still red. is that normal?",
)
COUNTS = ("2", "3", "4", "5", "6", "24", "30", "36", "48", "72", "1-3", "3.5", "three", "twenty-four", "a couple of")
FOR_SO_MUCH = ("is it {0} per session?", "a friend paid {0}, do you have packages? and does it hurt?")
AMOUNTS = ["$200", "€350", "$1,500", "£99.50", "200 dollars", "400 euros", "$200-300"]
SO_MANY = ("are {0} sessions enough for acne scars?", "i've had {0} sessions. how often do i come back?")
ANY_TIME = ("it's my {0} session, do I need to prepare?", "how long is recovery after the {0} treatment")
NTH = ["2nd", "3rd", "4th", "6th", "third", "fifth"]


@pytest.fixture(scope="module")
def parse() -> Parse:
    from rasa.core.agent import Agent  # noqa: PLC0415 - the whole of Rasa takes seconds

    agent = Agent.load(str(ensure_model()))
    return lambda text: asyncio.run(agent.parse_message(text))


def _frames(parse: Parse, texts: Iterable[str]) -> set[tuple[Any, ...]]:
    return {
        tuple((each["intent"], *each["terms"], each["stage"]) for each in parse(text)[QUESTIONS])
        for text in dict.fromkeys(texts)
    }


@pytest.mark.parametrize("question", ON_A_DAY)
@pytest.mark.parametrize("named", NAMED)
def test_on_every_day(parse: Parse, question: str, named: str) -> None:
    pairs = zip(DAYS[2:], DAYS, strict=False)
    texts = (question.format(named.format(later, later), named.format(day, day)) for later, day in pairs)
    assert len(_frames(parse, texts)) == 1


@pytest.mark.parametrize(
    ("questions", "figures"),
    [
        (AT_AN_HOUR, HOURS),
        # red for days is another thing than red for weeks
        *((SO_LONG, [f"{count} {unit}" for count in COUNTS]) for unit in ("hours", "days", "weeks")),
        (FOR_SO_MUCH, AMOUNTS),
        (SO_MANY, [*map(str, range(2, 12)), *ONES[2:12]]),
        (ANY_TIME, NTH),
    ],
)
def test_for_every_figure(parse: Parse, questions: tuple[str, ...], figures: list[str]) -> None:
    for question in questions:
        assert len(_frames(parse, map(question.format, figures))) == 1, question
