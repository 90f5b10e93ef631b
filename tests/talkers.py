"""Visitors who talk while something breaks, and what they were told."""

from __future__ import annotations

import threading
import time
import urllib.error
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.channels.visitor import Answer, Visitor, text_of

POLITE = "Sorry, something went wrong"
# each visitor asks one of these for ever, so that another's reply would be seen
QUESTIONS = {
    "when can i wear makeup again": "aftercare.makeup",
    "when can i go back to the gym": "aftercare.exercise",
    "how long will i be red": "recovery.redness",
    "does it get rid of acne scars for good": "permanence.acne_scars",
}
ATTEMPTS, PAUSE_SECONDS = 60, 0.5


@dataclass(frozen=True)
class Told:
    """A message that was acknowledged: by whom and how it was asked, the answer, and when (time.monotonic) it came."""

    visitor: Visitor
    message_id: str
    question: str
    answer: Answer
    at: float

    @property
    def is_polite(self) -> bool:
        """Whether the reply says that there is none."""
        return text_of(self.answer).startswith(POLITE)

    @property
    def is_right(self) -> bool:
        return QUESTIONS[self.question] in self.answer.body["report"]["facts"]

    def again(self) -> Answer:
        """What the same message gets when it is sent once more."""
        return _said(self.visitor, self.question, self.message_id)


class Talkers:
    """`told` has every message that was acknowledged; `lost` the questions that never were."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._going = True
        self.told: list[Told] = []
        self.lost: list[str] = []
        self._threads = [threading.Thread(target=self._talk, args=(question,)) for question in QUESTIONS]
        for thread in self._threads:
            thread.start()

    def since(self, moment: float) -> list[Told]:
        return [told for told in tuple(self.told) if told.at >= moment]

    def stop(self) -> None:
        self._going = False
        for thread in self._threads:
            thread.join(timeout=90)
            assert not thread.is_alive()

    def _talk(self, question: str) -> None:
        visitor = Visitor(self._base).begin()
        while self._going:
            message_id = uuid.uuid4().hex
            try:
                answer = _said(visitor, question, message_id)
            except TimeoutError:
                self.lost.append(question)
                continue
            self.told.append(Told(visitor, message_id, question, answer, time.monotonic()))


@contextmanager
def talking(base: str) -> Iterator[Talkers]:
    """Four visitors talk while the body runs; one that was not told anything in the end is in `lost`."""
    talkers = Talkers(base)
    try:
        yield talkers
    finally:
        talkers.stop()


def told_right_again(talkers: Talkers, since: float, seconds: float) -> bool:
    """Whether every visitor has the right reply within `seconds` of `since`."""
    return _happens(
        lambda: {told.question for told in talkers.since(since) if told.is_right} == QUESTIONS.keys(),
        since + seconds - time.monotonic(),
    )


def polite_after(told: Sequence[Told], moment: float) -> list[Told]:
    return [each for each in told if each.at > moment and each.is_polite]


def _said(visitor: Visitor, text: str, message_id: str) -> Answer:
    """As the widget does: what finds nobody is sent again under the same id. Raises TimeoutError where none ever does."""
    for _ in range(ATTEMPTS):
        try:
            answer = visitor.say(text, message_id)
        except (urllib.error.URLError, OSError):
            answer = None
        if answer is not None and answer.status == 200:
            return answer
        time.sleep(PAUSE_SECONDS)
    raise TimeoutError(text)


def _happens(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
