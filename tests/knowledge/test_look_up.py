"""The one look-up: which facts answer a question, and what is said where none does."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.knowledge.guidance import Asked, Clinic, Fact, Found, Guidance, Silence, Term, Treatment, Words
from assistant.knowledge.quantities import Quantity

WORDS = {"en": Words("It is so.")}
CLINIC = Clinic("HerSpace MedSpa", "", "", "", "", "", "911", "988")
TERMS = (
    Term("wrinkles", "concerns", "wrinkles"),
    Term("crows_feet", "concerns", "crow's feet", broader="wrinkles"),
    Term("scars", "concerns", "scars"),
    Term("moles", "concerns", "moles"),
    Term("sport", "activities", "sport"),
    Term("yoga", "activities", "yoga", broader="sport"),
    Term("alcohol", "products", "alcohol"),
    Term("retinoids", "products", "retinoids", judged=True),
    Term("retinol_oil", "products", "retinol oil"),
)


def fact(name: str, *aspects: str, subject: str = "peel", **more: Any) -> Fact:
    """Aspects may say when: "treats:named"."""
    parted = (aspect.partition(":") for aspect in aspects)
    said = {aspect: when or None for aspect, _, when in parted}
    return Fact(name, subject, "Section", "Document", said, WORDS, **more)


FACTS = (
    fact("peel.is", "definition"),
    fact("peel.lasts", "permanence:unnamed"),
    fact("peel.lasts_on_wrinkles", "permanence:named", terms=("wrinkles",), brings=("peel.upkeep",)),
    fact("peel.upkeep", "upkeep", stage="between", near=("spacing",)),
    fact("peel.treats", "treats", terms=("wrinkles", "scars")),
    fact("peel.sport", "rule", "aftercare", stage="after", terms=("sport",), effect="avoid_until", quantity=Quantity(2, 2, "days")),
    fact("peel.retinoids", "rule", "preparation", stage="before", terms=("retinoids",)),
    fact("peel.oil", "routine", stage="between", terms=("retinol_oil",)),
    fact("peel.hygiene", "hygiene", "rule:always", stage="after"),
    fact("peel.side", "recovery", stage="after"),
    fact("peel.for_all", "candidacy", brings=("peel.side",)),
    fact("laser.is", "definition", subject="laser", terms=("scars",)),
    fact("laser.treats", "treats:named", subject="laser", terms=("scars",)),
    fact("other.is", "definition", subject="other"),
)  # fmt: skip
SILENCES = (
    Silence(("rule", "aftercare"), "peel", WORDS, "after", ("retinoids",), near=("peel.upkeep",)),
    Silence(("pain",), "peel", WORDS, near=("peel.side",)),
)
TREATMENTS = (
    Treatment("peel", "peel", "Document", ("laser",), inherits=("permanence", "upkeep", "rule", "recovery")),
    Treatment("other", "other", "Document"),
)
GUIDANCE = Guidance("1", TREATMENTS, FACTS, TERMS, CLINIC, SILENCES)


def found(aspect: str, *terms: str, subject: str = "peel", **more: Any) -> Found:
    return GUIDANCE.answer(Asked(aspect, subject, terms, **more))


def ids(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.id for fact in facts]


def test_a_fact_answers_the_aspects_it_gives_and_no_other() -> None:
    assert ids(found("definition").facts) == ["peel.is"]
    assert found("price") == Found()


def test_the_particular_is_said_instead_of_the_general() -> None:
    assert ids(found("permanence").facts) == ["peel.lasts"]
    assert "peel.lasts" not in ids(found("permanence", "wrinkles").facts)


def test_the_general_is_said_of_what_the_guidance_knows_but_has_no_fact_about() -> None:
    assert ids(found("permanence", "scars").facts) == ["peel.lasts"]


def test_what_holds_of_the_broader_term_holds_of_the_narrower_and_not_the_other_way_round() -> None:
    assert ids(found("permanence", "crows_feet").facts)[0] == "peel.lasts_on_wrinkles"
    assert ids(found("rule", "yoga").facts) == ["peel.sport", "peel.hygiene"]
    narrow = fact("peel.yoga", "rule", stage="after", terms=("yoga",))
    assert not GUIDANCE.is_about(narrow, "sport")


def test_a_fact_brings_another_only_where_a_term_is_named() -> None:
    assert ids(found("permanence", "wrinkles").facts) == ["peel.lasts_on_wrinkles", "peel.upkeep"]
    assert ids(found("candidacy", "scars").facts) == ["peel.for_all", "peel.side"]
    assert ids(found("candidacy").facts) == ["peel.for_all"]


def test_a_list_is_said_whole_where_nothing_is_named_and_where_one_of_it_is() -> None:
    assert ids(found("treats").facts) == ["peel.treats"]
    assert ids(found("treats", "wrinkles").facts) == ["peel.treats"]


def test_an_addon_is_asked_of_with_its_treatment_where_the_aspect_is_theirs() -> None:
    assert ids(found("treats", "scars").facts) == ["peel.treats", "laser.treats"]
    assert ids(found("definition", subject="laser").facts) == ["laser.is"], "its own"


@pytest.mark.parametrize(
    ("aspect", "terms", "said", "owner"),
    [
        ("permanence", (), ["peel.lasts"], "peel"),
        ("recovery", (), ["peel.side"], "peel"),
        ("rule", ("sport",), ["peel.sport", "peel.hygiene"], "peel"),
        ("hygiene", (), [], None),  # is not handed on
    ],
)
def test_an_addon_inherits_what_the_treatment_hands_on(
    aspect: str, terms: tuple[str, ...], said: list[str], owner: str | None
) -> None:
    answered = found(aspect, *terms, subject="laser")
    assert (ids(answered.facts), answered.owner) == (said, owner)


def test_nothing_of_one_treatment_is_said_of_another() -> None:
    assert ids(found("definition", subject="other").facts) == ["other.is"]
    for aspect in ("permanence", "rule", "treats"):
        assert not found(aspect, subject="other").facts


@pytest.mark.parametrize("subject", ["botox", "unknown", ""])
def test_nothing_is_said_of_a_treatment_without_guidance(subject: str) -> None:
    assert found("definition", subject=subject) == Found()
    assert GUIDANCE.treatment_of(subject) is None


def test_terms_that_no_fact_is_about_are_missing() -> None:
    both = found("treats", "wrinkles", "moles")
    assert (ids(both.facts), both.missing) == (["peel.treats"], ("moles",))
    alone = found("treats", "moles")
    assert (alone.facts, alone.missing) == ((), ("moles",))
    rule = found("rule", "alcohol", stage="after")
    assert (rule.facts, rule.missing) == ((), ("alcohol",)), "the general rules are no answer to whether one may drink"
    other = found("rule", "alcohol", "wrinkles", stage="after")
    assert (other.facts, other.missing) == ((), ("alcohol",))


def test_a_rule_for_one_thing_is_no_rule_for_another_that_the_guidance_knows() -> None:
    known = found("rule", "retinol_oil", stage="after")
    assert (known.facts, known.missing) == ((), ("retinol_oil",))


def test_a_term_of_a_kind_that_the_aspect_does_not_depend_on_is_said_in_passing() -> None:
    assert ids(found("permanence", "alcohol").facts) == ["peel.lasts"]
    assert found("permanence", "alcohol").missing == ()


@pytest.mark.parametrize(
    ("stage", "said"), [("before", []), ("after", ["peel.sport", "peel.hygiene"]), (None, ["peel.sport", "peel.hygiene"])]
)  # fmt: skip
def test_a_rule_holds_at_its_stage(stage: str | None, said: list[str]) -> None:
    assert ids(found("rule", "sport", stage=stage).facts) == said


def test_where_only_the_stage_does_not_fit_that_is_told_unless_it_was_a_guess() -> None:
    assert found("rule", "sport", stage="before").stage == "before"
    guessed = found("rule", "sport", stage="before", stage_is_said=False)
    assert (ids(guessed.facts), guessed.stage) == (["peel.sport", "peel.hygiene"], None)


def test_what_to_do_before_and_after_has_its_stage_by_itself() -> None:
    assert ids(found("preparation").facts) == ["peel.retinoids"]
    assert ids(found("aftercare").facts) == ["peel.sport"]


def test_a_silence_is_told_with_what_stands_near_it() -> None:
    asked = found("rule", "retinoids", stage="after")
    assert (asked.facts, ids(asked.near), asked.silence) == ((), ["peel.upkeep"], SILENCES[0])
    assert found("pain").silence == SILENCES[1]
    assert found("pain", subject="other").silence is None


def test_a_silence_at_one_stage_stands_beside_the_rule_of_the_other() -> None:
    asked = found("rule", "retinoids")
    assert (ids(asked.facts)[0], asked.silence, asked.near) == ("peel.retinoids", SILENCES[0], ())
    assert found("rule", "retinoids", stage="before").silence is None


def test_what_is_said_near_an_aspect_that_is_not_covered() -> None:
    assert (found("spacing").facts, ids(found("spacing").near)) == ((), ["peel.upkeep"])


def test_what_the_question_means_counts_where_its_words_name_nothing() -> None:
    assert ids(found("rule", meant=("sport",)).facts)[0] == "peel.sport"
    assert ids(found("rule", "retinoids", meant=("sport",), stage="before").facts)[0] == "peel.retinoids"


def test_what_a_question_only_comes_close_to_is_no_answer() -> None:
    asked = found("rule", "alcohol", near=("sport",))
    assert (asked.facts, asked.missing, ids(asked.near)) == ((), ("alcohol",), ["peel.sport"])


def test_the_guidance_finds_by_id_and_names() -> None:
    assert GUIDANCE.fact("peel.is") == FACTS[0] and GUIDANCE.fact("peel.was") is None
    assert GUIDANCE.names(["scars", "nothing", "wrinkles"]) == ["scars", "wrinkles"]
    assert {fact.subject for fact in GUIDANCE.facts_of(TREATMENTS[0])} == {"peel", "laser"}
    assert [fact.id for fact in FACTS if GUIDANCE.is_judged(fact)] == ["peel.retinoids"]
