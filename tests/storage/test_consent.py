from __future__ import annotations

from sqlalchemy.engine import Engine

from assistant.storage.consent import ConsentLedger


def test_the_last_decision_counts_and_all_are_kept(records: Engine) -> None:
    ledger = ConsentLedger(records)
    assert not ledger.has_opted_out("ann")
    ledger.record("ann", "opt_out", "text", "STOP", "You get no more texts.", "SM1")
    assert ledger.has_opted_out("ann") and not ledger.has_opted_out("bob")
    ledger.record("ann", "opt_in", "text", "START", "Welcome back.", "SM2")
    assert not ledger.has_opted_out("ann")
    assert [(e.decision, e.means, e.words, e.sent) for e in ledger.entries("ann")] == [
        ("opt_out", "text", "STOP", "You get no more texts."),
        ("opt_in", "text", "START", "Welcome back."),
    ]
    assert ledger.entries("ann")[0].decided_at <= ledger.entries("ann")[1].decided_at


def test_the_same_message_decides_once(records: Engine) -> None:
    ledger = ConsentLedger(records)
    ledger.record("ann", "opt_out", "text", "STOP", "first", "SM1")
    ledger.record("ann", "opt_out", "text", "STOP", "second", "SM1")
    (entry,) = ledger.entries("ann")
    assert entry.sent == "first"
    assert ledger.entry_of("SM1") == entry
    assert ledger.entry_of("SM2") is None


def test_decisions_without_a_message_are_all_kept(records: Engine) -> None:
    ledger = ConsentLedger(records)
    for _ in range(2):
        ledger.record("ann", "opt_out", "staff", "asked the clinic")
    assert len(ledger.entries("ann")) == 2


def test_endless_words_are_kept_in_part(records: Engine) -> None:
    ledger = ConsentLedger(records)
    ledger.record("ann", "opt_out", "text", "stop texting me " * 99, "x" * 2000)
    (entry,) = ledger.entries("ann")
    assert len(entry.words) == 320 and len(entry.sent or "") == 640
