"""Checks the guidance as the gate does before it is published, and lists what the clinic should decide."""

from __future__ import annotations

import datetime
import sys

from assistant.knowledge.audit import audit
from assistant.knowledge.gate import problems
from assistant.knowledge.guidance_files import GuidanceError, guidance_of, read_folder


def main() -> int:
    try:
        texts = read_folder()
        found = problems(texts)
    except GuidanceError as error:
        found = error.problems
    if found:
        print(*found, sep="\n", file=sys.stderr)
        return 1
    guidance = guidance_of(texts)
    if not guidance.clinic.time_zone:
        print(
            "clinic.yml: time_zone is empty, so patients' dates are worked out in UTC; fill it in before patients ask."
        )
    names = ", ".join(treatment.name for treatment in guidance.treatments)
    print(f"The guidance is sound: {len(guidance.facts)} facts about {names}, {len(guidance.terms)} terms.")
    points = list(audit(guidance, texts, datetime.date.today()))
    if points:  # nothing of it stops the assistant
        print(f"For the clinic to decide ({len(points)}):", *(f"  - {point}" for point in points), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
