"""The statistical model that names the topic of a question: scikit-learn, no Rasa."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from typing import NamedTuple

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import cross_val_predict
from sklearn.svm import LinearSVC

# Chosen by leaving one writer of the training sentences out at a time.
EMBEDDING_WEIGHT = 1.5  # how much the sentence's meaning counts beside its letters and words
REGULARISATION = 0.3
_FOLDS = 3
_ANY_WORD = r"(?u)\b\w+\b"


class Sentences(NamedTuple):
    """What the model reads of each sentence: its tidied text, that text made general, and its embedding (a row)."""

    texts: Sequence[str]
    generic_texts: Sequence[str]
    embeddings: NDArray[np.float32]


class TopicModel:
    """Linear support vectors over embeddings, character n-grams, words and general frames; calibrated probabilities."""

    def __init__(self) -> None:
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=_ANY_WORD)
        self._frames = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=_ANY_WORD)
        self._vectors = LinearSVC(C=REGULARISATION, random_state=0)
        self._temperature = 1.0

    @property
    def topics(self) -> list[str]:
        return [str(topic) for topic in self._vectors.classes_]

    def fit(self, sentences: Sentences, topics: Sequence[str]) -> TopicModel:
        features = hstack(
            [
                self._letters.fit_transform(sentences.texts),
                self._words.fit_transform(sentences.texts),
                self._frames.fit_transform(sentences.generic_texts),
                csr_matrix(sentences.embeddings * EMBEDDING_WEIGHT),
            ]
        ).tocsr()
        unseen = cross_val_predict(self._vectors, features, topics, cv=_FOLDS, method="decision_function")
        self._vectors.fit(features, topics)
        self._temperature = _calibrated_temperature(unseen, np.searchsorted(self._vectors.classes_, topics))
        return self

    def probabilities(self, sentences: Sentences) -> NDArray[np.float64]:
        """Shape (sentences, len(topics)); rows sum to 1."""
        features = hstack(
            [
                self._letters.transform(sentences.texts),
                self._words.transform(sentences.texts),
                self._frames.transform(sentences.generic_texts),
                csr_matrix(sentences.embeddings * EMBEDDING_WEIGHT),
            ]
        ).tocsr()
        return _softmax(self._vectors.decision_function(features) / self._temperature)

    def save(self, path: pathlib.Path) -> None:
        joblib.dump(self, path, compress=1)

    @staticmethod
    def load(path: pathlib.Path) -> TopicModel:
        model = joblib.load(path)
        assert isinstance(model, TopicModel)
        return model


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    softmax: NDArray[np.float64] = exponentials / exponentials.sum(axis=1, keepdims=True)
    return softmax


def _calibrated_temperature(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The temperature under which the scores of unseen sentences are likeliest to be right about themselves."""

    def loss(temperature: float) -> float:
        chosen = _softmax(scores / temperature)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    return min(np.geomspace(0.02, 2, 60).tolist(), key=loss)
