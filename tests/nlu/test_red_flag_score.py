from __future__ import annotations

import pytest

from assistant.nlu.red_flags.gate import BY_WORDS, MOST_WORDS, NOT_KNOWN, RedFlags
from assistant.nlu.red_flags.message import Message
from assistant.nlu.red_flags.rules import RedFlagRules
from assistant.nlu.red_flags.score import BIAS, Score, WordScore, features


@pytest.fixture(scope="module")
def rules() -> RedFlagRules:
    return RedFlagRules.load()


def test_words_that_are_denied_or_asked_about_are_others(rules: RedFlagRules) -> None:
    assert "swollen" in features(rules, Message(rules, "my lip is swollen"))
    assert "not:swollen" in features(rules, Message(rules, "my lip is not swollen"))
    assert "not:#SWOLLEN" in features(rules, Message(rules, "can my lip get swollen"))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("day {}", ["4", "5", "five", "12"]),
        ("treated {} ago and my skin is red", ["2 days", "three days", "39 days", "72 days", "3.5 days", "1-3 days"]),
        ("treated on {}. the swelling is new", ["monday", "june 3", "22nd of may", "december 11"]),
        ("hot since {}", ["5pm", "11 am", "noon"]),
        ("after my {} session it burns", ["2nd", "3rd", "third", "11th"]),
    ],
)
def test_a_figure_is_as_good_as_another(rules: RedFlagRules, text: str, figures: list[str]) -> None:
    first, *others = (features(rules, Message(rules, text.format(figure))) for figure in figures)
    assert all(other == first for other in others)


def test_a_temperature_is_a_fever(rules: RedFlagRules) -> None:
    assert any(name.startswith("#FEVER") for name in features(rules, Message(rules, "it says 103")))
    assert not any(name.startswith("#FEVER") for name in features(rules, Message(rules, "in 103 days")))


def test_when_the_visit_was_is_not_weighed(rules: RedFlagRules) -> None:
    told = features(rules, Message(rules, "may I swim? I had my session this morning."))
    assert told == features(rules, Message(rules, "may I swim?"))


def test_adds_up_what_it_knows(rules: RedFlagRules) -> None:
    words = WordScore({BIAS: Score(-1, 0), "fog": Score(4, 2), "all": Score(-2, 0)})
    assert words.of(rules, Message(rules, "zorched")) == Score(-1, 0)
    fog, all_fog = (words.of(rules, Message(rules, text)) for text in ("fog", "all fog"))
    assert fog and fog.urgent > 0 and fog.self_harm > 0
    assert all_fog and all_fog.urgent < fog.urgent


def test_where_no_word_tells_anything_the_rules_decide(rules: RedFlagRules) -> None:
    gate = RedFlags(rules, WordScore({BIAS: Score(9, 0)}))
    assert WordScore.load().of(rules, Message(rules, "I had my session this morning.")) is None
    assert gate.find("") is gate.find("hello") is None
    assert gate.find("39.5 today") is not None


def test_words_see_what_no_rule_names(rules: RedFlagRules) -> None:
    seen = RedFlags(rules, WordScore({"zorched": Score(9, 0)})).find("zorched")
    assert seen is not None and seen.rule == BY_WORDS and not seen.self_harm
    harm = RedFlags(rules, WordScore({"zorched": Score(9, 9)})).find("zorched")
    assert harm is not None and harm.self_harm


def test_the_story_of_a_life_has_words_of_everything(rules: RedFlagRules) -> None:
    gate = RedFlags(rules, WordScore({"zorched": Score(90, 0)}))
    assert gate.find("zorched " + "and so on " * 10) is not None
    assert gate.find("zorched " + "and so on " * MOST_WORDS) is None


@pytest.mark.parametrize(("text", "urgent"), [("chest pain no, hives no", False), ("chest pain, no hives", True)])
def test_a_sign_answered_no_is_denied(rules: RedFlagRules, text: str, urgent: bool) -> None:
    by_rules = RedFlags(rules, WordScore({BIAS: Score(NOT_KNOWN, 0)}))
    assert bool(by_rules.find(text)) == urgent


def test_a_rule_met_by_chance_raises_nothing(rules: RedFlagRules) -> None:
    assert RedFlags(rules, WordScore({})).find("i have a fever") is not None
    assert RedFlags(rules, WordScore({"fever": Score(-9, 0)})).find("i have a fever") is None
