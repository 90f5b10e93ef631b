"""The wording of every fact has to keep its figure and its words."""

from __future__ import annotations

import pathlib

import pytest
from assistant.replies.wording_checks import wording_problems

from assistant.commands import check_guidance
from assistant.knowledge import gate
from assistant.replies.wording import DOMAIN, Wording
from tests.knowledge.shared import clinic_files


def problems_with(tmp_path: pathlib.Path, old: str, new: str) -> list[str]:
    text = DOMAIN.read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "domain.yml").write_text(text.replace(old, new), encoding="utf-8")
    return list(wording_problems(clinic_files(), Wording(tmp_path / "domain.yml")))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Stay out of saunas for {aftercare.sauna} after", "Stay out of saunas for 3 days after",
         "domain.yml: utter_aftercare_sauna has no {aftercare.sauna}, the figure of the fact"),
        ("No saunas for {aftercare.sauna} after", "No saunas after",
         "domain.yml: utter_aftercare_sauna (SMS) has no {aftercare.sauna}, the figure of the fact"),
        ("for {prep.retinoids} before your", "for {prep.antibiotics} before your",
         "domain.yml: utter_prep_retinoids has no {prep.retinoids}, the figure of the fact"),
        ("exfoliate several times, but not the night before.", "exfoliate, but not the night before.",
         "domain.yml: utter_prep_exfoliate does not say 'several times'"),
        ("Use antibiotic cream as told after treatment.", "Use antibiotic cream after treatment.",
         "domain.yml: utter_aftercare_antibiotic_cream (SMS) does not say 'told'"),
        ("  utter_booking:\n", "  utter_bookings:\n",
         "domain.yml: utter_booking is missing; it says the fact booking"),
    ],
)  # fmt: skip
def test_names_a_response_that_lost_its_figure_or_words(
    tmp_path: pathlib.Path, old: str, new: str, problem: str
) -> None:
    assert problems_with(tmp_path, old, new) == [problem]


def test_names_a_response_that_lost_the_list_of_its_terms(tmp_path: pathlib.Path) -> None:
    assert problems_with(tmp_path, "for {concerns.treated.terms}.", "for many concerns.") != []


def test_the_clinics_own_guidance_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_guidance.main() == 0
    assert "The guidance is sound: 35 facts" in capsys.readouterr().out


def test_every_problem_is_printed_and_the_command_fails(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "domain.yml").write_text("responses:\n  utter_booking:\n    - text: Come by.\n")
    monkeypatch.setattr(gate, "Wording", lambda: Wording(tmp_path / "domain.yml"))
    assert check_guidance.main() == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 35
    assert "utter_booking does not say 'consultation'" in said.err
    assert said.out == ""
