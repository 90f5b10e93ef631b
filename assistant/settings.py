"""Every setting of ours, once: name, type, default and what it is. Nothing else reads them from the environment."""

from __future__ import annotations

import re
import sys
from typing import Any, Literal

import pydantic
import sqlalchemy
from sqlalchemy.exc import ArgumentError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORT = "be the number of a port, 1 to 65535"
_WORKERS = "be a whole number, 1 or more"
_RATE = "be a number, a slash and second, minute or hour, e.g. 20/minute"
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?")

Port = pydantic.conint(ge=1, le=65535)
Rate = pydantic.constr(regex=r"^[1-9]\d*/(second|minute|hour)$")


class BadSetting(SystemExit):
    """A setting that cannot be used: one plain line, and exit status 2."""

    def __init__(self, line: str) -> None:
        super().__init__(2)
        self.line = line


def _setting(default: Any, what: str, has_to: str = "be a text", shown: str | None = None) -> Any:
    """`what` it is and how its default is `shown` stand in docs/settings.md; what it `has_to` be is said of a bad value."""
    return pydantic.Field(default, description=what, has_to=has_to, shown=shown)


class Settings(pydantic.BaseSettings):
    """Environment variables in capitals. What is empty counts as not given."""

    port: Port = _setting(5005, "where patients' programs reach the assistant", _PORT)  # type: ignore[valid-type]
    host: str = _setting(LOOPBACK[0], "address it listens on")
    actions_port: Port = _setting(5055, "action server, on this machine only", _PORT)  # type: ignore[valid-type]
    actions_host: str = _setting(LOOPBACK[0], "where Rasa finds the action server")
    database_url: str | None = _setting(
        None,
        "guidance, records and conversations: `postgresql://user:password@host/name`, or any other SQLAlchemy URL",
        "be like postgresql://user:password@host/name",
        "`var/assistant.db`",
    )
    redis_url: pydantic.constr(regex=r"^(rediss?|unix)://.") | None = _setting(  # type: ignore[valid-type]
        None, "locks and rate limits that several workers share", "be like redis://host:6379/0"
    )
    rasa_workers: pydantic.PositiveInt = _setting(2, "Rasa workers of `make cluster`", _WORKERS)
    action_workers: pydantic.PositiveInt = _setting(2, "action workers of `make cluster`", _WORKERS)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = _setting(
        "WARNING", "or `INFO`, `DEBUG`", "be DEBUG, INFO, WARNING, ERROR or CRITICAL"
    )
    log_format: Literal["text", "json"] = _setting("text", "or `json`", "be text or json")
    environment: Literal["development", "production"] | None = _setting(
        None,
        "whether the REST channel and the demo page are served",
        "be development or production",
        "`development` if `HOST` is this machine only, else `production`",
    )
    web_origins: str = _setting(
        "",
        "sites that may embed the chat, e.g. `https://www.clinic.example`, with commas between",
        "be origins with commas between; write e.g. https://www.clinic.example",
    )
    web_visitor_limit: Rate = _setting("20/minute", "requests of one visitor", _RATE)  # type: ignore[valid-type]
    web_address_limit: Rate = _setting(  # type: ignore[valid-type]
        "120/minute", "requests of one internet address; people in one building may share it", _RATE
    )
    web_conversations_limit: Rate = _setting(  # type: ignore[valid-type]
        "30/minute", "new conversations of one address", _RATE
    )
    sanic_proxies_count: pydantic.NonNegativeInt | None = _setting(
        None, "how many reverse proxies stand in front", "be a whole number"
    )
    conversations_kept_days: pydantic.PositiveInt = _setting(
        30, "days until conversations are deleted", "be a whole number of days, 1 or more"
    )
    clinic_email: pydantic.constr(regex=r"^\S+@\S+$") | None = _setting(  # type: ignore[valid-type]
        None, "address that gets call-back requests and urgent alerts", "be an e-mail address"
    )
    smtp_url: pydantic.constr(regex=r"^smtp(s|\+starttls)?://([^/]*@)?[^/@:]") | None = _setting(  # type: ignore[valid-type]
        None,
        "mail server: `smtps://user:password@host`, `smtp+starttls://...` or `smtp://...`",
        "be like smtps://user:password@host; the start may be smtp, smtp+starttls or smtps",
    )
    email_sender: pydantic.constr(regex=r".*\S@\S") | None = _setting(  # type: ignore[valid-type]
        None, "address the e-mails come from", "be an e-mail address", "`CLINIC_EMAIL`"
    )
    clinic_webhook_url: pydantic.constr(regex=r"^(https://.|http://(localhost|127\.0\.0\.1)\b)") | None = _setting(  # type: ignore[valid-type]
        None, "https address that gets them too, or instead", "start with https://: it is sent names and phone numbers"
    )
    clinic_webhook_secret: str | None = _setting(None, "secret that signs the calls")
    twilio_account_sid: str | None = _setting(None, "the clinic's Twilio account")
    twilio_auth_token: str | None = _setting(None, "its primary token")
    twilio_number: str | None = _setting(None, "the number patients text, as `+12025550100`; several with commas")
    sms_public_url: str | None = _setting(
        None, "the exact address that Twilio posts texts to, with its query if it has one"
    )
    twilio_api: pydantic.constr(regex=r"^https?://.") = _setting(  # type: ignore[valid-type]
        "https://api.twilio.com", "where late replies are sent", "be like https://api.twilio.com"
    )
    identity_key: pydantic.constr(min_length=32) | None = _setting(  # type: ignore[valid-type]
        None,
        "key of the hashes that stand for people, and of website visitors' tokens; "
        "at least 32 characters, the same on all machines",
        "have at least 32 characters; `openssl rand -hex 32` makes one",
        "made once, in `var/`",
    )

    @pydantic.root_validator(pre=True)
    def _without_empty(cls, values: dict[str, Any]) -> dict[str, Any]:
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in stripped.items() if value != ""}

    @pydantic.validator("database_url")
    def _is_a_database(cls, value: str | None) -> str | None:
        try:
            sqlalchemy.engine.make_url(value or "sqlite://")
        except ArgumentError as error:
            raise ValueError("no address") from error
        return value

    @pydantic.validator("web_origins")
    def _are_origins(cls, value: str) -> str:
        if not all(_ORIGIN.fullmatch(origin) for origin in listed(value)):
            raise ValueError("no origin")
        return value

    @pydantic.root_validator(skip_on_failure=True)
    def _go_together(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["clinic_email"] and not values["smtp_url"]:
            raise ValueError(
                "CLINIC_EMAIL is set, so SMTP_URL has to name the mail server, like smtps://user:password@host"
            )
        if values["clinic_webhook_url"] and not values["clinic_webhook_secret"]:
            raise ValueError("CLINIC_WEBHOOK_URL is set, so CLINIC_WEBHOOK_SECRET has to hold the secret that signs it")
        return values

    @property
    def origins(self) -> list[str]:
        return listed(self.web_origins)

    @property
    def is_development(self) -> bool:
        """Or the assistant stands where the public reaches it; unsaid, that is where others can connect."""
        return self.environment == "development" or (not self.environment and self.host in LOOPBACK)


def settings() -> Settings:
    """As the environment has them. Raises BadSetting, having said what is wrong with the first that cannot be used."""
    try:
        return Settings()
    except pydantic.ValidationError as error:
        problem = error.errors()[0]
        name = str(problem["loc"][0])
        field = Settings.__fields__.get(name)
        line = f"{name.upper()} has to {field.field_info.extra['has_to']}" if field else problem["msg"]
        sys.stderr.write(f"{line}\n")
        raise BadSetting(line) from error


def table() -> str:
    """The table of docs/settings.md."""
    rows = ["| name | default | what it is |", "|---|---|---|"]
    for name, field in Settings.__fields__.items():
        info, default = field.field_info, field.default
        shown = info.extra["shown"] or ("none" if default in (None, "") else f"`{default}`")
        rows.append(f"| `{name.upper()}` | {shown} | {info.description} |")
    return "\n".join(rows)


def listed(value: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in value.split(",") if part.strip()]
