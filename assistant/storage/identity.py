"""Stands in for phone numbers and visitors' ids in everything that is kept: a hash that only this clinic's key makes."""

from __future__ import annotations

import functools
import hashlib
import hmac
import os
import pathlib
import secrets

from assistant.settings import settings

KEY_FILE = pathlib.Path(__file__).parent.parent.parent / "var" / "identity.key"


def pseudonym(kind: str, value: str) -> str:
    """32 hexadecimal digits, always the same for the same `kind` and `value`; the value can't be read from it."""
    return hmac.new(_key(), f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()[:32]


def signing_key(purpose: str) -> str:
    """A key for signing things of one purpose, made from this clinic's key."""
    return hmac.new(_key(), f"signing key\0{purpose}".encode(), hashlib.sha256).hexdigest()


@functools.lru_cache(maxsize=1)
def _key() -> bytes:
    """IDENTITY_KEY, or one made at the first start and kept in var/."""
    configured = settings().identity_key
    return configured.encode() if configured else _key_of_this_machine()


def _key_of_this_machine() -> bytes:
    KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    made = KEY_FILE.with_name(f"{KEY_FILE.name}.{os.getpid()}")
    made.touch(mode=0o600)
    made.write_text(secrets.token_hex(32))
    try:
        os.link(made, KEY_FILE)  # one process wins, all read the winner's
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return KEY_FILE.read_bytes()
