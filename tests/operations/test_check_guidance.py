"""`make check` tells staff what is wrong with the guidance, else what they should decide."""

from __future__ import annotations

import pytest

from assistant.commands import check_guidance
from assistant.knowledge import guidance_files
from assistant.knowledge.gate import problems
from tests.knowledge.shared import Folder


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Stay out of saunas for {value} after", "Stay out of saunas for 3 days after",
         "the words `say` (en) have no {value}, the figure of the fact"),
        ("No saunas for {value} after", "No saunas after",
         "the words `sms` (en) have no {value}, the figure of the fact"),
        ("such as {terms}, may need only", "such as yours, may need only",
         "sessions.mild: the words `say` (en) have no {terms} and do not name 'large pores'"),
        ("Stay out of saunas for {value} after", "Stay out of it for {value} after",
         "aftercare.sauna: the words `say` (en) have no {terms} and do not name 'sauna'"),
        ("        say: \"You can book a consultation", "        tell: \"You can book a consultation", ".say: field required"),
    ],
)  # fmt: skip
def test_names_words_that_lost_their_figure_or_what_they_are_about(
    folder: Folder, old: str, new: str, problem: str
) -> None:
    found = problems(folder.changed(old, new))
    assert any(problem in each for each in found), found


def test_the_clinics_own_guidance_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_guidance.main() == 0
    said = capsys.readouterr().out
    assert "The guidance is sound: 35 facts about microneedling, " in said
    assert "For the clinic to decide (" in said
    assert "time_zone is empty" in said


def test_every_problem_is_printed_and_the_command_fails(
    folder: Folder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.change("unit: sessions}\n    brings", "unit: sittings}\n    brings")
    folder.change("aspects: [consultation, booking]", "aspects: [bookings]")
    folder.change("crisis_number:", "crisis:", "clinic.yml")
    monkeypatch.setattr(check_guidance, "read_folder", lambda: guidance_files.read_folder(folder.path))
    assert check_guidance.main() == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 4
    for problem in (
        "unknown unit 'sittings'",
        "unknown aspect 'bookings'",
        "crisis_number: field required",
        "crisis: extra",
    ):
        assert problem in said.err
    assert said.out == ""
