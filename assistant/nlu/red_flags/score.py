"""How much the words of a message, taken together, are those of urgent messages: a sum of weights, kept as data.

It sees what no rule names, such as "every breath is a chore". The weights are learnt from sentences
before the assistant starts (`weighing`) and read from their file (`weights`); nothing is learnt while it runs.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assistant.nlu.figures import LENGTH, figures_of
from assistant.nlu.questions import only_tells_of_a_visit
from assistant.nlu.red_flags.message import Message
from assistant.nlu.red_flags.rules import RedFlagRules
from assistant.nlu.red_flags.weights import current_file, read_weights

SILENCED = "not:"  # before a word that is denied, over, past or only asked about
START, END, NUMBER = "^", "$", "0"
ANYWHERE = "~"  # before letters that may be a part of a word
LETTERS = 0.4  # how much they count beside a word
BIAS = "(bias)"


class Score(NamedTuple):
    """Over 0, a message is likelier urgent than not; likewise, if it is, likelier of self-harm."""

    urgent: float
    self_harm: float


class WordScore:
    """Adds up the weights of a message's words, of what stands together, of its letters, and of lists of the lexicon."""

    def __init__(self, weights: Mapping[str, Score]) -> None:
        self._weights = weights
        self._bias = weights.get(BIAS, Score(0.0, 0.0))

    @classmethod
    def load(cls) -> WordScore:
        """With the current weights; a ValueError names their file, and what to do, if they cannot be read."""
        return cls({name: Score(*weight) for name, weight in read_weights(current_file()).items()})

    def of(self, rules: RedFlagRules, message: Message) -> Score | None:
        """The sum, or None where no word tells anything."""
        found = features(rules, message)
        if not found:
            return None
        known = [(value, weight) for name, value in found.items() if (weight := self._weights.get(name))]
        return Score(
            sum(value * weight.urgent for value, weight in known) + self._bias.urgent,
            sum(value * weight.self_harm for value, weight in known) + self._bias.self_harm,
        )


def features(rules: RedFlagRules, message: Message) -> dict[str, float]:
    """What is weighed, and how much of the message it is; long messages are no more urgent for being long."""
    words: dict[int, str] = {}
    measures: set[int] = set()
    for sentence in message.sentences:
        told, measured = _told(message, sentence)
        # "I had my treatment this morning" stands in many an urgent message and is not what is urgent in it.
        if not only_tells_of_a_visit(" ".join(told.values())):
            words.update(told)
            measures |= measured
    found = {letters: LETTERS for word in words.values() for letters in _letters(word)}
    found.update(dict.fromkeys(_words(rules, message, words, measures), 1.0))
    # exact, for lists are found in no order
    length = math.sqrt(math.fsum(value * value for value in found.values()))
    return {name: value / length for name, value in found.items()}


def _told(message: Message, sentence: range) -> tuple[dict[int, str], set[int]]:
    """The words of the sentence by their position, with one for each figure, and where figures measure something.

    A number tells nothing by itself; whether it is a fever, the lists of the lexicon know.
    """
    text = " ".join(message.words[i] for i in sentence)
    told = {i: message.words[i] for i in sentence}
    measures: set[int] = set()
    for figure in figures_of(text):
        first = sentence.start + text.count(" ", 0, figure.start)
        last = first + text.count(" ", figure.start, figure.end)
        told[first] = NUMBER
        for i in range(first + 1, last + (figure.word != LENGTH)):  # of a length, the unit stays
            del told[i]
        if figure.measures:
            measures.update(range(first, last + 1))
    return told, measures


@functools.lru_cache(maxsize=4096)
def _letters(word: str) -> list[str]:
    """Three to five letters in a row, with the word's ends: a slip of the thumb leaves most of them as they are."""
    bounded = f"_{word}_"
    return [
        f"{ANYWHERE}{bounded[start : start + size]}" for size in (3, 4, 5) for start in range(len(bounded) - size + 1)
    ]


def _words(rules: RedFlagRules, message: Message, words: dict[int, str], measures: set[int]) -> Iterator[str]:
    """Words, two and three in a row, lists; those of the lexicon differ by whether they are told as so, here and now."""
    if not words:
        return
    marks = {i: SILENCED if message.words[i] in rules.lexicon and message.is_silenced(i) else "" for i in words}
    for i, word in words.items():
        yield marks[i] + word
    row = [START, *words.values(), END]
    for together in (2, 3):
        for start in range(len(row) - together + 1):
            yield " ".join(row[start : start + together])
    listed = marks.keys() - measures  # 101 may be a fever, 101 days are none
    for name in rules.lists.intersection(message.spots):
        for start in listed & message.spots[name].keys():
            yield f"{marks[start]}#{name}"
