from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest

from assistant.commands import light_rasa
from assistant.commands.environment import ROOT, environment
from assistant.commands.light_rasa import Unused, is_enough

pytestmark = pytest.mark.slow

LOOKS = """
import sys
from assistant.commands.light_rasa import leave_out_tensorflow
leave_out_tensorflow()
import rasa.__main__, rasa.core.run, rasa.model_training, rasa.graph_components.validators.default_recipe_validator
print(sorted({"tensorflow", "jax", "transformers", "matplotlib"} & sys.modules.keys()))
"""


MERGES = """
from assistant.commands.light_rasa import leave_out_tensorflow, merge_without_copies
leave_out_tensorflow()
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
parts = [
    TrainingData([Message({"text": text, "intent": "greet"}) for text in ("hi", "hello", "hi")]),
    TrainingData(),
    TrainingData([Message({"text": "hi", "intent": "greet"})], {"morning": "hello"}, [{"name": "x", "pattern": "y"}]),
]
def merged():
    return [parts[0].merge(*parts[1:]), TrainingData().merge(parts[0]), parts[1].merge(None)]
before = [data.fingerprint() for data in merged()]
merge_without_copies()
for old, new in zip(before, merged()):
    print(old == new.fingerprint())
"""

READS = """
import sys
from assistant.commands.light_rasa import leave_out_tensorflow, read_without_schema, tell_apart_by_text
leave_out_tensorflow()
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
def read():
    return [example.as_dict() for example in load_data(sys.argv[1]).training_examples]
before = read()
read_without_schema()
print(read() == before)
tell_apart_by_text()
one, same, other = (Message({"text": "hi", "intent": intent}) for intent in ("greet", "greet", "thank"))
print(one.fingerprint() == same.fingerprint(), one.fingerprint() == other.fingerprint())
"""


def test_this_configuration_needs_no_tensorflow() -> None:
    assert is_enough()


@pytest.mark.parametrize(("part", "name"), [("pipeline", "DIETClassifier"), ("policies", "TEDPolicy")])
def test_a_component_of_rasas_own_brings_everything_back(tmp_path: pathlib.Path, part: str, name: str) -> None:
    config = tmp_path / "config.yml"
    config.write_text((ROOT / "config.yml").read_text().replace(f"{part}:\n", f"{part}:\n  - name: {name}\n"))
    assert not is_enough(config)


def test_without_tensorflow_a_line_says_what_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light_rasa, "is_enough", lambda: False)
    with pytest.raises(SystemExit, match="TensorFlow"):
        light_rasa.main()


def test_serving_and_training_import_none_of_it() -> None:
    looked = subprocess.run(
        [sys.executable, "-c", LOOKS], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    assert looked.stdout == "[]\n"


def test_what_is_there_in_name_only_can_not_be_used() -> None:
    module = Unused("rasa.some.module")
    assert issubclass(module.Featurizer, object)
    with pytest.raises(NotImplementedError, match=r"rasa\.some\.module is not loaded"):
        module.Featurizer()


def test_training_data_is_put_together_as_rasa_does() -> None:
    merges = subprocess.run(
        [sys.executable, "-c", MERGES], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    assert merges.stdout == "True\nTrue\nTrue\n"


def test_training_reads_the_same_sentences_and_tells_them_apart(tmp_path: pathlib.Path) -> None:
    data = tmp_path / "nlu.yml"
    data.write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hi\n    - [pool](activity)?\n')
    reads = subprocess.run(
        [sys.executable, "-c", READS, str(data)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert reads.stdout == "True\nTrue False\n"
