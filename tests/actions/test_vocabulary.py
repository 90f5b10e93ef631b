from __future__ import annotations

import pytest
from actions.vocabulary import addons_in, concerns_in, names_something_else, rules_named

from actions.question import Question
from assistant.knowledge.store import Library


def test_sorts_what_a_question_names(clinic_library: Library) -> None:
    guidance = clinic_library.current()
    question = Question("", "ask_prp", terms=("prp", "wrinkles", "sauna", "retinoids", "gone"))
    assert concerns_in(question, guidance) == ("wrinkles",)
    assert addons_in(question, guidance) == ("prp",)
    assert rules_named(question, guidance, "aftercare") == ("aftercare.sauna",)
    assert rules_named(question, guidance, "prep") == ("prep.retinoids",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("what can it help with?", False),
        ("which concerns do you treat with microneedling?", False),
        ("does it help with ringworm?", True),
        ("is it good for chickenpox marks", True),
    ],
)
def test_sees_words_that_may_name_a_concern(text: str, names: bool) -> None:
    assert names_something_else(text) is names
