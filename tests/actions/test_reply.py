from __future__ import annotations

from actions.reply import Line, Reply, facts, say, weightiest, without_repeats
from assistant.knowledge.guidance import Fact
from tests.knowledge.shared import clinic_guidance


def fact(fact_id: str) -> Fact:
    found = clinic_guidance().fact(fact_id)
    assert found is not None
    return found


IS, BENEFIT = fact("what.is"), fact("what.benefit")


def test_a_fact_is_said_once() -> None:
    assert [line.fact for line in facts([IS, BENEFIT, IS])] == [IS, BENEFIT]


def test_lines_are_added_before_and_after_without_changing_the_reply() -> None:
    reply = Reply("answer", facts([IS]))
    longer = reply.opened_by("utter_yes").then(Line("utter_contact"))
    assert [line.response for line in longer.lines] == ["utter_yes", None, "utter_contact"]
    assert longer.facts == reply.facts == (IS,)


def test_facts_that_one_short_line_says_together_are_reported() -> None:
    assert Reply("answer", facts([IS]), short_of=(BENEFIT,)).facts == (IS, BENEFIT)


def test_a_fact_that_two_replies_share_is_said_with_the_first() -> None:
    first, second = Reply("answer", facts([IS])), Reply("answer", facts([IS, BENEFIT]))
    assert [reply.facts for _, reply in without_repeats([("a", first), ("b", second)])] == [(IS,), (BENEFIT,)]


def test_the_weightiest_kind_wins() -> None:
    replies = [say("smalltalk", "utter_greet"), Reply("answer", facts([IS])), Reply("urgent", ())]
    assert weightiest(replies) == "urgent"
