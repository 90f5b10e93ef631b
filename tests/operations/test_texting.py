"""The commands about texts: costs, opting out, trying."""

from __future__ import annotations

import pathlib

import pytest
from sqlalchemy.engine import Engine

from assistant.channels.sms.segments import MOST_SEGMENTS, is_gsm7, segments
from assistant.commands import opt_out, sms_costs, try_sms
from assistant.commands.deliver import senders
from assistant.knowledge.store import Library
from assistant.replies.wording import Wording
from assistant.storage import database
from assistant.storage.consent import ConsentLedger
from assistant.storage.identity import pseudonym
from tests.assistant import TWILIO


def test_the_costs_of_every_answer_are_shown(
    loaded_engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", str(loaded_engine.url))
    assert sms_costs.main() == 0
    table = list(sms_costs.costs(Wording(), Library(loaded_engine).current()))
    printed = capsys.readouterr().out
    assert all(is_gsm7(words) and segments(words) <= MOST_SEGMENTS for _, words in table)
    for name, words in table:
        assert f"{segments(words)}  {len(words):3}  {name.removeprefix('utter_')}\n" in printed
    assert {"utter_not_covered_price", "utter_urgent", "aftercare.makeup", "utter_help"} <= dict(table).keys()
    single = sum(segments(words) == 1 for _, words in table)
    assert f"{single} of 1 segment," in printed
    assert single / len(table) > 0.9, "docs/sms.md says nearly all"


@pytest.mark.parametrize("number", ["+12025550188", "+1 (202) 555-0188", "+1.202.555.0188"])
def test_a_number_is_opted_out_however_it_is_written(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    url = f"sqlite:///{tmp_path / 'records.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("NUMBER", number)
    assert opt_out.main() == 0
    assert ConsentLedger(database.connect(url)).has_opted_out(pseudonym("sms", "+12025550188"))


@pytest.mark.parametrize("number", ["", "2025550188", "+0", "+1202555018x", "+12345678901234567"])
def test_a_number_without_its_country_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    monkeypatch.setenv("NUMBER", number)
    assert opt_out.main() == 2
    assert "country code" in capsys.readouterr().err


def test_a_try_without_settings_or_assistant_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TEXT", raising=False)
    assert try_sms.main() == 2
    monkeypatch.setenv("TEXT", "hi")
    for name in TWILIO:
        monkeypatch.delenv(name, raising=False)
    assert try_sms.main() == 2
    for name, value in TWILIO.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PORT", "1")
    assert try_sms.main() == 1
    said = capsys.readouterr().err
    for part in ('make sms TEXT="', "TWILIO_AUTH_TOKEN", "`make run`"):
        assert part in said


def test_texts_are_sent_only_where_an_account_is_configured(records: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in TWILIO.items():
        monkeypatch.setenv(name, value)
    assert "sms" in senders(records)
    monkeypatch.delenv("TWILIO_AUTH_TOKEN")
    assert "sms" not in senders(records)
