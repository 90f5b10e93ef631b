from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.engine import Engine

from assistant.storage.models import ReceiptRow
from assistant.storage.receipts import Receipts


def test_a_message_is_taken_once_and_its_reply_given_again(records: Engine) -> None:
    receipts = Receipts(records)
    assert receipts.begin("sms", "SM1", "ann").state == "new"
    assert receipts.begin("sms", "SM1", "ann").state == "in_progress"
    receipts.answered("sms", "SM1", {"text": "At least 72 hours."})
    assert receipts.begin("sms", "SM1", "ann").reply == {"text": "At least 72 hours."}
    assert receipts.begin("web", "SM1", "ann").state == "new", "ids are each channel's own"


def test_of_many_at_once_one_is_new(records: Engine) -> None:
    receipts = Receipts(records)
    with ThreadPoolExecutor(8) as workers:
        states = Counter(workers.map(lambda _: receipts.begin("sms", "SM1", "ann").state, range(40)))
    assert states == {"new": 1, "in_progress": 39}


def test_a_message_left_by_a_worker_that_died_is_taken_again(records: Engine) -> None:
    receipts = Receipts(records)
    receipts.begin("sms", "SM1", "ann")
    with records.begin() as connection:
        connection.execute(update(ReceiptRow).values(leased_until=datetime.now(UTC) - timedelta(seconds=1)))
    assert [receipts.begin("sms", "SM1", "ann").state for _ in range(2)] == ["new", "in_progress"]


def test_receipts_are_forgotten_by_age_and_by_sender(records: Engine) -> None:
    receipts = Receipts(records)
    for number, sender in enumerate(("ann", "ann", "bob")):
        receipts.begin("sms", str(number), sender)
    assert receipts.forget("ann") == 2
    assert receipts.forget_before(datetime.now(UTC) + timedelta(seconds=1)) == 1


def test_a_lease_that_is_renewed_is_not_taken(records: Engine) -> None:
    receipts = Receipts(records)
    receipts.begin("sms", "SM1", "ann")
    with records.begin() as connection:
        connection.execute(update(ReceiptRow).values(leased_until=datetime.now(UTC) - timedelta(seconds=1)))
    receipts.renew("sms", "SM1")
    assert receipts.begin("sms", "SM1", "ann").state == "in_progress"
