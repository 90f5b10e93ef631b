"""Checks the guidance, and that the wording of every fact says what the guidance says."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from actions.conversation import SMS
from knowledge.guidance_files import GuidanceError, GuidanceFiles, read_guidance
from nlu.red_flags import RedFlags
from replies.wording import PLACEHOLDER, Wording, response_of


def main() -> int:
    try:
        files = read_guidance()
        RedFlags.load()
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
    return 1 if problems else 0


def wording_problems(files: GuidanceFiles, wording: Wording) -> Iterator[str]:
    """Facts without a response, responses that lose a figure or a word that must be said."""
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


if __name__ == "__main__":
    sys.exit(main())
