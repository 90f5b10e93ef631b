"""Rasa's command line without what this pipeline has no use for: `python -m assistant.commands.light_rasa run ...`.

Rasa imports all of its components, used or not, and with some of them TensorFlow: most of its start and of its memory.
Here modules that need TensorFlow are there in name only, as long as config.yml uses none of them.
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import pathlib
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

from ruamel.yaml import YAML

from assistant.commands.environment import ROOT

# Rasa's own components that are imported as ever; ours go by the path of their module.
LIGHT = frozenset({"RulePolicy"})

# What Rasa imports on the way: to register it, to ask whether something is of its kind, for `rasa test`.
_UNUSED = (
    "rasa.core.policies.ted_policy",
    "rasa.core.policies.unexpected_intent_policy",
    "rasa.nlu.classifiers.diet_classifier",
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
    "rasa.nlu.selectors.response_selector",
    "rasa.nlu.test",
    "rasa.utils.plotting",
    "rasa.utils.tensorflow.callback",
    "rasa.utils.tensorflow.data_generator",
    "rasa.utils.tensorflow.model_data",
    "rasa.utils.tensorflow.model_data_utils",
)
_KINDS = ("training_examples", "entity_synonyms", "regex_features", "lookup_tables", "responses")
_TOLD_APART_BY = ("text", "intent", "action_name", "action_text", "entities")
_COMPONENTS = "rasa.engine.recipes.default_components"


class Unused(ModuleType):
    """Has a class of any name, none of which can be made."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = type(name, (), {"__module__": self.__name__, "__init__": _refuse})
        setattr(self, name, found)
        return found


def _refuse(self: object, *_: object, **__: object) -> None:
    raise NotImplementedError(
        f"{type(self).__module__} is not loaded: assistant/commands/light_rasa.py leaves TensorFlow out"
    )


def is_enough(config_file: pathlib.Path = ROOT / "config.yml") -> bool:
    """Whether the configuration names no other component of Rasa's than the light ones."""
    config = YAML(typ="safe").load(config_file)
    names = [component["name"] for part in ("pipeline", "policies") for component in config.get(part) or ()]
    return all("." in name or name in LIGHT for name in names)


def leave_out_tensorflow() -> None:
    """To be called before anything of Rasa is imported."""
    for name in (*_UNUSED, _COMPONENTS):
        sys.modules[name] = Unused(name)
    import rasa.utils.tensorflow  # noqa: PLC0415 - after the modules that would bring TensorFlow along
    from rasa.core.policies.rule_policy import RulePolicy  # noqa: PLC0415

    for name in _UNUSED:  # as an import would: an attribute of the package too
        package, _, attribute = name.rpartition(".")
        if package == rasa.utils.tensorflow.__name__:
            setattr(rasa.utils.tensorflow, attribute, sys.modules[name])
    sys.modules[_COMPONENTS].DEFAULT_COMPONENTS = [RulePolicy]  # type: ignore[attr-defined]


def merge_without_copies() -> None:
    """Rasa puts training data together four times, each time with a deep copy of all sentences, and compares them all.

    Where nothing is added the data stays what it is; where something is, both keep their sentences, which none changes.
    """
    from rasa.shared.nlu.training_data import training_data  # noqa: PLC0415 - after the modules left out

    whole_merge = training_data.TrainingData.merge

    def merge(data: Any, *others: Any) -> Any:
        filled = [part for part in (data, *others) if part is not None and any(getattr(part, kind) for kind in _KINDS)]
        return filled[0] if len(filled) == 1 else whole_merge(data, *others)

    training_data.TrainingData.merge = merge
    training_data.copy = SimpleNamespace(deepcopy=copy.copy)  # the module's, which only `merge` uses


def tell_apart_by_text() -> None:
    """Rasa tells training sentences apart by a hash of all that is known of each, anew after every component.

    That is for its cache, which is of no use where everything is trained (`--force`): text and intent are enough.
    """
    from rasa.shared.nlu.training_data.message import Message  # noqa: PLC0415 - after the modules left out

    def fingerprint(self: Any) -> str:
        if self._cached_fingerprint is None:
            told = repr([self.get(key) for key in _TOLD_APART_BY]).encode()
            self._cached_fingerprint = hashlib.md5(told, usedforsecurity=False).hexdigest()
        return str(self._cached_fingerprint)

    Message.fingerprint = fingerprint


def read_without_schema() -> None:
    """Rasa reads training data twice, the second time with the line of every sentence, to check it by a schema.

    That is for people who write the data: `make check` does it for them.
    """
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader  # noqa: PLC0415 - the same

    RasaYAMLReader.validate = lambda *_: None


def main() -> None:
    if is_enough():
        leave_out_tensorflow()
        merge_without_copies()
        if "--skip-validation" in sys.argv:
            read_without_schema()
        if "--force" in sys.argv:
            tell_apart_by_text()
    elif importlib.util.find_spec("tensorflow") is None:
        raise SystemExit("config.yml names a component of Rasa's own, which needs TensorFlow: see docs/rasa.md.")
    import rasa.__main__  # noqa: PLC0415 - the same

    sys.argv[0] = "rasa"
    rasa.__main__.main()


if __name__ == "__main__":
    main()
