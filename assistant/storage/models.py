"""Tables of the guidance, and of what is kept about people and deliveries. All times are UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import TypeDecorator

Base = declarative_base()


class UtcDateTime(TypeDecorator):
    """Aware datetimes in and out; SQLite keeps no time zone, so all are kept in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class GuidanceVersionRow(Base):  # type: ignore[misc, valid-type]
    """Guidance files that were published together. None is ever changed or deleted; the last one is current."""

    __tablename__ = "guidance_version"

    number = Column(Integer, primary_key=True)
    digest = Column(String(64), nullable=False)  # names the content of all its files
    author = Column(String(100), nullable=False)
    reason = Column(String(500), nullable=False)
    approver = Column(String(100), nullable=False)  # empty where nobody else looked at it
    published_at = Column(UtcDateTime, nullable=False)


class GuidanceFileRow(Base):  # type: ignore[misc, valid-type]
    """A file of a version, as the text it is."""

    __tablename__ = "guidance_file"

    version = Column(ForeignKey("guidance_version.number"), primary_key=True)
    name = Column(String(100), primary_key=True)
    text = Column(Text, nullable=False)


class OutboxRow(Base):  # type: ignore[misc, valid-type]
    """Something to be delivered once; `payload` is wiped when it has been."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "delivered_at", "due_at"),)

    id = Column(Integer, primary_key=True)
    key = Column(String(128), nullable=False, unique=True)
    destination = Column(String(32), nullable=False)
    payload = Column(JSON)
    created_at = Column(UtcDateTime, nullable=False)
    attempts = Column(Integer, nullable=False, default=0)
    due_at = Column(UtcDateTime, nullable=False)
    delivered_at = Column(UtcDateTime)
    last_error = Column(String(200))


class ReceiptRow(Base):  # type: ignore[misc, valid-type]
    """A message that arrived, by the id its channel gave it, and the reply once there is one."""

    __tablename__ = "receipt"

    channel = Column(String(16), primary_key=True)
    message_id = Column(String(64), primary_key=True)
    sender = Column(String(64), nullable=False, index=True)
    received_at = Column(UtcDateTime, nullable=False, index=True)
    leased_until = Column(UtcDateTime, nullable=False)
    reply = Column(JSON)


class ConsentRow(Base):  # type: ignore[misc, valid-type]
    """One decision about texts, "opt_in" or "opt_out"; the last of a sender counts. Kept for good, as the law asks."""

    __tablename__ = "consent"

    id = Column(Integer, primary_key=True)
    sender = Column(String(64), nullable=False, index=True)
    decided_at = Column(UtcDateTime, nullable=False)
    decision = Column(String(8), nullable=False)
    means = Column(String(32), nullable=False)  # how it reached us: "text", "twilio", "carrier", "staff"
    words = Column(String(320), nullable=False)
    sent = Column(String(640))  # what was answered
    message_id = Column(String(64), unique=True)


class ContinuationRow(Base):  # type: ignore[misc, valid-type]
    """What the next text of a sender may go on with: the rest of a long reply, or numbered choices."""

    __tablename__ = "continuation"

    sender = Column(String(64), primary_key=True)
    rest = Column(Text, nullable=False)
    choices = Column(JSON, nullable=False)
    kept_until = Column(UtcDateTime, nullable=False, index=True)


class SentTextRow(Base):  # type: ignore[misc, valid-type]
    """What Twilio reported of a text that was sent."""

    __tablename__ = "sent_text"

    message_id = Column(String(64), primary_key=True)
    sender = Column(String(64), nullable=False, index=True)
    status = Column(String(16), nullable=False)
    error = Column(String(16))
    reported_at = Column(UtcDateTime, nullable=False, index=True)


class CallBackRow(Base):  # type: ignore[misc, valid-type]
    """A patient's wish to be called. Filled step by step after the consent; a request from `requested_at` on."""

    __tablename__ = "call_back"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - a number that was given to a patient is never given again

    id = Column(Integer, primary_key=True)
    sender = Column(String(64), nullable=False, index=True)
    channel = Column(String(16), nullable=False)
    name = Column(String(100))
    phone = Column(String(20))
    best_time = Column(String(200))
    consented_at = Column(UtcDateTime, nullable=False)
    requested_at = Column(UtcDateTime)
    done_at = Column(UtcDateTime)


class GapRow(Base):  # type: ignore[misc, valid-type]
    """A question that the guidance did not answer. The count stays; `sender` and `text` are wiped in time."""

    __tablename__ = "gap"

    id = Column(Integer, primary_key=True)
    topic = Column(String(64), nullable=False)
    stage = Column(String(16))
    channel = Column(String(16), nullable=False)
    asked_at = Column(UtcDateTime, nullable=False, index=True)
    sender = Column(String(64), index=True)
    text = Column(String(300))


class DeletionRow(Base):  # type: ignore[misc, valid-type]
    """Proof that something was deleted: when, by which rule, how many of each. Names nobody."""

    __tablename__ = "deletion"

    receipt = Column(String(16), primary_key=True)
    deleted_at = Column(UtcDateTime, nullable=False)
    rule = Column(String(32), nullable=False)
    what = Column(JSON, nullable=False)


class FeedbackRow(Base):  # type: ignore[misc, valid-type]
    """How many visitors said that a reply with this fact helped them, or did not."""

    __tablename__ = "feedback"

    fact_id = Column(String(64), primary_key=True)
    helpful = Column(Integer, nullable=False, default=0)
    not_helpful = Column(Integer, nullable=False, default=0)


class EventRow(Base):  # type: ignore[misc, valid-type]
    """One event of a conversation, in Rasa's own table of events; `data` is the event as JSON."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_sender_id", "sender_id", "id"),)

    id = Column(Integer, primary_key=True)
    sender_id = Column(String(255), nullable=False)
    type_name = Column(String(255), nullable=False)
    timestamp = Column(Float, index=True)  # seconds since 1970
    intent_name = Column(String(255))
    action_name = Column(String(255))
    data = Column(Text)


class ConversationRow(Base):  # type: ignore[misc, valid-type]
    """Where the part of a conversation begins that is still read: after event `after`, with `state` as it was there."""

    __tablename__ = "conversation"

    sender = Column(String(255), primary_key=True)
    after = Column(Integer, nullable=False)
    state = Column(JSON, nullable=False)  # events that lead to it
    last_at = Column(Float, nullable=False, index=True)  # the last event's timestamp
