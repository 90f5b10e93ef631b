"""How much the words of a message, taken together, are those of urgent messages: a sum of weights, kept as data.

It sees what no rule names, such as "every breath is a chore". The weights are learnt from sentences
(operations.weigh_red_flags) and stand in guidance/red_flag_weights.tsv; nothing is learnt while the assistant runs.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nlu.questions import only_tells_of_a_visit
from nlu.red_flag_message import Message
from nlu.red_flag_rules import RedFlagRules

PATH = Path(__file__).resolve().parent.parent / "guidance" / "red_flag_weights.tsv"
SILENCED = "not:"  # before a word that is denied, over, past or only asked about
START, END, NUMBER = "^", "$", "0"
BIAS = "(bias)"
_COLUMNS = 3


class Score(NamedTuple):
    """Over 0, a message is likelier urgent than not; likewise, if it is, likelier of self-harm."""

    urgent: float
    self_harm: float


class WordScore:
    """Adds up the weights of a message's words, pairs of words, and lists of the lexicon."""

    def __init__(self, weights: dict[str, Score]) -> None:
        self._weights = weights
        self._bias = weights.get(BIAS, Score(0.0, 0.0))

    @classmethod
    def load(cls, path: Path = PATH) -> WordScore:
        """Read the file; a ValueError names the file and the line that is wrong."""
        weights: dict[str, Score] = {}
        try:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if line and not line.startswith("# "):
                    feature, *values = line.split("\t")
                    if len(values) != _COLUMNS - 1:
                        raise ValueError(f"line {number} needs {_COLUMNS} columns")
                    weights[feature] = Score(*map(float, values))
        except (OSError, ValueError) as error:
            raise ValueError(f"{path}: {error}") from error
        return cls(weights)

    def of(self, rules: RedFlagRules, message: Message) -> Score:
        found = features(rules, message)
        length = math.sqrt(len(found)) or 1.0  # long messages are no more urgent for being long
        weights = [weight for feature in found if (weight := self._weights.get(feature))]
        return Score(
            sum(weight.urgent for weight in weights) / length + self._bias.urgent,
            sum(weight.self_harm for weight in weights) / length + self._bias.self_harm,
        )


def features(rules: RedFlagRules, message: Message) -> set[str]:
    """What is weighed; words of the lexicon differ by whether they are told as so, here and now."""
    return set(_features(rules, message))


def _features(rules: RedFlagRules, message: Message) -> Iterator[str]:
    told = [i for sentence in message.sentences if not _tells_of_a_visit(message, sentence) for i in sentence]
    # A number tells nothing by itself; whether it is a fever, the lists of the lexicon know.
    words = {i: NUMBER if message.words[i].isdigit() else message.words[i] for i in told}
    marks = {i: SILENCED if message.words[i] in rules.lexicon and message.is_silenced(i) else "" for i in told}
    for i in told:
        yield marks[i] + words[i]
    for word, following in itertools.pairwise([START, *words.values(), END]):
        yield f"{word} {following}"
    for name in rules.lists.intersection(message.spots):
        for start in marks.keys() & message.spots[name].keys():
            yield f"{marks[start]}#{name}"


def _tells_of_a_visit(message: Message, sentence: range) -> bool:
    """ "I had my treatment this morning" stands in many an urgent message and is not what is urgent in it."""
    return only_tells_of_a_visit(" ".join(message.words[sentence.start : sentence.stop]))
