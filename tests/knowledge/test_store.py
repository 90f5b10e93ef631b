"""Versions of the guidance: all are kept, the last one is current, each is published whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.knowledge.store import Library, NoGuidance, before, current, publish, texts, undo, versions
from assistant.storage.database import connect
from tests.knowledge.shared import TREATMENT_FILE, Folder, put


def makeup(library: Library) -> str:
    fact = library.current().fact("aftercare.makeup")
    assert fact is not None
    return str(fact.quantity)


def test_a_version_holds_the_files_as_they_are_and_who_published_them(engine: Engine, small: Folder) -> None:
    files = {**small.texts(), "notes.yml": "# Zoë\r\n\u2028 \t\n\n"}
    published = publish(engine, files, "ann", "the first", "bea")
    assert current(engine) == published
    assert (published.number, published.author, published.reason, published.approver) == (1, "ann", "the first", "bea")
    assert abs(datetime.now(UTC) - published.published_at) < timedelta(minutes=1)
    assert texts(engine, published) == files


def test_every_library_serves_the_last_version(engine: Engine, small: Folder) -> None:
    put(engine, small.texts())
    other = connect(str(engine.url))
    libraries = [Library(engine), Library(other)]
    assert [makeup(library) for library in libraries] == ["48 hours"] * 2
    put(engine, small.changed("amount: 48", "amount: 60"))
    assert [makeup(library) for library in libraries] == ["60 hours"] * 2
    assert libraries[0].current() is libraries[1].current(), "read once for the process"
    other.dispose()


def test_undo_brings_back_the_version_before_and_keeps_all(engine: Engine, small: Folder) -> None:
    put(engine, small.texts())
    put(engine, small.changed("amount: 48", "amount: 60"))
    undone = undo(engine, "ann")
    assert makeup(Library(engine)) == "48 hours"
    assert [version.number for version in versions(engine)] == [3, 2, 1]
    assert (undone.author, undone.reason) == ("ann", "version 2 undone: back to version 1")
    assert before(engine).number == 2
    undo(engine, "ann")
    assert makeup(Library(engine)) == "60 hours", "an undo can be undone"


def test_there_is_nothing_to_undo_before_the_second_version(engine: Engine, small: Folder) -> None:
    with pytest.raises(NoGuidance):
        undo(engine, "ann")
    put(engine, small.texts())
    with pytest.raises(NoGuidance, match="no version before"):
        undo(engine, "ann")
    assert len(versions(engine)) == 1


def test_a_failure_in_the_middle_leaves_the_version_before_current(engine: Engine, small: Folder) -> None:
    put(engine, small.texts())
    with pytest.raises(IntegrityError):
        put(engine, {**small.changed("amount: 48", "amount: 60"), "broken.yml": None})  # type: ignore[dict-item]
    assert makeup(Library(engine)) == "48 hours"
    assert len(versions(engine)) == 1


def test_only_a_new_version_is_read(engine: Engine, small: Folder) -> None:
    put(engine, small.texts())
    library = Library(engine)
    library.current()
    with engine.begin() as connection:  # what nobody does, to see that nobody looks
        connection.execute(
            sqlalchemy.text("UPDATE guidance_file SET text = 'broken' WHERE name = :n"), {"n": TREATMENT_FILE}
        )
    assert makeup(library) == "48 hours"
