"""What an action answers: which responses are said, and what the reply reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistant.knowledge.guidance import Fact, Words
from assistant.replies.contract import WEIGHT, Kind


@dataclass(frozen=True)
class Line:
    """A fact in its own words, or a response of domain.yml with the values of this reply; `fact` is what it says.

    A line with `once` is said once in a message, however many of its questions it goes with. `words` are those of the
    guidance where no fact says them.
    """

    response: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    fact: Fact | None = None
    once: bool = False
    words: Mapping[str, Words] | None = None


@dataclass(frozen=True)
class Reply:
    """Lines are said in order; a line that cannot be said (its fact is gone) is left out."""

    kind: Kind
    lines: tuple[Line, ...]
    choices: tuple[str, ...] = ()
    is_miss: bool = False
    starts: str | None = None  # a form that goes on from here
    erases: str | None = None  # the receipt of a deletion: the conversation is to be forgotten
    short_of: tuple[Fact, ...] = ()  # facts that one short line says together
    calendar: str | None = None  # where the plan it gives can be had as a calendar file

    def then(self, *lines: Line) -> Reply:
        return replace(self, lines=(*self.lines, *lines))

    def starting(self, form: str) -> Reply:
        return replace(self, starts=form)

    def opened_by(self, response: str) -> Reply:
        return replace(self, lines=(Line(response), *self.lines))

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (*(line.fact for line in self.lines if line.fact), *self.short_of)


def facts(said: Iterable[Fact]) -> tuple[Line, ...]:
    return tuple(Line(fact=fact) for fact in dict.fromkeys(said))


def say(kind: Kind, response: str, *said: Fact, **values: str) -> Reply:
    return Reply(kind, (Line(response, values), *facts(said)))


def without_repeats[Asked](answered: list[tuple[Asked, Reply]]) -> list[tuple[Asked, Reply]]:
    """The replies to one message, each once and each fact once; a line with `once` stays in the last that has it."""
    kept: list[tuple[Asked, Reply]] = []
    alone = [(asked, reply) for n, (asked, reply) in enumerate(answered) if reply not in [r for _, r in answered[:n]]]
    for asked, reply in reversed(alone):
        later = [line for _, other in kept for line in other.lines if line.once]
        kept.append((asked, replace(reply, lines=tuple(line for line in reply.lines if line not in later))))
    said: list[Line] = []
    fresh: list[tuple[Asked, Reply]] = []
    for asked, reply in kept[::-1]:
        lines = tuple(line for line in reply.lines if line.fact is None or line not in said)
        said += [line for line in reply.lines if line.fact]
        if lines and (lines == reply.lines or any(line.fact for line in lines)):
            fresh.append((asked, replace(reply, lines=lines)))
        elif lines or reply.short_of or not reply.lines:
            fresh.append((asked, reply))  # a verdict would be left without its fact
    return fresh


def weightiest(replies: list[Reply]) -> Kind:
    return min((reply.kind for reply in replies), key=WEIGHT.index)
