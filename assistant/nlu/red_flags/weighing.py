"""Learns the weights of the red-flag gate's words: `make train`, beside the model.

From the training sentences, from the examples in guidance/red_flags.yml, and from data/red_flags/, where the sentences
are that only look urgent, or do not look it. The same sentences give the same weights, to the byte.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from assistant.nlu.red_flags.message import Message
from assistant.nlu.red_flags.rules import PATH as RULES
from assistant.nlu.red_flags.rules import SELF_HARM, RedFlagRules
from assistant.nlu.red_flags.score import ANYWHERE, BIAS, features
from assistant.nlu.red_flags.weights import Weights, current_file, write_weights
from assistant.nlu.training_data import by_intent, red_flag_sentences

URGENT, NOT_URGENT = "urgent", "not_urgent"
KINDS = (NOT_URGENT, SELF_HARM, URGENT)
URGENT_INTENTS = {"report_symptom": URGENT, "report_self_harm": SELF_HARM}
TIMES = 5  # how often the sentences written for this count beside one of the training data
FEWEST, FEWEST_LETTERS = 2, 10  # sentences that a word or pair is in, or letters in a row
URGENT_TIMES = 3  # a missed urgent message is worse than a false alarm
SMALLEST = 0.1  # smaller weights change hardly an answer

Sentence = tuple[str, str]  # kind, text
Weighed = tuple[str, str, int]  # kind, text, how often it counts


def learnt_from() -> list[Weighed]:
    counts = ((trained_on(), 1), (examples(), TIMES), (red_flag_sentences(), TIMES))
    return [(kind, text, times) for sentences, times in counts for kind, text in sentences]


def trained_on() -> Iterator[Sentence]:
    for intent, sentences in by_intent():
        yield from ((URGENT_INTENTS.get(intent, NOT_URGENT), text) for text in sentences)


def examples() -> Iterator[Sentence]:
    for rule in YAML(typ="safe", pure=True).load(RULES.read_text(encoding="utf-8"))["rules"]:
        yield from ((SELF_HARM if rule["group"] == SELF_HARM else URGENT, line) for line in rule["fires"])
        yield from ((NOT_URGENT, line) for line in rule["ignores"])


def weigh(sentences: list[Weighed]) -> Weights:
    """The bias first, then all that weighs enough, in the order of their names."""
    rows, names = _counted(text for _, text, _ in sentences)
    kinds = np.array([kind for kind, _, _ in sentences])
    times = np.array([times for _, _, times in sentences])
    is_urgent, is_harm = kinds != NOT_URGENT, kinds == SELF_HARM
    urgent, bias = _fitted(rows, is_urgent, times * np.where(is_urgent, URGENT_TIMES, 1))
    self_harm, harm_bias = _fitted(rows[is_urgent], is_harm[is_urgent], times[is_urgent])
    weighed = zip(names, urgent.tolist(), self_harm.tolist(), strict=True)
    return {BIAS: (bias, harm_bias)} | {name: (a, b) for name, a, b in weighed if abs(a) >= SMALLEST}


def _counted(texts: Iterable[str]) -> tuple[csr_matrix, list[str]]:
    """What is weighed of each text, as a row, and its names; without what is in too few texts."""
    rules = RedFlagRules.load()
    columns: dict[str, int] = {}
    numbers, values, ends = array("l"), array("d"), array("l", [0])
    for text in texts:
        found = features(rules, Message(rules, text))
        numbers.extend([columns.setdefault(name, len(columns)) for name in found])
        values.extend(found.values())
        ends.append(len(numbers))
    rows = csr_matrix((values, numbers, ends), shape=(len(ends) - 1, len(columns)))
    texts_with = np.bincount(rows.indices, minlength=len(columns))
    common = sorted(name for name, n in columns.items() if texts_with[n] >= _fewest(name))
    rows = rows[:, [columns[name] for name in common]]
    rows.sort_indices()  # sums of the same numbers in another order differ
    return rows, common


def _fewest(name: str) -> int:
    return FEWEST_LETTERS if name.startswith(ANYWHERE) else FEWEST


def _fitted(rows: csr_matrix, is_so: NDArray[np.bool_], times: NDArray[np.int64]) -> tuple[NDArray[np.float64], float]:
    model = LinearSVC(random_state=0).fit(rows, is_so, sample_weight=times)
    return model.coef_.ravel(), float(model.intercept_[0])


if __name__ == "__main__":
    write_weights(weigh(learnt_from()), current_file())
