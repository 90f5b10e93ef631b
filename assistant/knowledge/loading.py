"""Writes checked guidance into the database in one transaction: all of it or nothing."""

from __future__ import annotations

import datetime

import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from assistant.knowledge.guidance_files import FactEntry, GuidanceFiles, TermEntry
from assistant.knowledge.models import ClinicRow, FactRow, FactTerm, GuidanceVersion, Synonym, TermRow

KEPT_VERSIONS = 3  # so that a reader of the version before is not cut off


def load_guidance(engine: Engine, files: GuidanceFiles) -> bool:
    """Make `files` the current guidance. False if it already was; on any error nothing has changed."""
    with Session(engine) as session, session.begin():
        by_hash = sqlalchemy.select(GuidanceVersion).filter_by(content_hash=files.content_hash)
        version = session.scalars(by_hash).one_or_none()
        if version is not None and version.is_current:
            return False
        session.execute(sqlalchemy.update(GuidanceVersion).values(is_current=False))
        if version is None:
            version = _version(files)
            session.add(version)
        version.is_current = True
        version.loaded_at = datetime.datetime.now(datetime.UTC)
        session.flush()
        newest_first = sqlalchemy.select(GuidanceVersion).order_by(
            GuidanceVersion.is_current.desc(), GuidanceVersion.loaded_at.desc()
        )
        for outdated in session.scalars(newest_first.offset(KEPT_VERSIONS)):
            session.delete(outdated)
    return True


def _version(files: GuidanceFiles) -> GuidanceVersion:
    treatment = files.treatment
    return GuidanceVersion(
        content_hash=files.content_hash,
        treatment=treatment.treatment,
        document=treatment.document,
        reviewed_by=treatment.reviewed_by,
        reviewed_on=treatment.reviewed_on,
        review_by=treatment.review_by,
        facts=[_fact(position, entry) for position, entry in enumerate(treatment.facts)],
        terms=[_term(position, *named) for position, named in enumerate(treatment.terms)],
        clinic=ClinicRow(**files.clinic.dict()),
    )


def _fact(position: int, entry: FactEntry) -> FactRow:
    quantity = entry.value.quantity() if entry.value else None
    return FactRow(
        position=position,
        fact_id=entry.id,
        stage=entry.stage,
        section=entry.section,
        says=entry.says,
        bound=quantity and quantity.bound,
        low=quantity and quantity.low,
        high=quantity and quantity.high,
        unit=quantity and quantity.unit,
        terms=[FactTerm(position=index, term_id=term_id) for index, term_id in enumerate(entry.terms)],
    )


def _term(position: int, category: str, entry: TermEntry) -> TermRow:
    return TermRow(
        position=position,
        category=category,
        term_id=entry.id,
        name=entry.name,
        broader=entry.broader,
        synonyms=[Synonym(position=index, words=words) for index, words in enumerate(entry.words)],
    )
