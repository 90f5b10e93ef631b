"""The topic model by itself: cross-validated, with a confusion matrix and a reliability plot."""

from __future__ import annotations

import pathlib
from collections import Counter

import numpy as np
from matplotlib import pyplot
from numpy.typing import NDArray
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from sklearn.model_selection import StratifiedKFold

from assistant.nlu.components.text_normalizer import TextNormalizer
from assistant.nlu.components.vocabulary_extractor import VocabularyExtractor
from assistant.nlu.message_keys import FIGURELESS_TEXT, GENERIC_TEXT
from assistant.nlu.sentence_embedder import embedder
from assistant.nlu.topic_model import Sentences, TopicModel
from assistant.nlu.training_data import intent_files

pyplot.switch_backend("Agg")  # no screen

FOLDS = 5
_BINS = 10


class CrossValidation:
    """Every training sentence as a model sees it that was trained without it."""

    def __init__(self) -> None:
        messages = trained_on()
        self.truth = np.array([message.get(INTENT) for message in messages])
        sentences = sentences_of(messages)
        self.topics = sorted(set(self.truth))
        self.probabilities = np.zeros((len(messages), len(self.topics)))
        for fitted, left_out in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(messages, self.truth):
            model = TopicModel().fit(_chosen(sentences, fitted), self.truth[fitted])
            columns = [self.topics.index(topic) for topic in model.topics]
            self.probabilities[np.ix_(left_out, columns)] = model.probabilities(_chosen(sentences, left_out))

    @property
    def guesses(self) -> NDArray[np.str_]:
        return np.array(self.topics)[self.probabilities.argmax(axis=1)]

    @property
    def accuracy(self) -> float:
        return float((self.guesses == self.truth).mean())

    def confusions(self, most: int = 15) -> list[tuple[str, str, int]]:
        """(topic, what it was taken for, how often), the most frequent first."""
        wrong = self.guesses != self.truth
        pairs = Counter(zip(self.truth[wrong].tolist(), self.guesses[wrong].tolist(), strict=True))
        return [(truth, guess, count) for (truth, guess), count in pairs.most_common(most)]

    def calibration_error(self) -> float:
        """The mean gap between how sure the model is and how often it is right, weighted by how many sentences."""
        return float(sum(abs(sure - right) * count for sure, right, count in self._reliability()) / len(self.truth))

    def draw(self, folder: pathlib.Path) -> None:
        """confusion.png and reliability.png."""
        matrix = np.zeros((len(self.topics), len(self.topics)))
        for truth, guess in zip(self.truth, self.guesses, strict=True):
            matrix[self.topics.index(truth), self.topics.index(guess)] += 1
        matrix /= matrix.sum(axis=1, keepdims=True)
        figure, axes = pyplot.subplots(figsize=(18, 16))
        picture = axes.imshow(matrix, cmap="Blues", vmin=0, vmax=1)
        axes.set_xticks(range(len(self.topics)), self.topics, rotation=90, fontsize=6)
        axes.set_yticks(range(len(self.topics)), self.topics, fontsize=6)
        axes.set(xlabel="taken for", ylabel="topic", title=f"Topics, {FOLDS}-fold cross-validation")
        figure.colorbar(picture, shrink=0.6)
        figure.tight_layout()
        figure.savefig(folder / "confusion.png", dpi=110)
        sure, right, counts = zip(*self._reliability(), strict=True)
        figure, axes = pyplot.subplots(figsize=(6, 6))
        axes.plot([0, 1], [0, 1], linestyle=":", color="grey")
        axes.plot(sure, right, marker="o")
        for x, y, count in zip(sure, right, counts, strict=True):
            axes.annotate(str(count), (x, y), textcoords="offset points", xytext=(4, -10), fontsize=7)
        axes.set(xlabel="how sure the model is", ylabel="how often it is right", title="Reliability")
        figure.savefig(folder / "reliability.png", dpi=110)
        pyplot.close("all")

    def _reliability(self) -> list[tuple[float, float, int]]:
        """(mean probability, share right, number) of each bin of probabilities that has sentences."""
        sure = self.probabilities.max(axis=1)
        right = self.guesses == self.truth
        bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
        return [
            (float(sure[bins == number].mean()), float(right[bins == number].mean()), int((bins == number).sum()))
            for number in range(_BINS)
            if (bins == number).any()
        ]


def trained_on() -> list[Message]:
    """The training sentences as the topic model gets them: tidied, and made general."""
    importer = TrainingDataImporter.load_from_dict(training_data_paths=[str(path) for path in intent_files()])
    examples = [example for example in importer.get_nlu_data().intent_examples if example.get(INTENT) != "ask_several"]
    TextNormalizer().process(examples)
    VocabularyExtractor().process(examples)
    return examples


def sentences_of(messages: list[Message]) -> Sentences:
    texts = [message.get(FIGURELESS_TEXT) for message in messages]
    return Sentences(texts, [message.get(GENERIC_TEXT) for message in messages], embedder().embed(texts))


def _chosen(sentences: Sentences, rows: NDArray[np.int64]) -> Sentences:
    return Sentences(
        [sentences.texts[row] for row in rows],
        [sentences.generic_texts[row] for row in rows],
        sentences.embeddings[rows],
    )
