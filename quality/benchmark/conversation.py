"""Seconds to a reply: at the beginning of a conversation, and as it grows long."""

from __future__ import annotations

import itertools
import statistics
import uuid
from collections.abc import Iterator, Sequence

from quality.benchmark.served import Served

WARM_UP = 10  # messages that are not measured
LONG = 200  # messages


def first_messages(served: Sequence[Served], count: int) -> list[list[float]]:
    """Seconds to the first reply of `count` conversations with each of `served`, in turn."""
    return _in_turn(served, count, WARM_UP)


def _in_turn(served: Sequence[Served], count: int, warm_up: int) -> list[list[float]]:
    questions = [_questions(each) for each in served]
    rounds = [
        [each.reply_seconds(next(asked)) for each, asked in zip(served, questions, strict=True)]
        for _ in range(warm_up + count)
    ]
    return [list(seconds) for seconds in zip(*rounds[warm_up:], strict=True)]


def long_conversation(served: Served) -> list[float]:
    """Seconds to each reply of one conversation."""
    sender = uuid.uuid4().hex
    return [served.reply_seconds(question, sender) for question in itertools.islice(_questions(served), LONG)]


def at_the_end_and_at_the_beginning(served: Served, conversations: int, around: int = 10) -> tuple[float, float]:
    """Median seconds of the messages around the 200th, and of first messages, asked in turn with the same words."""
    late, first = [], []
    for _ in range(conversations):
        sender, questions = uuid.uuid4().hex, _questions(served)
        for question in itertools.islice(questions, LONG - around):
            served.reply_seconds(question, sender)
        for question in itertools.islice(questions, 2 * around):
            late.append(served.reply_seconds(question, sender))
            first.append(served.reply_seconds(question))
    return statistics.median(late), statistics.median(first)


def _questions(served: Served) -> Iterator[str]:
    return itertools.cycle(served.questions)
