"""What an action answers: which responses are said, and what the reply reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.knowledge.guidance import Guidance
from assistant.replies.contract import WEIGHT, Kind
from assistant.replies.wording import in_words, response_of


@dataclass(frozen=True)
class Line:
    """One response of domain.yml with the values of this reply; `fact` is the fact it says, if any.

    A line with `once` is said once in a message, however many of its questions it goes with.
    """

    response: str
    values: Mapping[str, str] = field(default_factory=dict)
    fact: str | None = None
    once: bool = False


@dataclass(frozen=True)
class Reply:
    """Lines are said in order; a line that cannot be said (its fact is gone) is left out."""

    kind: Kind
    lines: tuple[Line, ...]
    choices: tuple[str, ...] = ()
    is_miss: bool = False
    starts: str | None = None  # a form that goes on from here
    erases: str | None = None  # the receipt of a deletion: the conversation is to be forgotten
    short_of: tuple[str, ...] = ()  # facts that one short line says together
    calendar: str | None = None  # where the plan it gives can be had as a calendar file

    def then(self, *lines: Line) -> Reply:
        return replace(self, lines=(*self.lines, *lines))

    def starting(self, form: str) -> Reply:
        return replace(self, starts=form)

    def opened_by(self, response: str) -> Reply:
        return replace(self, lines=(Line(response), *self.lines))

    @property
    def facts(self) -> tuple[str, ...]:
        return (*(line.fact for line in self.lines if line.fact), *self.short_of)


def facts(*fact_ids: str) -> tuple[Line, ...]:
    return tuple(Line(response_of(fact_id), fact=fact_id) for fact_id in dict.fromkeys(fact_ids))


def answer(*fact_ids: str) -> Reply:
    return Reply("answer", facts(*fact_ids))


def say(kind: Kind, response: str, *fact_ids: str) -> Reply:
    return Reply(kind, (Line(response), *facts(*fact_ids)))


def not_named(guidance: Guidance, terms: tuple[str, ...], *fact_ids: str) -> Reply:
    """The guidance does not speak of these terms; the facts are what it says close by."""
    return Reply("not_covered", (not_named_line(guidance, terms), *facts(*fact_ids)))


def but_not(reply: Reply, terms: tuple[str, ...], guidance: Guidance) -> Reply:
    """The reply, and that the guidance does not speak of these terms beside it."""
    return reply.then(not_named_line(guidance, terms)) if terms else reply


def not_named_line(guidance: Guidance, terms: tuple[str, ...]) -> Line:
    return Line("utter_not_named", {"terms": in_words(guidance.names(terms))})


def without_repeats(replies: list[Reply]) -> list[Reply]:
    """The replies to one message, each once and each fact once; a line with `once` stays in the last that has it."""
    kept: list[Reply] = []
    for reply in reversed([reply for number, reply in enumerate(replies) if reply not in replies[:number]]):
        later = [line for other in kept for line in other.lines if line.once]
        kept.append(replace(reply, lines=tuple(line for line in reply.lines if line not in later)))
    said: list[Line] = []
    fresh: list[Reply] = []
    for reply in kept[::-1]:
        lines = tuple(line for line in reply.lines if line.fact is None or line not in said)
        said += [line for line in reply.lines if line.fact]
        if lines and (lines == reply.lines or any(line.fact for line in lines)):
            fresh.append(replace(reply, lines=lines))
        elif lines or reply.short_of or not reply.lines:
            fresh.append(reply)  # "No." and the like would be left without its fact
    return fresh


def weightiest(replies: list[Reply]) -> Kind:
    return min((reply.kind for reply in replies), key=WEIGHT.index)
