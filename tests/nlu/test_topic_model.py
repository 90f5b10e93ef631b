from __future__ import annotations

import pathlib

import numpy as np
import pytest

from assistant.nlu.sentence_embedder import embedder
from assistant.nlu.topic_model import Sentences, TopicModel

TAUGHT = {
    "ask_makeup": [
        "when can i wear makeup", "makeup after the treatment", "is foundation ok the next day", "how soon can i do my face",
        "can i put concealer on", "mascara when",
    ],
    "ask_price": [
        "how much is it", "what does it cost", "price please", "is it expensive", "what do you charge", "cost of a session",
    ],
    "out_of_scope": [
        "what is the weather tomorrow", "who won the match", "book me a flight to rome", "write a poem about cats",
        "how do i fix a flat tire", "capital of france",
    ],
}  # fmt: skip


def _sentences(texts: list[str]) -> Sentences:
    return Sentences(texts, texts, embedder().embed(texts))


@pytest.fixture(scope="module")
def model() -> TopicModel:
    texts = [text for texts in TAUGHT.values() for text in texts]
    return TopicModel().fit(_sentences(texts), [topic for topic, texts in TAUGHT.items() for _ in texts])


def test_probabilities_are_shares_of_all_topics(model: TopicModel) -> None:
    rows = model.probabilities(_sentences(["may i use foundation tonight", "what does a session cost me"]))
    assert rows.shape == (2, 3) and np.allclose(rows.sum(axis=1), 1)
    assert [model.topics[best] for best in rows.argmax(axis=1)] == ["ask_makeup", "ask_price"]


def test_what_is_nearer_to_other_subjects_is_out_of_scope(model: TopicModel) -> None:
    rows = model.probabilities(_sentences(["what is the weather like on sunday", "how soon may i wear makeup again"]))
    assert (rows.argmax(axis=1) == model.topics.index("out_of_scope")).tolist() == [True, False]


def test_some_sentences_are_enough_to_learn_the_meaning_from() -> None:
    texts = [text for texts in TAUGHT.values() for text in texts]
    sentences = _sentences(texts)
    sentences.embeddings[1::2] = np.nan
    model = TopicModel().fit(sentences, [topic for topic, texts in TAUGHT.items() for _ in texts])
    rows = model.probabilities(_sentences(["what does it cost me"]))
    assert np.isfinite(rows).all() and model.topics[int(rows.argmax())] == "ask_price"


def test_weights_lie_as_one_message_reads_them(model: TopicModel) -> None:
    # in any other order they are copied for every message
    assert all(weights.flags.c_contiguous for weights in model._scores._word_weights)


def test_a_saved_model_says_the_same(model: TopicModel, tmp_path: pathlib.Path) -> None:
    model.save(tmp_path / "model")
    sentences = _sentences(["how much for one"])
    assert np.array_equal(TopicModel.load(tmp_path / "model").probabilities(sentences), model.probabilities(sentences))
