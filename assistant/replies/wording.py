"""Every sentence the assistant says, read from domain.yml.

A response may hold placeholders: {clinic.name} for a value of the clinic's profile, {treatment} for the name of the
treatment spoken of, {utter_other} for another response, {day} and the like for values of the reply. Of the variations of
a response the first is said that is meant for the channel and whose placeholders all have a value, so that a
clinic without a phone number gets a sentence without one. Variations are never chosen at random.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ruamel.yaml import YAML

from assistant.knowledge.guidance import Clinic, Fact, Guidance, Silence
from assistant.replies.days import SMS

DOMAIN = pathlib.Path(__file__).parent.parent.parent / "domain.yml"
LANGUAGE = "en"
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


def clinic_values(clinic: Clinic | None) -> dict[str, str]:
    """Placeholder values of the clinic's profile; {} where no profile can be had."""
    return {f"clinic.{name}": value for name, value in vars(clinic).items()} if clinic else {}


def in_words(names: Sequence[str], last: str = "and") -> str:
    """ "pores, lines and scars"."""
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def guidance_values(guidance: Guidance) -> Mapping[str, str]:
    """Placeholder values of the clinic, and of the treatments that the guidance is about."""
    # an attribute of the version itself, as its own look-ups are: made once, gone with it
    values: Mapping[str, str] | None = vars(guidance).get(_VALUES)
    if values is None:
        names = {"treatments": in_words([treatment.name for treatment in guidance.treatments])}
        names |= {"treatment": guidance.treatments[0].name} if len(guidance.treatments) == 1 else {}
        values = vars(guidance)[_VALUES] = MappingProxyType({**names, **clinic_values(guidance.clinic)})
    return values


def words_of(fact: Fact | Silence, guidance: Guidance, channel: str = "") -> str:
    """A fact in its own words, with its figure and what it lists."""
    words = fact.words[LANGUAGE]
    return filled((words.sms if channel == SMS else None) or words.say, fact, guidance)


def filled(text: str, fact: Fact | Silence, guidance: Guidance, **values: str) -> str:
    """The words with {value}, {terms} and what else is given."""
    figure = {"value": str(fact.quantity)} if isinstance(fact, Fact) and fact.quantity else {}
    known = {**clinic_values(guidance.clinic), **figure, "terms": in_words(guidance.names(fact.terms)), **values}
    return PLACEHOLDER.sub(lambda match: known[match[1]], text)
