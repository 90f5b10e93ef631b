from __future__ import annotations

import pytest

from channels.rate_limit import RateLimit


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_key_may_go_ahead_as_often_as_the_rate_says_in_any_window() -> None:
    clock = Clock()
    limit = RateLimit("2/minute", clock)
    assert [limit.take("a"), limit.take("a")] == [0, 0]
    clock.now += 20
    assert limit.take("a") == 40
    assert limit.take("b") == 0
    clock.now += 40
    assert limit.take("a") == 0


def test_waiting_attempts_do_not_prolong_the_wait() -> None:
    clock = Clock()
    limit = RateLimit("1/second", clock)
    limit.take("a")
    for _ in range(5):
        assert limit.take("a") == 1
    clock.now += 1
    assert limit.take("a") == 0


def test_keys_that_are_not_used_are_forgotten() -> None:
    clock = Clock()
    limit = RateLimit("1/second", clock)
    for number in range(10_001):
        limit.take(str(number))
    clock.now += 2
    limit.take("another")
    assert len(limit._taken) == 1


@pytest.mark.parametrize("rate", ["", "20", "0/minute", "-1/minute", "20/day", "20 / minute", "many/minute"])
def test_a_rate_that_cannot_be_read_is_refused(rate: str) -> None:
    with pytest.raises(ValueError, match="20/minute"):
        RateLimit(rate)
