"""Programs beside the assistant that some tests need: skipped where they are missing, but not with REQUIRE_SERVICES=1."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest
import redis
import sqlalchemy
from sqlalchemy.exc import SQLAlchemyError

from assistant.commands.environment import ROOT


def redis_url() -> str:
    """Of a Redis that answers."""
    url = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
    try:
        redis.Redis.from_url(url, socket_timeout=5).ping()
    except redis.RedisError:
        missing("no Redis answers on this machine or at REDIS_URL")
    return url


def postgresql_url() -> str:
    """Of a PostgreSQL server that answers, with the right to make databases."""
    url = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
    try:
        engine = sqlalchemy.create_engine(url, future=True)
        engine.connect().close()
        engine.dispose()
    except SQLAlchemyError:
        missing("no PostgreSQL answers on this machine or at TEST_POSTGRESQL_URL")
    return url


def program(name: str, package: str) -> str:
    """The path of a program; `package` is Debian's that has it."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    return path or missing(f"{name} is not installed: apt-get install {package}")


def checker(name: str) -> str:
    """The path of one of the programs in deploy/checkers.txt."""
    path = ROOT / ".tools" / "checkers" / "bin" / name
    return str(path) if path.exists() else missing(f"{name} is not installed: make checkers")


def missing(what: str) -> NoReturn:
    if os.environ.get("REQUIRE_SERVICES"):
        pytest.fail(what)
    pytest.skip(what)
