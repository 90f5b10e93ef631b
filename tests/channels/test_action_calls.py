"""Calls of the action server go over a connection that is kept, and find one that was started again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp import web
from rasa.utils.endpoints import EndpointConfig

from assistant.channels.action_calls import lighten


class ActionServer:
    """Counts the connections that it was called over."""

    def __init__(self) -> None:
        self.callers: set[object] = set()
        self.port = 0

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/webhook", self._answer)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        assert site._server and isinstance(site._server, asyncio.Server)
        self.port = site._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        assert request.transport
        self.callers.add(request.transport.get_extra_info("peername"))
        return web.json_response({"events": [], "responses": []})


@pytest.fixture(autouse=True)
def lightened() -> Iterator[None]:
    as_it_was = EndpointConfig.session
    lighten()
    yield
    EndpointConfig.session = as_it_was


def test_calls_share_a_connection() -> None:
    assert asyncio.run(_connections(restart=False)) == 1


def test_an_action_server_that_was_started_again_is_found() -> None:
    assert asyncio.run(_connections(restart=True)) == 2


async def _connections(restart: bool) -> int:
    server = ActionServer()
    await server.start()
    endpoint = EndpointConfig(f"http://127.0.0.1:{server.port}/webhook")
    for _ in range(3):
        assert await endpoint.request(json={}) == {"events": [], "responses": []}
    if restart:
        await server.stop()
        await server.start()
        assert await endpoint.request(json={}) == {"events": [], "responses": []}
    async with endpoint.session() as session:
        await session.close()
    await server.stop()
    return len(server.callers)
