from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

import pytest
import redis

from assistant.channels.web import rate_limit
from assistant.channels.web.rate_limit import RateLimit


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_key_may_go_ahead_as_often_as_the_rate_says_in_any_window() -> None:
    clock = Clock()
    limit = RateLimit("2/minute", clock=clock)
    assert [limit.take("a"), limit.take("a")] == [0, 0]
    clock.now += 20
    assert limit.take("a") == 40
    assert limit.take("b") == 0
    clock.now += 40
    assert limit.take("a") == 0


def test_waiting_attempts_do_not_prolong_the_wait() -> None:
    clock = Clock()
    limit = RateLimit("1/second", clock=clock)
    limit.take("a")
    for _ in range(5):
        assert limit.take("a") == 1
    clock.now += 1
    assert limit.take("a") == 0


def test_keys_that_are_not_used_are_forgotten() -> None:
    clock = Clock()
    limit = RateLimit("1/second", clock=clock)
    for number in range(10_001):
        limit.take(str(number))
    clock.now += 2
    limit.take("another")
    assert len(limit._taken) == 1


@pytest.mark.parametrize("rate", ["", "20", "0/minute", "-1/minute", "20/day", "20 / minute", "many/minute"])
def test_a_rate_that_cannot_be_read_is_refused(rate: str) -> None:
    with pytest.raises(ValueError, match="20/minute"):
        RateLimit(rate)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch, redis_url: str) -> Iterator[str]:
    """A name for limits that are kept in Redis."""
    name = f"test-{uuid.uuid4().hex}"
    monkeypatch.setenv("REDIS_URL", redis_url)
    rate_limit._shared.cache_clear()
    yield name
    rate_limit._shared.cache_clear()


def test_workers_share_a_limit_through_redis(shared: str) -> None:
    one, other = RateLimit("3/hour", shared), RateLimit("3/hour", shared)
    assert [one.take("a"), other.take("a"), one.take("a")] == [0, 0, 0]
    assert 3590 < other.take("a") <= 3600
    assert other.take("b") == 0
    assert RateLimit("3/hour", f"{shared}-other").take("a") == 0, "limits do not count for each other"


def test_a_shared_window_slides(shared: str) -> None:
    limit = RateLimit("1/second", shared)
    assert limit.take("a") == 0
    assert limit.take("a") == 1
    time.sleep(1.05)
    assert limit.take("a") == 0


def test_no_address_is_in_redis(shared: str, redis_url: str) -> None:
    RateLimit("1/minute", shared).take("203.0.113.77")
    (key,) = redis.Redis.from_url(redis_url).scan_iter(f"limit:{shared}:*")
    assert b"203.0.113.77" not in key


def test_without_its_redis_a_worker_counts_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    rate_limit._shared.cache_clear()
    try:
        limit = RateLimit("1/minute", "alone")
        assert limit.take("a") == 0
        assert limit.take("a") == 60
    finally:
        rate_limit._shared.cache_clear()
