"""Domain, actions, rules, training data, guidance and wording name the same things."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from typing import Any, get_args

import pytest
from ruamel.yaml import YAML

import actions
from actions.call_back_form import ActionRequestCallBack, ValidateCallBackForm, _InForm
from actions.conversation import CALL_BACK_FORM, CALL_BACK_SLOTS
from actions.question import Question
from actions.reply_action import ANY_ASPECT, ReplyAction, action_for
from assistant.commands.environment import ROOT
from assistant.dates.effects import EFFECTS
from assistant.dates.phrases import Problem
from assistant.knowledge.aspects import ASPECTS, PLAN, READY, Part, Stage
from assistant.knowledge.guidance_files import read_guidance
from assistant.nlu.frames import INTENTS, frame_of
from assistant.nlu.training_data import by_intent, intent_files, red_flag_files
from assistant.replies.wording import PLACEHOLDER

FIGURE = re.compile(r"\d")
FEWEST_EXAMPLES = 40
IN_SHORT = ("ask", "stop_before", "avoid_night_before", "avoid_until")  # effects that a plan by text tells
UNTRAINED = {"ask_several"}  # seen by splitting

for module in pkgutil.iter_modules(actions.__path__):
    importlib.import_module(f"actions.{module.name}")


def _yaml(name: str) -> Any:
    return YAML(typ="safe").load(ROOT / name)


DOMAIN = _yaml("domain.yml")
FRAMED = set(_yaml(str(INTENTS.relative_to(ROOT))))  # intents that ask something of the guidance
GUIDANCE = read_guidance()
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
    by_class = {(intent, action().name()) for action in ACTIONS for intent in action.intents if intent != ANY_ASPECT}
    by_class |= {(intent, "action_answer_question") for intent in FRAMED}
    by_rule = set()
    for rule in _yaml("data/rules.yml")["rules"]:
        if "condition" in rule:
            continue  # goes on from a form
        first, then = rule["steps"]
        for step in first.get("or", [first]):
            by_rule.add((step["intent"], then["action"]))
    assert by_rule == by_class | {("ask_several", "action_answer_question")}
    assert sorted(intent for intent, _ in by_rule) == sorted(DOMAIN["intents"])


def test_every_intent_with_a_frame_asks_for_what_there_is() -> None:
    for intent in FRAMED:
        frame = frame_of(intent)
        assert frame.aspect in {*ASPECTS, PLAN, READY}, intent
        assert frame.stage in (None, *get_args(Stage)), intent
        assert frame.subject is None or GUIDANCE.treatment_of(frame.subject), intent
        assert all(GUIDANCE.term(term) for term in (*frame.meant, *frame.near)), intent
    assert [intent for intent in DOMAIN["intents"] if intent not in FRAMED and frame_of(intent).aspect] == []


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
    for name in ("answer_question.py", "answer_follow_up.py", "dated_answers.py"):
        numbers = [
            n.value for n in ast.walk(ast.parse((ROOT / "actions" / name).read_text())) if isinstance(n, ast.Constant)
        ]
        assert not [n for n in numbers if isinstance(n, int) and not isinstance(n, bool) and n > 1], name


def test_no_fact_is_named_outside_the_guidance() -> None:
    """Another clinic's files, or another treatment's, need no change of the program."""
    facts = {fact.id for fact in GUIDANCE.facts if "." in fact.id}
    for folder in ("actions", "assistant", "quality"):
        for path in (ROOT / folder).rglob("*.py"):
            strings = [n.value for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant)]
            named = [fact for text in strings if isinstance(text, str) for fact in facts if fact in text]
            assert named == [], path.name
    domain = (ROOT / "domain.yml").read_text()
    responses = {fact: f"utter_{fact.replace('.', '_')}" for fact in facts}
    assert [fact for fact, response in responses.items() if fact in domain or response in DOMAIN["responses"]] == []


def test_every_response_that_is_named_exists_and_none_is_unused() -> None:
    source = "\n".join(p.read_text() for folder in ("actions", "assistant") for p in (ROOT / folder).rglob("*.py"))
    named = set(re.findall(r"\"(utter_[a-z_]+[a-z])\"", source))
    named |= {name for variations in DOMAIN["responses"].values() for v in variations for name in re.findall(r"\{(utter_\w+)\}", v["text"])}  # fmt: skip
    for intent in ("medical_condition", "greet", "book_visit"):  # actions that say a response of their intent's name
        named |= {f"utter_{each}" for each in action_for(Question("", intent)).intents}
    named |= {f"utter_{step}_{slot}" for step in ("ask", "not") for slot in CALL_BACK_SLOTS}
    named |= {"utter_urgent_reminder", "utter_self_harm_reminder"}
    named |= {f"utter_not_covered_{aspect}" for aspect in ASPECTS} | {f"utter_faq_{aspect}" for aspect in ASPECTS}
    named |= {f"utter_faq_part_{part}" for part in get_args(Part)}
    named |= {f"utter_not_named_{stage}" for stage in get_args(Stage)}
    named |= {f"utter_step_{effect}" for effect in EFFECTS} | {"utter_step_stop_before_over", "utter_step_due_around"}
    named |= {f"utter_title_{name}" for name, effect in EFFECTS.items() if effect.has_day}
    named |= {f"utter_short{undated}_{effect}" for effect in IN_SHORT for undated in ("", "_undated")}
    named |= {f"utter_date_{problem}" for problem in get_args(Problem)}
    named |= {"utter_too_long", "utter_nothing"}  # forms of a message, see nlu.message_form
    existing = set(DOMAIN["responses"])
    assert named - existing == set()
    topics = {name for name in existing if name.startswith("utter_topic_")}
    assert existing - named - topics == set()
    assert {name.removeprefix("utter_topic_") for name in topics} <= set(DOMAIN["intents"])


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
