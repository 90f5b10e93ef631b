from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from assistant.storage.sent_texts import SentText, SentTexts


@pytest.mark.parametrize(
    ("reports", "kept"),
    [
        (["queued", "sent", "delivered"], "delivered"),
        (["delivered", "sent", "queued"], "delivered"),
        (["sent", "undelivered"], "undelivered"),
        (["something_new", "sent"], "sent"),
        (["sent", "something_new"], "sent"),
    ],
)
def test_the_furthest_status_is_kept_whatever_overtakes(records: Engine, reports: list[str], kept: str) -> None:
    texts = SentTexts(records)
    for status in reports:
        texts.report("SM1", "ann", status, None)
    assert texts.of("SM1") == SentText(kept, None)


def test_reports_can_be_forgotten_by_time_and_by_sender(records: Engine) -> None:
    texts = SentTexts(records)
    for number, sender in enumerate(["ann", "ann", "bob"]):
        texts.report(f"SM{number}", sender, "sent", None)
    now = datetime.now(UTC)
    assert texts.forget("ann") == 2
    assert texts.forget_before(now - timedelta(days=1)) == 0
    assert texts.forget_before(now + timedelta(seconds=1)) == 1


def test_an_error_is_kept_with_its_status(records: Engine) -> None:
    SentTexts(records).report("SM1", "ann", "failed", "30003")
    assert SentTexts(records).of("SM1") == SentText("failed", "30003")
    assert SentTexts(records).of("SM2") is None
