"""Tables that hold the loaded guidance, one version of its content at a time marked as the current one."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import relationship

from assistant.storage.models import Base


class GuidanceVersion(Base):
    """One content of the guidance files, named by the hash of that content."""

    __tablename__ = "guidance_version"

    id = Column(Integer, primary_key=True)
    content_hash = Column(String(64), nullable=False, unique=True)
    is_current = Column(Boolean, nullable=False, default=False)
    loaded_at = Column(DateTime(timezone=True), nullable=False)
    treatment = Column(String(64), nullable=False)
    document = Column(String(200), nullable=False)
    reviewed_by = Column(String(200), nullable=False)
    reviewed_on = Column(Date, nullable=False)
    review_by = Column(Date, nullable=False)

    facts = relationship("FactRow", cascade="all, delete-orphan", order_by="FactRow.position")
    terms = relationship("TermRow", cascade="all, delete-orphan", order_by="TermRow.position")
    clinic = relationship("ClinicRow", cascade="all, delete-orphan", uselist=False)


class FactRow(Base):
    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("version_id", "fact_id"),)

    id = Column(Integer, primary_key=True)
    version_id = Column(ForeignKey("guidance_version.id", ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    fact_id = Column(String(64), nullable=False)
    stage = Column(String(16))
    section = Column(String(200), nullable=False)
    says = Column(Text, nullable=False)
    bound = Column(String(16))
    low = Column(Integer)
    high = Column(Integer)
    unit = Column(String(16))

    terms = relationship("FactTerm", cascade="all, delete-orphan", order_by="FactTerm.position")


class FactTerm(Base):
    """That a fact is about a term of the vocabulary."""

    __tablename__ = "fact_term"

    id = Column(Integer, primary_key=True)
    fact_id = Column(ForeignKey("fact.id", ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    term_id = Column(String(64), nullable=False)


class TermRow(Base):
    """A concern, activity, product, medicine, add-on or sign, and how a reply names it."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("version_id", "term_id"),)

    id = Column(Integer, primary_key=True)
    version_id = Column(ForeignKey("guidance_version.id", ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    term_id = Column(String(64), nullable=False)
    category = Column(String(16), nullable=False)
    name = Column(String(200), nullable=False)
    broader = Column(String(64))

    synonyms = relationship("Synonym", cascade="all, delete-orphan", order_by="Synonym.position")


class Synonym(Base):
    """Words that patients use for a term."""

    __tablename__ = "synonym"

    id = Column(Integer, primary_key=True)
    term_id = Column(ForeignKey("term.id", ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    words = Column(String(200), nullable=False)


class ClinicRow(Base):
    """The clinic's profile; empty strings where the clinic has not filled it in."""

    __tablename__ = "clinic"

    id = Column(Integer, primary_key=True)
    version_id = Column(ForeignKey("guidance_version.id", ondelete="CASCADE"), nullable=False, unique=True)
    name = Column(String(200), nullable=False)
    phone = Column(String(64), nullable=False)
    hours = Column(String(200), nullable=False)
    address = Column(String(200), nullable=False)
    booking_link = Column(String(200), nullable=False)
    time_zone = Column(String(64), nullable=False)
    emergency_number = Column(String(16), nullable=False)
    crisis_number = Column(String(16), nullable=False)
