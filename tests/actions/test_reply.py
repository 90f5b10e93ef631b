from __future__ import annotations

from actions.reply import Line, Reply, answer, facts, say, weightiest


def test_a_fact_is_said_once() -> None:
    assert [line.fact for line in facts("what.is", "what.benefit", "what.is")] == ["what.is", "what.benefit"]


def test_lines_are_added_before_and_after_without_changing_the_reply() -> None:
    reply = answer("what.is")
    longer = reply.opened_by("utter_yes").then(Line("utter_booking"))
    assert [line.response for line in longer.lines] == ["utter_yes", "utter_what_is", "utter_booking"]
    assert longer.facts == reply.facts == ("what.is",)


def test_the_weightiest_kind_wins() -> None:
    assert weightiest([say("smalltalk", "utter_greet"), answer("what.is"), Reply("urgent", ())]) == "urgent"
