"""Versions of the guidance in the database: each holds the files as the texts they are; the last one is current."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection, Engine

from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import guidance_of
from assistant.storage.models import GuidanceFileRow, GuidanceVersionRow


class NoGuidance(LookupError):
    """No guidance has been published yet, or none before the current one."""


@dataclass(frozen=True)
class Version:
    """`digest` names the content of its files; `approver` may be empty; `published_at` is UTC."""

    number: int
    digest: str
    author: str
    reason: str
    approver: str
    published_at: datetime


def digest(files: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()


def publish(engine: Engine, files: Mapping[str, str], author: str, reason: str, approver: str = "") -> Version:
    """Make texts by file name, which the gate has let through, the current version: all of them or none."""
    entry = {"digest": digest(files), "author": author[:100], "reason": reason[:500], "approver": approver[:100]}
    with engine.begin() as connection:
        row = insert(GuidanceVersionRow).values(**entry, published_at=datetime.now(UTC))
        number = connection.execute(row).inserted_primary_key[0]
        connection.execute(
            insert(GuidanceFileRow), [{"version": number, "name": name, "text": text} for name, text in files.items()]
        )
    return versions(engine)[0]


def versions(engine: Engine) -> list[Version]:
    """All that were ever published, the current one first."""
    newest_first = select(GuidanceVersionRow.__table__).order_by(GuidanceVersionRow.number.desc())
    with engine.connect() as connection:
        return [Version(**row._mapping) for row in connection.execute(newest_first)]


def current(engine: Engine) -> Version:
    """Raises NoGuidance."""
    return _nth(engine, 0)


def before(engine: Engine) -> Version:
    """The one that was current before. Raises NoGuidance."""
    return _nth(engine, 1)


def texts(engine: Engine, version: Version) -> dict[str, str]:
    """The files of a version by name."""
    with engine.connect() as connection:
        return _texts(connection, version.number)


def undo(engine: Engine, author: str, approver: str = "") -> Version:
    """Make the version before current again, as a new version. Raises NoGuidance."""
    earlier, undone = before(engine), current(engine)
    reason = f"version {undone.number} undone: back to version {earlier.number}"
    return publish(engine, texts(engine, earlier), author, reason, approver)


def _nth(engine: Engine, n: int) -> Version:
    found = versions(engine)
    if len(found) <= n:
        raise NoGuidance("no guidance is published: run `make guidance`" if not found else "there is no version before")
    return found[n]


def _texts(connection: Connection, number: int) -> dict[str, str]:
    rows = select(GuidanceFileRow.name, GuidanceFileRow.text).filter_by(version=number)
    return {name: text for name, text in connection.execute(rows)}


class Library:
    """Hands out the current guidance of a database.

    One short query a call sees whether another version has become current; its files are read only then.
    Raises NoGuidance where nothing is published and SQLAlchemy's errors where the database cannot be read.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: _Held | None = None
        self._lock = threading.Lock()

    def current(self) -> Guidance:
        return self._current().guidance

    def files(self) -> Mapping[str, str]:
        """The texts of the current version by name; the same object as long as it is current."""
        return self._current().files

    def _current(self) -> _Held:
        with self._engine.connect() as connection:
            number = connection.execute(select(func.max(GuidanceVersionRow.number))).scalar_one()
            if number is None:
                raise NoGuidance("no guidance is published: run `make guidance`")
            with self._lock:
                if self._held is None or self._held.number != number:
                    files = _texts(connection, number)
                    self._held = _Held(number, files, _read(number, tuple(files.items())))
                return self._held


class _Held(NamedTuple):
    number: int
    files: dict[str, str]
    guidance: Guidance


@functools.lru_cache(maxsize=2)
def _read(number: int, files: tuple[tuple[str, str], ...]) -> Guidance:
    """Once for all libraries of a process."""
    return replace(guidance_of(dict(files)), version=str(number))
