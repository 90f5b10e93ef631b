"""The assistant that `rasa init` makes, with the one change that lets it be served as ours is: an action for each reply."""

from __future__ import annotations

import pathlib
import subprocess
import time

from ruamel.yaml import YAML

from quality.benchmark.rasa_default.environment import quiet_environment
from quality.benchmark.served import Served

# what its NLU data has for "bot_challenge"; a rule answers it at any point of a conversation
QUESTIONS = ("are you a bot?", "are you a human?", "am I talking to a bot?", "am I talking to a human?")
_RESPONSE, _ACTION = "utter_iamabot", "action_i_am_a_bot"
_SCAFFOLD = "import sys; from rasa.cli.scaffold import create_initial_project as create; create(sys.argv[1])"
_ACTIONS = f'''from rasa_sdk import Action


class IAmABot(Action):
    def name(self):
        return "{_ACTION}"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(response="{_RESPONSE}")
        return []
'''


class RasaDefault:
    """Run by `python`; lives in `folder`, on two ports, with conversations in a SQLite file."""

    def __init__(self, python: str, folder: pathlib.Path, port: int, actions_port: int) -> None:
        self._python, self._folder = python, folder
        self._port, self._actions_port = port, actions_port
        folder.mkdir()
        self._run("-c", _SCAFFOLD, str(folder))
        yaml = YAML()
        domain = yaml.load(folder / "domain.yml")
        yaml.dump({**domain, "actions": [_ACTION]}, folder / "domain.yml")
        rules = folder / "data" / "rules.yml"
        rules.write_text(rules.read_text().replace(_RESPONSE, _ACTION))
        (folder / "actions" / "actions.py").write_text(_ACTIONS)
        endpoints = {
            "action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"},
            "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "conversations.db")},
        }
        yaml.dump(endpoints, folder / "endpoints.yml")

    def train(self) -> float:
        """Seconds, with nothing kept from a training before."""
        began = time.perf_counter()
        self._run("-m", "rasa", "train", "--force", "--fixed-model-name", "default")
        return time.perf_counter() - began

    def served(self) -> Served:
        rasa = [self._python, "-m", "rasa", "run"]
        return Served(
            name="rasa init",
            commands=[
                [*rasa, "--port", str(self._port), "--interface", "127.0.0.1", "--quiet"],
                [*rasa, "actions", "--port", str(self._actions_port), "--quiet"],
            ],
            folder=self._folder,
            env=self._environment(),
            port=self._port,
            questions=QUESTIONS,
            log=self._folder / "served.log",
        )

    def _run(self, *arguments: str) -> None:
        with (self._folder / "training.log").open("ab") as log:
            subprocess.run(
                [self._python, *arguments],
                cwd=self._folder,
                env=self._environment(),
                stdout=log,
                stderr=log,
                check=True,
            )

    def _environment(self) -> dict[str, str]:
        return {**quiet_environment(), "PYTHONPATH": str(self._folder)}
