from __future__ import annotations

import asyncio

from rasa.core.channels.channel import UserMessage

from assistant.channels.answering import AT_ONCE, Answering, Handler


async def _ask(patients: int, asked: Answering, handler: Handler) -> None:
    await asyncio.gather(*(asked.messages(handler, f"patient-{n}", "hello") for n in range(patients)))


def test_messages_are_answered_in_turn_a_few_at_the_same_time() -> None:
    begun: list[str] = []
    most = now = 0

    async def handler(message: UserMessage) -> None:
        nonlocal most, now
        begun.append(message.sender_id)
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        await message.output_channel.send_custom_json(message.sender_id, {"kind": "greeting"})
        now -= 1

    asyncio.run(_ask(3 * AT_ONCE, Answering("rest"), handler))
    assert begun == [f"patient-{n}" for n in range(3 * AT_ONCE)]
    assert most == AT_ONCE


def test_one_that_fails_leaves_its_place_to_the_next() -> None:
    begun: list[str] = []

    async def handler(message: UserMessage) -> None:
        begun.append(message.sender_id)
        raise RuntimeError

    asyncio.run(_ask(2 * AT_ONCE, Answering("rest"), handler))
    assert len(begun) == 2 * AT_ONCE
