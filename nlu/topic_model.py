"""The statistical model that names the topic of a question: scikit-learn, no Rasa."""

from __future__ import annotations

import pathlib
import warnings
from collections.abc import Sequence
from typing import NamedTuple

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

# Chosen, as those below, on development sets by other writers.
REGULARISATION_OF_WORDS = 0.3
REGULARISATION_OF_MEANING = 40.0
MEANING_WEIGHT = 0.1  # how much a sentence's meaning counts beside its letters and words
# Added to the score of what is out of scope: there is more of it in the world than in the training data.
OUT_OF_SCOPE_BIAS = 0.33
DIMENSIONS_KEPT = 200  # of an embedding; with all of them, fitting takes three times as long and gains 0.3 points
PRECISION = 0.1  # finer only takes longer
STEPS = 40  # more change no answer
OUT_OF_SCOPE = "out_of_scope"
_HELD_BACK = 0.2  # share of the sentences that the probabilities are calibrated on
_ANY_WORD = r"(?u)\b\w+\b"


class Sentences(NamedTuple):
    """What the model reads of each sentence: its tidied text, that text made general, and its embedding (a row)."""

    texts: Sequence[str]
    generic_texts: Sequence[str]
    embeddings: NDArray[np.float32]


class TopicModel:
    """Gives each sentence the calibrated probability of every topic."""

    def __init__(self) -> None:
        self._letters = _tfidf(analyzer="char_wb", ngram_range=(2, 5))
        self._words = _tfidf(ngram_range=(1, 2), token_pattern=_ANY_WORD)
        self._frames = _tfidf(ngram_range=(1, 3), token_pattern=_ANY_WORD)
        self._meaning = TruncatedSVD(DIMENSIONS_KEPT, random_state=0)
        self._temperature = 1.0

    @property
    def topics(self) -> list[str]:
        return [str(topic) for topic in self._scores.topics]

    def fit(self, sentences: Sentences, topics: Sequence[str]) -> TopicModel:
        for features, texts in self._features(sentences):
            features.fit(texts)
        self._meaning.fit(sentences.embeddings)
        words, meanings, truth = self._words_of(sentences), self._meanings_of(sentences), np.asarray(topics)
        everything = np.arange(len(truth))
        fitted, held_back = train_test_split(everything, test_size=_HELD_BACK, random_state=0)
        trial, self._scores = joblib.Parallel(n_jobs=2, max_nbytes=None)(
            joblib.delayed(TopicScores)(words[rows], meanings[rows], truth[rows]) for rows in (fitted, everything)
        )
        known = held_back[np.isin(truth[held_back], trial.topics)]
        unseen = trial.of(words[known], meanings[known])
        self._temperature = _calibrated_temperature(unseen, np.searchsorted(trial.topics, truth[known]))
        return self

    def probabilities(self, sentences: Sentences) -> NDArray[np.float64]:
        """Shape (sentences, len(topics)); rows sum to 1."""
        scores = self._scores.of(self._words_of(sentences), self._meanings_of(sentences))
        return _softmax(scores / self._temperature)

    def _features(self, sentences: Sentences) -> list[tuple[TfidfVectorizer, Sequence[str]]]:
        return [
            (self._letters, sentences.texts),
            (self._words, sentences.texts),
            (self._frames, sentences.generic_texts),
        ]

    def _words_of(self, sentences: Sentences) -> csr_matrix:
        return hstack([features.transform(texts) for features, texts in self._features(sentences)]).tocsr()

    def _meanings_of(self, sentences: Sentences) -> NDArray[np.float32]:
        return _unit_length(self._meaning.transform(sentences.embeddings))

    def save(self, path: pathlib.Path) -> None:
        joblib.dump(self, path, compress=1)

    @staticmethod
    def load(path: pathlib.Path) -> TopicModel:
        model = joblib.load(path)
        assert isinstance(model, TopicModel)
        return model


class TopicScores:
    """Two linear models whose scores add up.

    Support vectors read the words; logistic regression reads the meaning. As one model, both would take four times as
    long to fit.
    """

    def __init__(self, words: csr_matrix, meanings: NDArray[np.float32], topics: NDArray[np.str_]) -> None:
        by_words = LinearSVC(C=REGULARISATION_OF_WORDS, tol=PRECISION, random_state=0).fit(words, topics)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # so few steps are meant
            by_meaning = LogisticRegression(C=REGULARISATION_OF_MEANING, max_iter=STEPS).fit(meanings, topics)
        self.topics: NDArray[np.str_] = by_words.classes_
        self._word_weights = by_words.coef_.T.astype(np.float32)
        self._meaning_weights = MEANING_WEIGHT * by_meaning.coef_.T.astype(np.float32)
        self._bias = by_words.intercept_ + MEANING_WEIGHT * by_meaning.intercept_
        self._bias[self.topics == OUT_OF_SCOPE] += OUT_OF_SCOPE_BIAS

    def of(self, words: csr_matrix, meanings: NDArray[np.float32]) -> NDArray[np.float64]:
        """Shape (sentences, len(self.topics))."""
        return np.asarray(words @ self._word_weights + meanings @ self._meaning_weights + self._bias)


def _tfidf(**how: object) -> TfidfVectorizer:
    """What only one training sentence has is left out: it makes the model three times as large and no better."""
    return TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32, **how)


def _unit_length(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


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
