"""Brings what the outbox holds for the clinic to its e-mail address and its webhook, each on its own."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from assistant.delivery.mail import MailServer, mail
from assistant.delivery.notices import notice
from assistant.delivery.webhook import Webhook
from assistant.settings import Settings
from assistant.storage.call_backs import CLINIC
from assistant.storage.outbox import Delivery, Outbox, Sender

EMAIL = "clinic_email"
WEBHOOK = "clinic_webhook"


def clinic_senders(engine: Engine, given: Settings) -> dict[str, Sender]:
    """Senders for what is configured; {} where nothing is."""
    senders: dict[str, Sender] = {}
    if given.clinic_email and given.smtp_url:
        sender = given.email_sender or given.clinic_email
        senders[EMAIL] = _by_email(engine, MailServer(given.smtp_url), sender, given.clinic_email)
    if given.clinic_webhook_url and given.clinic_webhook_secret:
        senders[WEBHOOK] = _by_webhook(engine, Webhook(given.clinic_webhook_url, given.clinic_webhook_secret))
    if not senders:
        return {}
    outbox, ways = Outbox(engine), tuple(senders)

    def fan_out(delivery: Delivery) -> None:
        # a way that is down does not make the other deliver twice
        for way in ways:
            outbox.put(way, f"{delivery.key}:{way}", delivery.payload)

    return {CLINIC: fan_out, **senders}


def _by_email(engine: Engine, server: MailServer, sender: str, recipient: str) -> Sender:
    def send(delivery: Delivery) -> None:
        told = notice(delivery.payload, engine)
        if told:
            server.send(mail(told, delivery.key.replace(":", "."), sender, recipient))

    return send


def _by_webhook(engine: Engine, webhook: Webhook) -> Sender:
    def send(delivery: Delivery) -> None:
        told = notice(delivery.payload, engine)
        if told:
            webhook.send(told, delivery.key)

    return send
