from __future__ import annotations

import shlex

from assistant.commands.environment import ROOT
from assistant.commands.serve import action_server_command, deliver_command, is_ready, rasa_command

ENV = {"PORT": "6006", "ACTIONS_PORT": "6007", "HOST": "127.0.0.1"}


def test_both_processes_get_their_ports_and_the_log_without_patient_words() -> None:
    rasa, actions = shlex.split(rasa_command(ENV, "a model.tar.gz")), shlex.split(action_server_command(ENV))
    assert rasa[rasa.index("--port") + 1] == "6006"
    assert rasa[rasa.index("--model") + 1] == "a model.tar.gz"
    assert actions[actions.index("--port") + 1] == "6007"
    logging = rasa[rasa.index("--logging-config-file") + 1]
    assert logging == actions[actions.index("--logging-config_file") + 1]
    assert (ROOT / logging).exists()


def test_deliveries_have_a_process_of_their_own() -> None:
    assert shlex.split(deliver_command())[1:] == ["-m", "assistant.commands.deliver"]


def test_nothing_is_ready_where_nothing_listens() -> None:
    assert not is_ready({"PORT": "1", "ACTIONS_PORT": "1"})


def test_the_sites_that_embed_the_chat_may_read_rasas_answers() -> None:
    command = shlex.split(rasa_command({**ENV, "WEB_ORIGINS": "https://a.example, https://b.example"}, "model"))
    assert command[command.index("--cors") + 1 :] == ["https://a.example", "https://b.example"]
    assert "--cors" not in rasa_command(ENV, "model")
    assert "--enable-api" not in command
