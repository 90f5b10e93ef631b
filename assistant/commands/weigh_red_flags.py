"""`make red-flags`: learns the weights of the red-flag gate's words anew and writes guidance/red_flag_weights.tsv.

It learns from the training sentences (data/nlu.yml), from the examples in guidance/red_flags.yml, and from
guidance/red_flag_sentences.tsv, where the sentences are that only look urgent, or do not look it. Run it after a change
to these. The same sentences give the same weights.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.svm import LinearSVC

from assistant.commands.environment import ROOT
from assistant.nlu.red_flags.message import Message
from assistant.nlu.red_flags.rules import PATH as RULES
from assistant.nlu.red_flags.rules import SELF_HARM, RedFlagRules
from assistant.nlu.red_flags.score import ANYWHERE, BIAS, features
from assistant.nlu.red_flags.score import PATH as WEIGHTS

SENTENCES = ROOT / "guidance" / "red_flag_sentences.tsv"
KINDS = ("not_urgent", "urgent", SELF_HARM)
URGENT_INTENTS = {"report_symptom": "urgent", "report_self_harm": SELF_HARM}
TIMES = 5  # how often the sentences written for this count beside one of the training data
FEWEST, FEWEST_LETTERS = 2, 10  # sentences that a word or pair is in, or letters in a row
URGENT_TIMES = 3  # a missed urgent message is worse than a false alarm
SMALLEST = 0.1  # smaller weights change hardly an answer
_HEAD = (
    "# Written by `make red-flags`. What is weighed, its weight for urgent, and among urgent for self-harm.",
    '# "not:" stands before what is denied, over, past or only asked about; "#" before a list of red_flags.yml.',
)

Sentence = tuple[str, str]  # text, kind
Weighed = tuple[str, str, int]  # text, kind, how often it counts


def main() -> int:
    sentences = learnt_from()
    rules = RedFlagRules.load()
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(features(rules, Message(rules, text)) for text, _, _ in sentences)
    names = vectorizer.get_feature_names_out()
    common = np.asarray((rows > 0).sum(axis=0)).ravel() >= np.where(_are_letters(names), FEWEST_LETTERS, FEWEST)
    rows, names = rows[:, common], names[common]
    kinds = np.array([kind for _, kind, _ in sentences])
    times = np.array([times for _, _, times in sentences])
    is_urgent, is_harm = kinds != "not_urgent", kinds == SELF_HARM
    urgent, bias = _weights(rows, is_urgent, times * np.where(is_urgent, URGENT_TIMES, 1))
    self_harm, harm_bias = _weights(rows[is_urgent], is_harm[is_urgent], times[is_urgent])
    lines = [f"{BIAS}\t{bias:.2f}\t{harm_bias:.2f}"]
    lines += [
        f"{name}\t{a:.2f}\t{b:.2f}" for name, a, b in zip(names, urgent, self_harm, strict=True) if abs(a) >= SMALLEST
    ]
    WEIGHTS.write_text("\n".join([*_HEAD, digest(sentences), *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights from {len(sentences)} sentences in {WEIGHTS.relative_to(ROOT)}.")
    return 0


def learnt_from() -> list[Weighed]:
    counts = ((trained_on(), 1), (examples(), TIMES), (written(), TIMES))
    return [(text, kind, times) for sentences, times in counts for text, kind in sentences]


def digest(sentences: list[Weighed]) -> str:
    """The line of the file that tells what its weights were learnt from."""
    return f"# learnt from {hashlib.sha256(repr(sentences).encode()).hexdigest()}"


def trained_on() -> Iterator[Sentence]:
    for intent in YAML(typ="safe", pure=False).load(ROOT / "data" / "nlu.yml")["nlu"]:
        if "intent" in intent:
            kind = URGENT_INTENTS.get(intent["intent"], "not_urgent")
            yield from ((line.removeprefix("- "), kind) for line in intent["examples"].splitlines())


def examples() -> Iterator[Sentence]:
    for rule in YAML(typ="safe", pure=True).load(RULES.read_text(encoding="utf-8"))["rules"]:
        kind = SELF_HARM if rule["group"] == SELF_HARM else "urgent"
        yield from ((line, kind) for line in rule["fires"])
        yield from ((line, "not_urgent") for line in rule["ignores"])


def written() -> Iterator[Sentence]:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, text = line.split("\t", 1)
        if kind not in KINDS:
            raise ValueError(f"{SENTENCES.name}: a line begins with one of {', '.join(KINDS)}, not '{kind}'")
        yield text, kind


def _are_letters(names: NDArray[np.str_]) -> NDArray[np.bool_]:
    return np.array([name.startswith(ANYWHERE) for name in names])


def _weights(rows: csr_matrix, is_so: NDArray[np.bool_], times: NDArray[np.int64]) -> tuple[NDArray[np.float64], float]:
    model = LinearSVC(random_state=0).fit(rows, is_so, sample_weight=times)
    return model.coef_.ravel(), float(model.intercept_[0])


if __name__ == "__main__":
    sys.exit(main())
