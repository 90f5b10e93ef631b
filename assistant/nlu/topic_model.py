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
from sklearn.svm import LinearSVC

# Chosen, as those below, on development sets by other writers.
REGULARISATION_OF_WORDS = 0.3
REGULARISATION_OF_MEANING = 40.0
MEANING_WEIGHT = 0.1  # how much a sentence's meaning counts beside its letters and words
# Added to the score of what is out of scope: there is more of it in the world than in the training data.
OUT_OF_SCOPE_BIAS = 0.4
# Scores are divided by it. With it, sentences held back from training are as often right as their probability says: it
# came out the same for a third of the sentences and for all; `make eval` prints how far off it is.
TEMPERATURE = 0.225
DIMENSIONS_KEPT = 200  # of an embedding; with all of them, fitting takes three times as long and gains 0.3 points
PRECISION = 0.1  # finer only takes longer
STEPS = 40  # more change no answer
OUT_OF_SCOPE = "out_of_scope"
_CORES = 2  # that fit at the same time
_OTHER = "~"  # every topic that is not looked for
_ANY_WORD = r"(?u)\b\w+\b"


class Sentences(NamedTuple):
    """What the model reads of each sentence: its text without figures, that text made general, and its embedding
    (a row).

    Sentences to learn from may lack an embedding, a row of NaN: embedding takes long, and meaning is learnt nearly as
    well from some of them.
    """

    texts: Sequence[str]
    generic_texts: Sequence[str]
    embeddings: NDArray[np.float32]


class TopicModel:
    """Gives each sentence the calibrated probability of every topic."""

    def __init__(self) -> None:
        self._letters = _tfidf(analyzer="char_wb", ngram_range=(2, 4))
        self._words = _tfidf(ngram_range=(1, 2), token_pattern=_ANY_WORD)
        self._frames = _tfidf(ngram_range=(1, 3), token_pattern=_ANY_WORD)
        self._meaning = TruncatedSVD(DIMENSIONS_KEPT, random_state=0)

    @property
    def topics(self) -> list[str]:
        return [str(topic) for topic in self._scores.topics]

    def fit(self, sentences: Sentences, topics: Sequence[str]) -> TopicModel:
        fitted = _cores()(joblib.delayed(_fitted_features)(*each) for each in self._features(sentences))
        (self._letters, self._words, self._frames), words = zip(*fitted, strict=True)
        self._meaning.fit(sentences.embeddings[_is_embedded(sentences.embeddings)])
        self._scores = TopicScores(list(words), self._meanings_of(sentences), np.asarray(topics))
        return self

    def probabilities(self, sentences: Sentences) -> NDArray[np.float64]:
        """Shape (sentences, len(topics)); rows sum to 1."""
        scores = self._scores.of(self._words_of(sentences), self._meanings_of(sentences))
        return _softmax(scores / TEMPERATURE)

    def _features(self, sentences: Sentences) -> list[tuple[TfidfVectorizer, Sequence[str]]]:
        return [
            (self._letters, sentences.texts),
            (self._words, sentences.texts),
            (self._frames, sentences.generic_texts),
        ]

    def _words_of(self, sentences: Sentences) -> list[csr_matrix]:
        return [features.transform(texts) for features, texts in self._features(sentences)]

    def _meanings_of(self, sentences: Sentences) -> NDArray[np.float32]:
        embedded = _is_embedded(sentences.embeddings)
        meanings = np.full((len(embedded), len(self._meaning.components_)), np.nan, dtype=np.float32)
        meanings[embedded] = _unit_length(self._meaning.transform(sentences.embeddings[embedded]))
        return meanings

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

    def __init__(self, words: list[csr_matrix], meanings: NDArray[np.float32], topics: NDArray[np.str_]) -> None:
        """`words` are matrices of a row for each sentence, one of letters, of words and of frames."""
        self.topics: NDArray[np.str_] = np.unique(topics)
        together = hstack(words).tocsr()
        *by_words, by_meaning = _cores()(
            [
                *(joblib.delayed(_fitted_words)(together, topics, share) for share in _shares(self.topics)),
                joblib.delayed(_fitted_meaning)(meanings, topics),
            ]
        )
        weights = np.hstack([weights for weights, _ in by_words])
        self._word_weights = [
            # row by row: scipy would copy any other order anew for every message
            np.ascontiguousarray(part, dtype=np.float32)
            for part in np.split(weights, np.cumsum([matrix.shape[1] for matrix in words])[:-1])
        ]
        known = np.searchsorted(self.topics, by_meaning.classes_)
        self._meaning_weights = np.zeros((meanings.shape[1], len(self.topics)), dtype=np.float32)
        self._meaning_weights[:, known] = MEANING_WEIGHT * by_meaning.coef_.T
        self._bias = np.hstack([bias for _, bias in by_words])
        self._bias[known] += MEANING_WEIGHT * by_meaning.intercept_
        self._bias[self.topics == OUT_OF_SCOPE] += OUT_OF_SCOPE_BIAS

    def of(self, words: list[csr_matrix], meanings: NDArray[np.float32]) -> NDArray[np.float64]:
        """Shape (sentences, len(self.topics))."""
        by_words = sum(matrix @ weights for matrix, weights in zip(words, self._word_weights, strict=True))
        return np.asarray(by_words + meanings @ self._meaning_weights + self._bias)


def _cores() -> joblib.Parallel:
    return joblib.Parallel(n_jobs=_CORES, max_nbytes=None)


def _fitted_features(features: TfidfVectorizer, texts: Sequence[str]) -> tuple[TfidfVectorizer, csr_matrix]:
    matrix = features.fit_transform(texts)
    # scikit-learn keeps what it did not take for a feature, to be looked at: tens of megabytes in every process
    del features.stop_words_
    return features, matrix


def _shares(topics: NDArray[np.str_]) -> list[NDArray[np.str_]]:
    """One for each core: a topic is told from all others without the model of another."""
    return [share for share in np.array_split(topics, _CORES) if len(share)]


def _fitted_words(
    words: csr_matrix, topics: NDArray[np.str_], share: NDArray[np.str_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights, of shape (features, len(share)), and bias of each topic in `share` against all others."""
    told = np.where(np.isin(topics, share), topics, _OTHER)
    model = LinearSVC(C=REGULARISATION_OF_WORDS, tol=PRECISION, random_state=0).fit(words, told)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # of two, scikit-learn gives only the second's
        weights, bias = np.vstack([-weights, weights]), np.hstack([-bias, bias])
    rows = np.flatnonzero(model.classes_ != _OTHER)
    return weights[rows].T, bias[rows]


def _fitted_meaning(meanings: NDArray[np.float32], topics: NDArray[np.str_]) -> LogisticRegression:
    embedded = _is_embedded(meanings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so few steps are meant
        return LogisticRegression(C=REGULARISATION_OF_MEANING, max_iter=STEPS).fit(meanings[embedded], topics[embedded])


def _tfidf(**how: object) -> TfidfVectorizer:
    """What only one training sentence has is left out: it makes the model three times as large and no better."""
    return TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32, **how)


def _is_embedded(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    known: NDArray[np.bool_] = ~np.isnan(rows[:, 0])
    return known


def _unit_length(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    softmax: NDArray[np.float64] = exponentials / exponentials.sum(axis=1, keepdims=True)
    return softmax
