from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from assistant.storage.models import OutboxRow
from assistant.storage.outbox import Delivery, Outbox, put_within


def _make_due(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(OutboxRow).values(due_at=OutboxRow.created_at))


def test_what_is_put_twice_under_one_key_is_delivered_once(records: Engine) -> None:
    outbox, delivered = Outbox(records), []
    assert outbox.put("clinic", "request-1", {"name": "A"})
    assert not outbox.put("clinic", "request-1", {"name": "B"})
    assert outbox.deliver_due({"clinic": delivered.append}) == 1
    assert outbox.deliver_due({"clinic": delivered.append}) == 0
    assert [delivery.payload for delivery in delivered] == [{"name": "A"}]


def test_what_was_delivered_is_wiped(records: Engine) -> None:
    outbox = Outbox(records)
    outbox.put("clinic", "1", {"phone": "555"})
    outbox.deliver_due({"clinic": lambda delivery: None})
    with records.connect() as connection:
        assert connection.execute(select(OutboxRow.payload)).scalar_one() is None
    assert outbox.waiting() == 0


def test_a_failure_is_tried_again_later_and_says_nothing_of_its_words(records: Engine) -> None:
    def refuse(delivery: Delivery) -> None:
        raise ConnectionError("could not send to Ann")

    outbox, delivered = Outbox(records), []
    outbox.put("clinic", "1", {})
    assert outbox.deliver_due({"clinic": refuse}) == 0
    assert outbox.deliver_due({"clinic": delivered.append}) == 0, "a pause first"
    _make_due(records)
    assert outbox.deliver_due({"clinic": delivered.append}) == 1
    assert delivered[0].attempts == 2
    with records.connect() as connection:
        assert connection.execute(select(OutboxRow.last_error)).scalar_one() is None


def test_pauses_grow(records: Engine) -> None:
    outbox = Outbox(records)
    outbox.put("clinic", "1", {})
    pauses: list[timedelta] = []
    for _ in range(4):
        _make_due(records)
        outbox.deliver_due({"clinic": lambda delivery: 1 / 0})  # type: ignore[arg-type, return-value]
        with records.connect() as connection:
            row = connection.execute(select(OutboxRow.due_at, OutboxRow.created_at, OutboxRow.last_error)).one()
        assert row.last_error == "ZeroDivisionError"
        pauses.append(row.due_at - row.created_at)
    assert all(later > earlier * 1.5 for earlier, later in itertools.pairwise(pauses))


def test_two_workers_deliver_each_once(records: Engine) -> None:
    outbox, delivered = Outbox(records), []
    for number in range(40):
        outbox.put("clinic", str(number), {})
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: outbox.deliver_due({"clinic": lambda each: delivered.append(each.key)}), range(4)))
    assert sorted(delivered, key=int) == [str(number) for number in range(40)]


def test_a_destination_without_a_sender_waits(records: Engine) -> None:
    outbox = Outbox(records)
    outbox.put("webhook", "1", {})
    assert outbox.deliver_due({"clinic": pytest.fail}) == 0
    assert outbox.waiting() == 1


def test_what_is_put_in_a_transaction_that_fails_is_not_kept(records: Engine) -> None:
    outbox = Outbox(records)
    with pytest.raises(RuntimeError), records.begin() as connection:
        put_within(connection, "clinic", "1", {})
        raise RuntimeError
    assert outbox.waiting() == 0
