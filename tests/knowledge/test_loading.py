"""Guidance becomes current whole or not at all."""

from __future__ import annotations

import datetime

import pytest
import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.knowledge.store import Library
from assistant.knowledge.loading import KEPT_VERSIONS, load_guidance
from assistant.knowledge.models import Base, FactRow, GuidanceVersion
from tests.knowledge.shared import Folder


def rows(engine: Engine) -> dict[str, int]:
    with Session(engine) as session:
        counts = {
            table.name: sqlalchemy.select(sqlalchemy.func.count()).select_from(table)
            for table in Base.metadata.sorted_tables
        }
        return {name: session.scalar(count) for name, count in counts.items()}


def makeup(engine: Engine) -> str:
    fact = Library(engine).current().fact("aftercare.makeup")
    assert fact is not None
    return str(fact.quantity)


def test_loads_everything_in_the_files(engine: Engine, small: Folder) -> None:
    assert load_guidance(engine, small.read()) is True
    guidance = Library(engine).current()
    assert guidance.document == "Is Microneedling Permanent?"
    assert guidance.version == small.read().content_hash
    assert rows(engine) == {
        "guidance_version": 1, "clinic": 1, "fact": 2, "term": 2, "fact_term": 1, "synonym": 3,
    }  # fmt: skip


def test_does_not_load_the_same_content_twice(engine: Engine, small: Folder) -> None:
    load_guidance(engine, small.read())
    before = rows(engine)
    assert load_guidance(engine, small.read()) is False
    assert rows(engine) == before


def test_a_failure_in_the_middle_leaves_the_old_version_current(engine: Engine, small: Folder) -> None:
    load_guidance(engine, small.read())
    before = rows(engine)
    files = small.changed("amount: 48", "amount: 60")
    # past the checks, so that the database refuses it when the old version is no longer marked current
    twice = files.treatment.copy(update={"facts": (*files.treatment.facts, *files.treatment.facts)})
    with pytest.raises(IntegrityError):
        load_guidance(engine, files.copy(update={"treatment": twice}))
    assert makeup(engine) == "48 hours"
    assert rows(engine) == before
    assert load_guidance(engine, files) is True
    assert makeup(engine) == "60 hours"


def test_goes_back_to_an_earlier_content(engine: Engine, small: Folder) -> None:
    first = small.read()
    load_guidance(engine, first)
    load_guidance(engine, small.changed("amount: 48", "amount: 60"))
    assert load_guidance(engine, first) is True
    assert makeup(engine) == "48 hours"
    assert rows(engine)["guidance_version"] == 2


def test_one_version_is_current_and_old_ones_are_pruned(engine: Engine, small: Folder) -> None:
    load_guidance(engine, small.read())
    one = rows(engine)
    for amount in range(48, 48 + KEPT_VERSIONS + 1):
        load_guidance(engine, small.changed(f"amount: {amount}", f"amount: {amount + 1}"))
    assert rows(engine) == {table: count * KEPT_VERSIONS for table, count in one.items()}
    with Session(engine) as session:
        assert len(session.scalars(sqlalchemy.select(GuidanceVersion).filter_by(is_current=True)).all()) == 1
        kept = session.scalars(sqlalchemy.select(FactRow.low).filter_by(fact_id="aftercare.makeup")).all()
    assert sorted(kept) == [50, 51, 52]
    assert makeup(engine) == "52 hours"


def test_the_current_version_is_never_pruned(engine: Engine, small: Folder) -> None:
    for amount in range(48, 48 + KEPT_VERSIONS):
        load_guidance(engine, small.changed(f"amount: {amount}", f"amount: {amount + 1}"))
    with Session(engine) as session, session.begin():  # as if the clock had been an hour ahead
        ahead = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
        session.execute(sqlalchemy.update(GuidanceVersion).values(loaded_at=ahead))
    load_guidance(engine, small.changed(f"amount: {48 + KEPT_VERSIONS}", "amount: 96"))
    assert makeup(engine) == "96 hours"
