"""Sends notices by e-mail."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from assistant.delivery.notices import Notice

TIMEOUT_SECONDS = 20
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class MailServer:
    """An SMTP server: smtps://user:password@host, smtp+starttls://..., or smtp:// on a network of one's own."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)

    def send(self, message: EmailMessage) -> None:
        """Raises OSError or smtplib.SMTPException unless the server took it."""
        host, port = str(self._url.hostname), self._url.port or _PORTS[self._url.scheme]
        context = ssl.create_default_context()
        if self._url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
        with server:
            if self._url.scheme == "smtp+starttls":
                server.starttls(context=context)
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
            server.send_message(message)


def mail(notice: Notice, key: str, sender: str, recipient: str) -> EmailMessage:
    """`key` becomes the Message-ID: a mailbox that gets the same message twice shows it once."""
    message = EmailMessage()
    message["Subject"] = notice.subject
    message["From"] = sender
    message["To"] = recipient
    message["Message-ID"] = f"<{key}@{sender.rpartition('@')[2].rstrip('>') or 'assistant'}>"
    if notice.event == "urgent":
        message["X-Priority"] = "1"
    message.set_content(notice.text)
    return message
