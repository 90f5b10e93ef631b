"""Domain, actions, rules, training data, guidance and wording name the same things."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from typing import Any, get_args

import pytest
from actions.answer_plan import STOPS
from actions.say_not_covered import FACTS_CLOSE_BY
from assistant.replies.wording_checks import wording_problems
from ruamel.yaml import YAML

import actions
from actions.call_back_form import ActionRequestCallBack, ValidateCallBackForm, _InForm
from actions.conversation import CALL_BACK_FORM, CALL_BACK_SLOTS
from actions.reply_action import ReplyAction, action_for
from assistant.commands.environment import ROOT
from assistant.dates.phrases import Problem
from assistant.dates.plan import BEFORE, CARE, OUTLOOK, TREATMENT, WAITS
from assistant.knowledge.guidance_files import read_guidance
from assistant.nlu.training_data import by_intent, intent_files, red_flag_files
from assistant.replies.wording import PLACEHOLDER, Wording, response_of

FIGURE = re.compile(r"\d")
FEWEST_EXAMPLES = 40
PLANNED = [step.replace(".", "_") for step in (*BEFORE, TREATMENT, *CARE, *WAITS, *OUTLOOK)]
CARE_STEPS = {fact.replace(".", "_") for fact in CARE}  # they have no day of their own
UNTRAINED = {"ask_several"}  # seen by splitting

for module in pkgutil.iter_modules(actions.__path__):
    importlib.import_module(f"actions.{module.name}")


def _yaml(name: str) -> Any:
    return YAML(typ="safe").load(ROOT / name)


DOMAIN = _yaml("domain.yml")
ACTIONS = sorted(ReplyAction.__subclasses__(), key=lambda action: action.__name__)


def test_actions_of_the_domain_are_those_that_exist() -> None:
    of_the_form = [action().name() for action in _concrete(_InForm)] + [ValidateCallBackForm().name()]
    assert sorted(DOMAIN["actions"]) == sorted([action().name() for action in ACTIONS] + of_the_form)


def test_the_form_asks_for_what_its_slots_hold() -> None:
    assert DOMAIN["forms"] == {CALL_BACK_FORM: {"required_slots": list(CALL_BACK_SLOTS)}}
    assert set(CALL_BACK_SLOTS) <= set(DOMAIN["slots"])


def _concrete(action: type[Any]) -> list[type[Any]]:
    below = [sub for child in action.__subclasses__() for sub in _concrete(child)]
    return below if inspect.isabstract(action) else [action, *below]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_file_class_and_id_of_an_action_match(action: type[ReplyAction]) -> None:
    if action is ActionRequestCallBack:
        return  # opens the form that the rest of its file is about
    assert action().name() == f"action_{action.__module__.removeprefix('actions.')}"


def test_every_intent_is_answered_by_one_action_and_the_rules_say_so() -> None:
    by_class = {(intent, action().name()) for action in ACTIONS for intent in action.intents}
    by_rule = set()
    for rule in _yaml("data/rules.yml")["rules"]:
        if "condition" in rule:
            continue  # goes on from a form
        first, then = rule["steps"]
        for step in first.get("or", [first]):
            by_rule.add((step["intent"], then["action"]))
    assert by_rule == by_class | {("ask_several", "action_answer_several")}
    assert sorted(intent for intent, _ in by_rule) == sorted(DOMAIN["intents"])


def test_training_data_has_enough_examples_of_every_intent() -> None:
    intents = list(by_intent())
    examples = {intent: len(sentences) for intent, sentences in intents}
    assert len(intents) == len(examples), "an intent stands in one file only"
    assert set(examples) == set(DOMAIN["intents"]) - {"nlu_fallback"}
    assert {intent for intent, count in examples.items() if count < FEWEST_EXAMPLES} <= UNTRAINED


def test_training_data_names_no_person() -> None:
    text = "\n".join(path.read_text() for path in (*intent_files(), *red_flag_files()))
    assert not re.findall(r"[\w.]+@[\w.]+\.\w+", text)
    assert not re.findall(r"(?<!\d)(?:\+?1[ -.]?)?\(?\d{3}\)?[ -.]\d{3}[ -.]\d{4}(?!\d)", text)


def test_what_is_kept_of_a_conversation_ends_with_its_session() -> None:
    assert DOMAIN["session_config"] == {"session_expiration_time": 60, "carry_over_slots_to_new_session": False}
    assert {"treated_at", "asked_when"} <= set(DOMAIN["slots"])


def test_no_figure_is_typed_in_the_wording() -> None:
    for response, variations in DOMAIN["responses"].items():
        for variation in variations:
            assert not FIGURE.search(PLACEHOLDER.sub("", variation["text"])), response


def test_no_figure_is_typed_in_what_actions_choose() -> None:
    for path in (ROOT / "actions").glob("answer_*.py"):
        numbers = [n.value for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant)]
        assert not [n for n in numbers if isinstance(n, int) and not isinstance(n, bool) and n > 1], path.name


def test_every_fact_is_said_as_the_guidance_asks() -> None:
    assert list(wording_problems(read_guidance(), Wording())) == []


def test_every_response_that_is_named_exists_and_none_is_unused() -> None:
    source = "\n".join(p.read_text() for folder in ("actions", "assistant") for p in (ROOT / folder).rglob("*.py"))
    named = set(re.findall(r"\"(utter_[a-z_]+[a-z])\"", source))
    named |= {name for variations in DOMAIN["responses"].values() for v in variations for name in re.findall(r"\{(utter_\w+)\}", v["text"])}  # fmt: skip
    named |= {response_of(fact.id) for fact in read_guidance().treatment.facts}
    named |= {f"utter_not_covered_{intent.removeprefix('ask_')}" for intent in FACTS_CLOSE_BY}
    for intents, pattern in (
        (action_for("medical_condition").intents, "utter_{}"),
        (action_for("greet").intents, "utter_{}"),
        (action_for("book_visit").intents, "utter_{}"),
    ):
        named |= {pattern.format(intent) for intent in intents}
    named |= {f"utter_{step}_{slot}" for step in ("ask", "not") for slot in CALL_BACK_SLOTS}
    named |= {"utter_urgent_reminder", "utter_self_harm_reminder"}
    named |= {f"utter_plan_{step}" for step in PLANNED}
    named |= {f"utter_plan_{fact.replace('.', '_')}_over" for fact in STOPS}
    named |= {f"utter_calendar_{step}" for step in PLANNED if step not in CARE_STEPS} | {"utter_calendar"}
    named |= {f"utter_date_{problem}" for problem in get_args(Problem)}
    named |= {"utter_too_long", "utter_nothing"}  # forms of a message, see nlu.message_form
    existing = set(DOMAIN["responses"])
    assert named - existing == set()
    built = {name for name in existing if name.startswith(("utter_topic_", "utter_why_"))}
    assert existing - named - built == set()
    facts = {response_of(fact.id).removeprefix("utter_") for fact in read_guidance().treatment.facts}
    assert {name.removeprefix("utter_why_") for name in built if name.startswith("utter_why_")} - facts <= {"not_said"}
    assert {n.removeprefix("utter_topic_") for n in built if n.startswith("utter_topic_")} <= set(DOMAIN["intents"])


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("assistant/knowledge", ("rasa", "rasa_sdk", "actions")),
        ("assistant/delivery", ("rasa", "rasa_sdk", "actions")),
        ("assistant/dates", ("rasa", "rasa_sdk", "actions", "assistant.nlu")),
        ("actions", ("rasa", "assistant.channels", "assistant.nlu")),
    ],
)
def test_data_flows_one_way(package: str, forbidden: tuple[str, ...]) -> None:
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for module in modules:
                assert not any(f"{module}.".startswith(f"{each}.") for each in forbidden), (
                    f"{path.name} imports {module}"
                )
