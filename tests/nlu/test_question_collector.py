"""When the model's own reading of a message as dangerous counts."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.message_keys import PLAIN_TEXT, PROBABILITIES, TOPICS, URGENCY
from nlu.question_collector import QuestionCollector

CONFIG = {
    "sure_part": 0.4, "sure_foreign": 0.4, "sure_whole": 0.8, "sure_rest": 0.5, "sure_statement": 0.8, "unsure": 0.25,
    "close": 0.8, "sure_symptom": 0.9, "urgent_words": -0.3,
}  # fmt: skip
INTENTS = ["ask_price", "report_self_harm", "report_symptom"]


@pytest.mark.parametrize(
    ("probabilities", "urgency", "intent"),
    [
        ([0.03, 0.02, 0.95], 0.0, "report_symptom"),
        ([0.03, 0.02, 0.95], -0.9, "medical_diagnosis"),
        ([0.13, 0.02, 0.85], 0.0, "medical_diagnosis"),
        ([0.30, 0.65, 0.05], 0.0, "report_self_harm"),
        ([0.30, 0.65, 0.05], -0.9, "ask_price"),
    ],
)
def test_danger_needs_words_that_tell_of_it(probabilities: list[float], urgency: float, intent: str) -> None:
    text = "it is what it is since yesterday"
    message = Message({TEXT: text, PLAIN_TEXT: text, TOPICS: INTENTS, URGENCY: urgency})
    message.set(PROBABILITIES, np.array(probabilities))
    (read,) = QuestionCollector(CONFIG).process([message])
    assert read.get(INTENT)["name"] == intent
