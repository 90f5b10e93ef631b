"""One message of a conversation at a time, in one process and in several."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import uuid

import pytest
from redis.exceptions import RedisError

from assistant.commands.environment import ROOT
from assistant.storage import lock_store
from assistant.storage.lock_store import ConversationLocks

pytestmark = pytest.mark.slow

HOLD = """
import asyncio, sys
from assistant.storage import lock_store
lock_store.LIFETIME_SECONDS = float(sys.argv[2])
async def hold():
    async with lock_store.ConversationLocks().lock(sys.argv[1]):
        print("held", flush=True)
        await asyncio.sleep(60)
asyncio.run(hold())
"""


@pytest.fixture
def conversation() -> str:
    return uuid.uuid4().hex


@pytest.fixture(params=["here", "redis"])
def workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[ConversationLocks]:
    """Two workers; without Redis both are this process."""
    if request.param == "here":
        return [ConversationLocks()] * 2
    monkeypatch.setenv("REDIS_URL", request.getfixturevalue("redis_url"))
    return [ConversationLocks(), ConversationLocks()]


def test_a_message_waits_for_the_one_before(workers: list[ConversationLocks], conversation: str) -> None:
    assert asyncio.run(_order(workers, conversation, 0.3)) == ["first begins", "first ends", "second", "second ends"]


def test_a_turn_that_takes_longer_than_a_lock_is_not_doubled(
    workers: list[ConversationLocks], conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_store, "LIFETIME_SECONDS", 0.4)
    assert asyncio.run(_order(workers, conversation, 1.5))[1] == "first ends"


async def _order(workers: list[ConversationLocks], conversation: str, seconds: float) -> list[str]:
    said: list[str] = []

    async def first() -> None:
        async with workers[0].lock(conversation):
            said.append("first begins")
            await asyncio.sleep(seconds)
            said.append("first ends")

    async def second() -> None:
        await asyncio.sleep(seconds / 3)
        async with workers[1].lock(conversation):
            said.append("second")
        said.append("second ends")

    await asyncio.gather(first(), second())
    return said


def test_other_conversations_do_not_wait(workers: list[ConversationLocks], conversation: str) -> None:
    async def both() -> None:
        async with workers[0].lock(conversation), workers[1].lock(f"{conversation}-another"):
            pass

    asyncio.run(asyncio.wait_for(both(), 5))


def test_a_turn_that_fails_frees_its_lock(workers: list[ConversationLocks], conversation: str) -> None:
    async def fails_then_works() -> None:
        with pytest.raises(ZeroDivisionError):
            async with workers[0].lock(conversation):
                _ = 1 / 0
        async with workers[1].lock(conversation):
            pass

    asyncio.run(asyncio.wait_for(fails_then_works(), 5))


def test_the_lock_of_a_killed_worker_frees_itself(
    conversation: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", redis_url)
    assert lock_store.LIFETIME_SECONDS <= 10
    command = [sys.executable, "-W", "ignore", "-c", HOLD, conversation, "2"]
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout and worker.stdout.readline() == "held\n"
    time.sleep(1)  # it renews
    worker.kill()
    worker.communicate()

    async def take() -> None:
        async with ConversationLocks().lock(conversation):
            pass

    asyncio.run(asyncio.wait_for(take(), 5))


def test_without_its_redis_a_message_is_not_worked_on(conversation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")

    async def take() -> None:
        async with ConversationLocks().lock(conversation):
            raise AssertionError("locked nothing")

    with pytest.raises(RedisError):
        asyncio.run(take())
