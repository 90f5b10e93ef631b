"""Checks the guidance, and that the wording of every fact says what the guidance says."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Mapping

from actions.conversation import SMS
from assistant.knowledge.audit import audit
from assistant.knowledge.guidance_files import FactEntry, GuidanceError, GuidanceFiles, TermEntry, read_guidance
from assistant.nlu.red_flags.rules import RedFlagRules
from assistant.replies.wording import PLACEHOLDER, Wording, response_of

_TELLING = 4  # letters: a word of a term's name that tells which term is meant


def main() -> int:
    try:
        files = read_guidance()
        RedFlagRules.load()
    except GuidanceError as error:
        print(error, file=sys.stderr)
        return 1
    except ValueError as error:
        print(f"red_flags.yml: {error}", file=sys.stderr)
        return 1
    problems = list(wording_problems(files, Wording()))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems and not files.clinic.time_zone:
        print(
            "clinic.yml: time_zone is empty, so patients' dates are worked out in UTC; fill it in before patients ask."
        )
    if not problems:
        print(f"The guidance is sound: {len(files.treatment.facts)} facts, {len(list(files.treatment.terms))} terms.")
        _print_audit(files)
    return 1 if problems else 0


def _print_audit(files: GuidanceFiles) -> None:
    """For clinic staff to decide; nothing of it stops the assistant."""
    points = list(audit(files, datetime.date.today()))
    if points:
        print(f"For the clinic to decide ({len(points)}):", *(f"  - {point}" for point in points), sep="\n")


def wording_problems(files: GuidanceFiles, wording: Wording) -> Iterator[str]:
    """Facts without a response, responses that lose a figure or a word that must be said."""
    terms = {term.id: term for _, term in files.treatment.terms}
    for fact in files.treatment.facts:
        response = response_of(fact.id)
        if response not in wording.responses:
            yield f"domain.yml: {response} is missing; it says the fact {fact.id}"
            continue
        for variation in wording.responses[response]:
            where = f"domain.yml: {response}{' (SMS)' if variation.get('channel') == SMS else ''}"
            if fact.value and fact.id not in PLACEHOLDER.findall(variation["text"]):
                yield f"{where} has no {{{fact.id}}}, the figure of the fact"
            for word in fact.must_say:
                if word.lower() not in variation["text"].lower():
                    yield f"{where} does not say {word!r}"
            for term in _unsaid(fact, variation["text"], terms):
                yield f"{where} has no {{{fact.id}.terms}} and does not name {term!r}"


def _unsaid(fact: FactEntry, text: str, terms: Mapping[str, TermEntry]) -> Iterator[str]:
    """Names of the fact's terms that neither its list nor a word in the text says."""
    if f"{fact.id}.terms" in PLACEHOLDER.findall(text):
        return
    said = text.lower()
    for term in (terms[term_id] for term_id in fact.terms):
        in_the_name = [word for word in term.name.lower().split() if len(word) >= _TELLING]
        if not any(words.lower() in said for words in (*in_the_name, term.name, *term.words)):
            yield term.name


if __name__ == "__main__":
    sys.exit(main())
