"""The one gate that guidance goes through before it is published: what is refused here never becomes current.

Reading it checks schema, references and figures (knowledge.guidance_files). To check one thing more, add a function to
CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import RED_FLAGS_FILE, GuidanceError, guidance_of
from assistant.nlu.red_flags.rules import RedFlagRules


def problems(files: Mapping[str, str]) -> list[str]:
    """What is wrong with texts by file name: "file, line N: reason", and what to do where that is not plain."""
    try:
        guidance = guidance_of(files)
    except GuidanceError as error:
        return error.problems
    return [problem for check in CHECKS for problem in check(files, guidance)]


def _names_what_it_lists(_files: Mapping[str, str], guidance: Guidance) -> Iterator[str]:
    """Terms that a fact is about and that its words neither list nor name."""
    for fact in guidance.facts:
        for language, words in fact.words.items():
            for kind, text in (("say", words.say), ("sms", words.sms)):
                if text and "{terms}" not in text:
                    for term in (guidance.term(each) for each in fact.terms):
                        if term and not _is_named(term.words, text):
                            where = f"{fact.id}: the words `{kind}` ({language})"
                            yield f"{where} have no {{terms}} and do not name {term.name!r}; name it or leave the term out"


def _is_named(words: Iterable[str], text: str) -> bool:
    told = [word for name in words for word in (name, *(part for part in name.split() if len(part) >= _TELLING))]
    return any(word in text.lower() for word in told)


_TELLING = 4  # letters: a word of a term's name that tells which term is meant


def _sees_danger(files: Mapping[str, str], _guidance: Guidance) -> Iterator[str]:
    if RED_FLAGS_FILE not in files:
        yield f"{RED_FLAGS_FILE}: the file is missing"
        return
    try:
        RedFlagRules.read(files[RED_FLAGS_FILE])
    except ValueError as error:
        yield f"{RED_FLAGS_FILE}: {error}"


CHECKS: tuple[Callable[[Mapping[str, str], Guidance], Iterable[str]], ...] = (_names_what_it_lists, _sees_danger)
