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
from sklearn.linear_model import RidgeClassifier
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from nlu.sentence_embedder import DIMENSIONS

REGULARISATION = 0.3  # of the words' model; chosen, as the two below, on a development set by other writers
PRECISION = 1e-2  # finer only takes longer
MEANING_WEIGHT = 1.0  # how much the sentence's meaning counts beside its letters and words
# A sentence is foreign if its nearest neighbours in scope are less alike than this on average (cosine); a little more
# alike if the model is unsure of it; or if its nearest neighbour is one out of scope, unless the model is quite sure.
UNLIKE, RATHER_UNLIKE = 0.40, 0.45
UNSURE, QUITE_SURE = 0.8, 0.97
NEIGHBOURS = 5
OUT_OF_SCOPE = "out_of_scope"
_HELD_BACK = 0.2  # share of the sentences that the probabilities are calibrated on
_ANY_WORD = r"(?u)\b\w+\b"


class Sentences(NamedTuple):
    """What the model reads of each sentence: its tidied text, that text made general, and its embedding (a row)."""

    texts: Sequence[str]
    generic_texts: Sequence[str]
    embeddings: NDArray[np.float32]


class TopicModel:
    """Two linear models whose scores add up, turned into calibrated probabilities.

    Support vectors read the sparse features: letters, words, and words with what they name made general. Ridge
    regression reads the dense embedding; as one model, both would take four times as long to fit.
    """

    def __init__(self) -> None:
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=_ANY_WORD)
        self._frames = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=_ANY_WORD)
        self._by_words = LinearSVC(C=REGULARISATION, tol=PRECISION, random_state=0)
        self._by_meaning = RidgeClassifier()
        self._temperature = 1.0
        self._in_scope = self._out_of_scope = np.zeros((0, DIMENSIONS), dtype=np.float32)

    @property
    def topics(self) -> list[str]:
        return [str(topic) for topic in self._by_words.classes_]

    def fit(self, sentences: Sentences, topics: Sequence[str]) -> TopicModel:
        for features, texts in self._features(sentences):
            features.fit(texts)
        words, truth = self._word_features(sentences), np.asarray(topics)
        fitted, held_back = train_test_split(np.arange(len(truth)), test_size=_HELD_BACK, random_state=0)
        self._fit(words[fitted], sentences.embeddings[fitted], truth[fitted])
        known = held_back[np.isin(truth[held_back], self._by_words.classes_)]
        unseen = self._scores(words[known], sentences.embeddings[known])
        self._temperature = _calibrated_temperature(unseen, np.searchsorted(self._by_words.classes_, truth[known]))
        self._fit(words, sentences.embeddings, truth)
        self._in_scope = sentences.embeddings[truth != OUT_OF_SCOPE]
        self._out_of_scope = sentences.embeddings[truth == OUT_OF_SCOPE]
        return self

    def probabilities(self, sentences: Sentences) -> NDArray[np.float64]:
        """Shape (sentences, len(topics)); rows sum to 1."""
        return _softmax(self._scores(self._word_features(sentences), sentences.embeddings) / self._temperature)

    def are_foreign(self, embeddings: NDArray[np.float32], probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which sentences are unlike everything that patients ask; shape (sentences,)."""
        if len(self._in_scope) < NEIGHBOURS or not len(self._out_of_scope):
            return np.zeros(len(embeddings), dtype=bool)
        nearest = np.partition(embeddings @ self._in_scope.T, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
        alike, sure = nearest.mean(axis=1), probabilities.max(axis=1)
        nearer_out_of_scope = (embeddings @ self._out_of_scope.T).max(axis=1) >= nearest.max(axis=1)
        foreign: NDArray[np.bool_] = (
            (alike < UNLIKE) | ((alike < RATHER_UNLIKE) & (sure < UNSURE)) | (nearer_out_of_scope & (sure < QUITE_SURE))
        )
        return foreign

    def _features(self, sentences: Sentences) -> list[tuple[TfidfVectorizer, Sequence[str]]]:
        return [
            (self._letters, sentences.texts),
            (self._words, sentences.texts),
            (self._frames, sentences.generic_texts),
        ]

    def _word_features(self, sentences: Sentences) -> csr_matrix:
        return hstack([features.transform(texts) for features, texts in self._features(sentences)]).tocsr()

    def _fit(self, words: csr_matrix, embeddings: NDArray[np.float32], topics: NDArray[np.str_]) -> None:
        self._by_words.fit(words, topics)
        self._by_meaning.fit(embeddings, topics)

    def _scores(self, words: csr_matrix, embeddings: NDArray[np.float32]) -> NDArray[np.float64]:
        scores: NDArray[np.float64] = self._by_words.decision_function(words)
        return scores + MEANING_WEIGHT * self._by_meaning.decision_function(embeddings)

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
