"""Every sentence the assistant says, read from domain.yml.

A response may hold placeholders: {fact.id} for a fact's figure, {fact.id.terms} for the names it lists, {clinic.name} for a value of the clinic's
profile, {utter_other} for another response, {terms} and the like for values of the reply. Of the variations of
a response the first is said that is meant for the channel and whose placeholders all have a value, so that a
clinic without a phone number gets a sentence without one. Variations are never chosen at random.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ruamel.yaml import YAML

from assistant.knowledge.guidance import Clinic, Guidance
from assistant.knowledge.guidance_files import ClinicFile

DOMAIN = pathlib.Path(__file__).parent.parent.parent / "domain.yml"
_VALUES = "placeholder values"
PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


class NotSayable(LookupError):
    """No variation of the response has a value for all of its placeholders."""


class Wording:
    """The responses of a domain file."""

    def __init__(self, domain: pathlib.Path = DOMAIN) -> None:
        self.responses: dict[str, list[dict[str, str]]] = YAML(typ="safe").load(domain)["responses"]

    def say(self, response: str, values: Mapping[str, str], channel: str = "") -> str:
        """The words of a response. Raises NotSayable if a value is missing, KeyError for an unknown response."""
        for variation in self._variations(response, channel):
            try:
                return PLACEHOLDER.sub(lambda match: self._value(match[1], values, channel), variation).strip()
            except NotSayable:
                continue
        raise NotSayable(response)

    def _variations(self, response: str, channel: str) -> Iterator[str]:
        for_channel = [v["text"] for v in self.responses[response] if v.get("channel") == channel]
        yield from for_channel
        yield from (v["text"] for v in self.responses[response] if "channel" not in v)

    def _value(self, placeholder: str, values: Mapping[str, str], channel: str) -> str:
        if placeholder in self.responses:
            return self.say(placeholder, values, channel)
        value = values.get(placeholder)
        if not value:
            raise NotSayable(placeholder)
        return value


def response_of(fact_id: str) -> str:
    """The response that says a fact."""
    return f"utter_{fact_id.replace('.', '_')}"


def clinic_values(clinic: Clinic | ClinicFile | None) -> dict[str, str]:
    """Placeholder values of the clinic's profile; {} where no profile can be had."""
    return {f"clinic.{name}": value for name, value in vars(clinic).items()} if clinic else {}


def in_words(names: Sequence[str]) -> str:
    """ "pores, lines and scars"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def guidance_values(guidance: Guidance) -> Mapping[str, str]:
    """Placeholder values of all facts with a figure, of the names that facts list, and of the clinic."""
    # an attribute of the version itself, as its own look-ups are: made once, gone with it
    values: Mapping[str, str] | None = vars(guidance).get(_VALUES)
    if values is None:
        values = vars(guidance)[_VALUES] = MappingProxyType(_values(guidance))
    return values


def _values(guidance: Guidance) -> dict[str, str]:
    figures = {fact.id: str(fact.quantity) for fact in guidance.facts if fact.quantity}
    lists = {f"{fact.id}.terms": in_words(guidance.names(fact.terms)) for fact in guidance.facts if fact.terms}
    return {**lists, **figures, **clinic_values(guidance.clinic)}
