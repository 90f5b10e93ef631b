"""Ports of this machine that nobody listens on."""

from __future__ import annotations

import os
import socket


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def free_ports(following: int) -> tuple[int, int]:
    """Two ports that are free, each with the `following` ones. Raises OSError where there are none."""
    found: list[int] = []
    for port in range(20_000 + os.getpid() % 5_000, 32_000, following + 1):
        if all(_is_free(port + number) for number in range(following + 1)):
            found.append(port)
        if len(found) == 2:
            return found[0], found[1]
    raise OSError("no ports are free")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
