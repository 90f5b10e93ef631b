"""Rasa's default pipeline and our topic model, trained on the same sentences and asked the same questions.

Only what names the intent differs: vocabulary, stage and answers are ours on both sides, so the default is favoured;
our gate, splitting and carrying over are left out. Both learn from a sample of the sentences: on all of them the
default would train for hours. Beside them stands the model that patients get, which read them all, with its gate and
its splitting.
"""

from __future__ import annotations

import logging
import pathlib
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML

from actions.conversation import Conversation
from actions.question import Question
from actions.reply_action import reply_to
from assistant.commands.model import ensure_model
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import read_guidance
from assistant.nlu.components.text_normalizer import TextNormalizer
from assistant.nlu.components.vocabulary_extractor import VocabularyExtractor
from assistant.nlu.frames import frame_of
from assistant.nlu.message_keys import PLAIN_TEXT, QUESTIONS
from assistant.nlu.stage import stage_of
from assistant.nlu.subjects import SUBJECTS, subject_of
from assistant.nlu.topic_model import TopicModel
from assistant.nlu.vocabulary import Vocabulary
from quality.benchmark.rasa_default.environment import default_python, quiet_environment
from quality.benchmark.rasa_default.intents import Named, named_by, parses
from quality.evaluation.held_out import Outcome, Turn
from quality.evaluation.topics import sentences_of, trained_on

SAMPLE = 800  # sentences
SEED = 7
Intents = Callable[[Iterable[str]], Iterable[Named]]

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


class Comparison:
    """`understandings` train what they need when they are asked; Rasa's default takes ten minutes on two cores.

    It is trained in `folder`, and raises NotToBeHad where its environment cannot be made.
    """

    def __init__(self, folder: pathlib.Path, guidance: Guidance) -> None:
        sample = random.Random(SEED).sample(trained_on(), SAMPLE)
        ActionExecutor().register_package("actions")  # imports every action, so that each intent has its own
        self._guidance = guidance
        self._vocabulary = Vocabulary(read_guidance().terms)
        self._normalizer = TextNormalizer()
        configure_structlog(logging.ERROR)
        self.understandings: dict[str, Intents] = {
            f"our topic model, {SAMPLE} sentences": partial(_ours, sample, self._normalizer),
            f"Rasa's default, {SAMPLE} sentences": partial(_rasa_default, sample, folder),
            "all of our NLU, all sentences": _as_patients_get_it,
        }

    def outcome(self, intent: str | None, turn: Turn) -> Outcome:
        """What our answers make of the intent that was seen."""
        message = Message({TEXT: turn.text})
        self._normalizer.process([message])
        text = message.get(PLAIN_TEXT)
        mentions, intent = self._vocabulary.find(text), intent or "nlu_fallback"
        frame = frame_of(intent)
        question = Question(
            text=text,
            intent=intent,
            terms=tuple(dict.fromkeys(each.term_id for each in mentions if each.category not in SUBJECTS)),
            stage=stage_of(text) or frame.stage,
            aspect=frame.aspect,
            subject=subject_of(text, mentions) or frame.subject or self._guidance.treatments[0].id,
            meant=frame.meant,
            near=frame.near,
        )
        reply = reply_to(question, self._guidance, Conversation(introduced=True))
        return Outcome(turn, reply.kind, tuple(fact.id for fact in reply.facts))


def _ours(sample: list[Message], normalizer: TextNormalizer, texts: Iterable[str]) -> Iterator[Named]:
    model = TopicModel().fit(sentences_of(sample), [message.get(INTENT) for message in sample])
    extractor = VocabularyExtractor()
    for text in texts:
        began = time.perf_counter()
        message = Message({TEXT: text})
        normalizer.process([message])
        extractor.process([message])
        intent = model.topics[int(model.probabilities(sentences_of([message])).argmax())]
        yield Named(intent, (time.perf_counter() - began) * 1000)


def _as_patients_get_it(texts: Iterable[str]) -> Iterator[Named]:
    for parse, milliseconds in parses(str(ensure_model()), texts):
        yield Named(str(parse[QUESTIONS][0]["intent"]), milliseconds)


def _rasa_default(sample: list[Message], folder: pathlib.Path, texts: Iterable[str]) -> list[Named]:
    python = default_python()
    print("\nTraining Rasa's default pipeline (ten minutes) ...", flush=True)
    by_intent: dict[str, list[str]] = {}
    for message in sample:
        by_intent.setdefault(message.get(INTENT), []).append(message.get(TEXT))
    examples = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in by_intent.items()
    ]
    YAML().dump({"version": "3.1", "nlu": examples}, folder / "nlu.yml")
    YAML().dump(CONFIG, folder / "config.yml")
    rasa = [python, "-m", "rasa", "train", "nlu", "--fixed-model-name", "rasa-default"]
    files = ["--nlu", "nlu.yml", "--config", "config.yml", "--out", "."]
    subprocess.run([*rasa, *files], cwd=folder, env=quiet_environment(), stdout=sys.stderr, check=True)
    return named_by(python, str(folder / "rasa-default.tar.gz"), texts)
