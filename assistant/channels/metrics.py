"""GET /metrics: figures for Prometheus. Labels are channels, kinds and destinations; none names a patient.

Counted by each worker for itself; the outbox's queue is that of all. Not for the public: a proxy leaves /metrics out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, raw
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.sms.twilio_sender import SMS
from assistant.delivery.clinic import EMAIL, WEBHOOK
from assistant.storage.call_backs import CLINIC
from assistant.storage.database import connect
from assistant.storage.outbox import Outbox

if TYPE_CHECKING:
    from assistant.channels.answering import Handler

DESTINATIONS = (CLINIC, EMAIL, WEBHOOK, SMS)

SECONDS = Histogram(
    "assistant_reply_seconds",
    "From a message to its reply, as the channel waited for it",
    ["channel"],
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 15),
)
REPLIES = Counter("assistant_replies", "Replies to messages, by kind (replies.contract)", ["channel", "kind"])
FALLBACKS = Counter("assistant_fallbacks", "Messages that the channel answered because nothing behind it did", ["channel"])  # fmt: skip
RED_FLAGS = Counter("assistant_red_flags", "Urgent messages", ["channel", "concern"])


def count_reply(channel: str, kind: str, seconds: float) -> None:
    """One message, answered."""
    SECONDS.labels(channel).observe(seconds)
    REPLIES.labels(channel, kind).inc()


class MetricsInput(InputChannel):
    """An address beside the channels; it takes no messages."""

    def __init__(self) -> None:
        self._queue = CollectorRegistry()
        self._queue.register(_OutboxQueue(Outbox(connect())))

    @classmethod
    def name(cls) -> str:
        return "metrics"

    def url_prefix(self) -> str:
        return "/"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        metrics = Blueprint("metrics")

        @metrics.route("/metrics", methods=["GET"])
        async def figures(_request: Request) -> HTTPResponse:
            body = generate_latest(REGISTRY) + await asyncio.to_thread(generate_latest, self._queue)
            return raw(body, content_type=CONTENT_TYPE_LATEST)

        return metrics


class _OutboxQueue:
    """Looked up when somebody asks; left out while the database does not answer."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def describe(self) -> list[GaugeMetricFamily]:
        """Known beforehand, so that nothing is looked up at the start."""
        return [self._empty()]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            waiting = self._outbox.waiting_by_destination()
        except SQLAlchemyError:
            return
        queue = self._empty()
        for destination in DESTINATIONS:
            queue.add_metric([destination], waiting.get(destination, 0))
        yield queue

    def _empty(self) -> GaugeMetricFamily:
        return GaugeMetricFamily("assistant_outbox_waiting", "Deliveries that wait", labels=["destination"])
