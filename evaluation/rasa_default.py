"""The same questions understood by Rasa's default pipeline, trained on the same sentences.

Only what names the intent is swapped: vocabulary, stage and answers are ours, so the default is favoured. It knows
no several questions in one message, no red-flag gate and no carrying over.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import pathlib
import statistics
import subprocess
import sys
import time

from ruamel.yaml import YAML

from actions.conversation import Conversation
from actions.question import Question
from actions.reply_action import reply_to, sayable
from evaluation.held_out import Outcome, Turn
from knowledge.guidance import Guidance
from knowledge.guidance_files import read_guidance
from nlu.plain_text import clean
from nlu.stage import stage_of
from nlu.vocabulary import Vocabulary
from operations.environment import ROOT, environment

# as `rasa init` writes it
CONFIG = {
    "recipe": "default.v1",
    "language": "en",
    "assistant_id": "rasa-default",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
}
_MESSAGES_TIMED = 100


class RasaDefault:
    """Trained on first use and kept in `folder` until the training data change."""

    def __init__(self, folder: pathlib.Path, guidance: Guidance) -> None:
        from rasa.core.agent import Agent  # noqa: PLC0415 - brings TensorFlow along

        self.training_seconds: float | None = None
        model = folder / f"rasa-default-{_data_hash()}.tar.gz"
        if not model.exists():
            self.training_seconds = _train(model)
        self._agent = Agent.load(str(model))
        self._guidance = guidance
        self._vocabulary = Vocabulary(read_guidance().treatment.terms)

    def outcome(self, turn: Turn) -> Outcome:
        text = clean(turn.text).lower()
        question = Question(
            text=text,
            intent=self._intent(turn.text),
            terms=tuple(dict.fromkeys(mention.term_id for mention in self._vocabulary.find(text))),
            stage=stage_of(text),
        )
        reply = sayable(reply_to(question, self._guidance, Conversation(introduced=True)), self._guidance)
        return Outcome(turn, reply.kind, reply.facts)

    def median_milliseconds(self, texts: list[str]) -> float:
        seconds = []
        for text in texts[:_MESSAGES_TIMED]:
            started = time.perf_counter()
            self._intent(text)
            seconds.append(time.perf_counter() - started)
        return statistics.median(seconds) * 1000

    def _intent(self, text: str) -> str:
        return str(asyncio.run(self._agent.parse_message(text))["intent"]["name"] or "nlu_fallback")


def _train(model: pathlib.Path) -> float:
    config = model.with_suffix(".yml")
    YAML().dump(CONFIG, config)
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "rasa",
        "train",
        "nlu",
        "--nlu",
        "data/nlu.yml",
        "--config",
        str(config),
        "--out",
        str(model.parent),
        "--fixed-model-name",
        model.name.removesuffix(".tar.gz"),
    ]
    with (model.parent / "rasa-default.log").open("w") as log:
        subprocess.run(command, cwd=ROOT, env={**os.environ, **environment()}, stdout=log, stderr=log, check=True)
    return time.monotonic() - started


def _data_hash() -> str:
    return hashlib.sha256((ROOT / "data" / "nlu.yml").read_bytes()).hexdigest()[:16]
