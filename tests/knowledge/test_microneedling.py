"""The clinic's guidance file holds every fact of the article, at its stage and with its figure."""

from __future__ import annotations

import pytest

from assistant.knowledge.guidance import Asked, Fact, Guidance
from tests.knowledge.shared import clinic_guidance

# id: (stage, figure, section of the article)
FACTS = {
    "what.is": (None, None, "Guide"),
    "what.benefit": (None, None, "Guide"),
    "permanence.general": (None, "every 6 months", "Is Microneedling Permanent?"),
    "permanence.acne_scars": (None, None, "Is Microneedling Permanent?"),
    "permanence.appearance": (None, "every 6 months", "Is Microneedling Permanent?"),
    "sessions.initial": (None, "3 to 5 sessions", "Is Microneedling Permanent?"),
    "sessions.mild": (None, "1 session", "Is Microneedling Permanent?"),
    "maintenance.interval": ("between", "every 6 months", "Is Microneedling Permanent?"),
    "maintenance.concerns": ("between", None, "Is Microneedling Permanent?"),
    "maintenance.factors": ("between", None, "Maintain"),
    "care.daily_routine": ("between", None, "Daily Skincare Routine"),
    "care.routine_help": ("between", None, "Daily Skincare Routine"),
    "care.hydrating": ("between", None, "Daily Skincare Routine"),
    "care.actives": ("between", None, "Daily Skincare Routine"),
    "aftercare.sun": ("after", "every 2 hours", "Avoid The Sun"),
    "aftercare.hygiene": ("after", None, "Reduce Risks Of Infections"),
    "aftercare.antibiotic_cream": ("after", None, "Reduce Risks Of Infections"),
    "aftercare.exercise": ("after", "at least 72 hours", "Reduce Risks Of Infections"),
    "aftercare.swimming": ("after", "at least 72 hours", "Reduce Risks Of Infections"),
    "aftercare.sauna": ("after", "at least 72 hours", "Reduce Risks Of Infections"),
    "aftercare.makeup": ("after", "48 hours", "Reduce Risks Of Infections"),
    "recovery.redness": ("after", "1 to 3 days", "When Will I See"),
    "recovery.healing": ("after", "1 to 2 weeks", "When Will I See"),
    "results.timeline": ("after", "up to 2 months", "When Will I See"),
    "results.expected": (None, None, "What Results"),
    "concerns.treated": (None, None, "What Results"),
    "addon.general": (None, None, "What Results"),
    "addon.prp": (None, None, "What Results"),
    "addon.rf": (None, None, "What Results"),
    "prep.general": ("before", None, "How Do I Prepare"),
    "prep.exfoliate": ("before", None, "Exfoliate"),
    "prep.acne_medication": ("before", None, "Avoid Certain Acne Medications"),
    "prep.retinoids": ("before", "at least 1 week", "Avoid Topical Retinoids"),
    "prep.antibiotics": ("before", "at least 1 week", "Avoid Topical Retinoids"),
    "booking": (None, None, "closing paragraph"),
}
ABOUT = {
    "permanence.acne_scars": {"acne_scars"},
    "permanence.appearance": {"skin_tone", "texture", "pigmentation"},
    "sessions.mild": {"large_pores", "dry_skin"},
    "maintenance.concerns": {"wrinkles", "pigmentation", "skin_tone", "large_pores", "texture"},
    "concerns.treated": {
        "fine_lines", "wrinkles", "large_pores", "loose_skin", "skin_tone", "stretch_marks", "scars", "dark_circles",
        "crows_feet", "neck_chest_lines",
    },
    "addon.prp": {"pigmentation", "acne_scars"},
    "addon.rf": {"loose_skin", "wrinkles"},
}  # fmt: skip


def entries() -> dict[str, Fact]:
    return {fact.id: fact for fact in clinic_guidance().facts}


def test_there_are_the_facts_of_the_article_and_no_others() -> None:
    assert set(entries()) == set(FACTS)
    assert len(FACTS) == 35


@pytest.mark.parametrize("fact_id", FACTS)
def test_a_fact_has_its_stage_figure_and_section(fact_id: str) -> None:
    stage, figure, section = FACTS[fact_id]
    entry = entries()[fact_id]
    assert entry.stage == stage
    assert (str(entry.quantity) if entry.quantity else None) == figure
    assert section in entry.section


@pytest.mark.parametrize("fact_id", ABOUT)
def test_a_fact_names_the_concerns_of_the_article(fact_id: str) -> None:
    assert set(entries()[fact_id].terms) == ABOUT[fact_id]


def test_what_holds_for_wrinkles_holds_for_crows_feet(guidance: Guidance) -> None:
    upkeep = guidance.answer(Asked("upkeep", "microneedling", ("crows_feet",)))
    treats = guidance.answer(Asked("treats", "microneedling", ("crows_feet",)))
    assert "maintenance.concerns" in [fact.id for fact in upkeep.facts]
    assert "addon.rf" in [fact.id for fact in treats.facts]
    assert not guidance.is_about(entries()["permanence.acne_scars"], "scars"), "not the other way round"
