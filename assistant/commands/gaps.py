"""Lists what patients asked and the guidance does not say, most asked first, each with an entry to fill in."""

from __future__ import annotations

import sys

from assistant.knowledge.gaps import asked_of, entry_for, is_closed
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.store import Library
from assistant.storage.database import connect, migrate
from assistant.storage.gaps import Gap, Gaps

MOST_WORDINGS = 5


def main() -> int:
    engine = connect()
    migrate(engine)
    guidance = Library(engine).current()
    gaps = [gap for gap in Gaps(engine).most_asked() if not _is_closed(gap, guidance)]
    for gap in gaps:
        print(shown(gap, guidance))
    print("Nothing has been asked that the guidance does not say." if not gaps else f"{len(gaps)} gaps.")
    return 0


def shown(gap: Gap, guidance: Guidance) -> str:
    """The gap and, where a treatment with guidance was asked of, an entry for its file."""
    lines = [
        f"{gap.count} x {gap.topic}, {gap.stage or 'any stage'}, {gap.channel}",
        *(f"    > {text}" for text in gap.texts[:MOST_WORDINGS]),
    ]
    asked = asked_of(gap.topic, gap.stage)
    treatment = guidance.treatment_of(asked.subject) if asked else None
    if asked and treatment:
        lines += [f"    a fact for the file of {treatment.name}:", entry_for(asked, guidance)]
    return "\n".join([*lines, ""])


def _is_closed(gap: Gap, guidance: Guidance) -> bool:
    asked = asked_of(gap.topic, gap.stage)
    return asked is not None and is_closed(asked, guidance)


if __name__ == "__main__":
    sys.exit(main())
