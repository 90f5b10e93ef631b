"""Brings what the outbox holds for the clinic to its e-mail address and its webhook, each on its own."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.engine import Engine

from assistant.delivery.mail import MailServer, mail
from assistant.delivery.notices import notice
from assistant.delivery.webhook import Webhook
from assistant.storage.call_backs import CLINIC
from assistant.storage.outbox import Delivery, Outbox, Sender

EMAIL = "clinic_email"
WEBHOOK = "clinic_webhook"


def clinic_senders(engine: Engine, env: Mapping[str, str]) -> dict[str, Sender]:
    """Senders for what is configured; {} where nothing is. Raises ValueError for a setting that can't be used."""
    senders: dict[str, Sender] = {}
    if env.get("CLINIC_EMAIL"):
        senders[EMAIL] = _by_email(engine, env)
    if env.get("CLINIC_WEBHOOK_URL"):
        senders[WEBHOOK] = _by_webhook(engine, env)
    if not senders:
        return {}
    outbox, ways = Outbox(engine), tuple(senders)

    def fan_out(delivery: Delivery) -> None:
        # a way that is down does not make the other deliver twice
        for way in ways:
            outbox.put(way, f"{delivery.key}:{way}", delivery.payload)

    return {CLINIC: fan_out, **senders}


def _by_email(engine: Engine, env: Mapping[str, str]) -> Sender:
    if not env.get("SMTP_URL"):
        raise ValueError(
            "CLINIC_EMAIL is set, so SMTP_URL has to name the mail server, like smtps://user:password@host"
        )
    server = MailServer(env["SMTP_URL"])
    recipient = env["CLINIC_EMAIL"]
    sender = env.get("EMAIL_SENDER") or recipient

    def send(delivery: Delivery) -> None:
        told = notice(delivery.payload, engine)
        if told:
            server.send(mail(told, delivery.key.replace(":", "."), sender, recipient))

    return send


def _by_webhook(engine: Engine, env: Mapping[str, str]) -> Sender:
    url, secret = env["CLINIC_WEBHOOK_URL"], env.get("CLINIC_WEBHOOK_SECRET", "")
    if not url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ValueError("CLINIC_WEBHOOK_URL has to start with https://: it is sent names and phone numbers")
    if not secret:
        raise ValueError("CLINIC_WEBHOOK_URL is set, so CLINIC_WEBHOOK_SECRET has to hold the secret that signs it")
    webhook = Webhook(url, secret)

    def send(delivery: Delivery) -> None:
        told = notice(delivery.payload, engine)
        if told:
            webhook.send(told, delivery.key)

    return send
