"""Lists what patients asked and the guidance does not say, most asked first, each with an entry to fill in."""

from __future__ import annotations

import sys

from assistant.storage.database import connect, migrate
from assistant.storage.gaps import Gap, Gaps

MOST_WORDINGS = 5


def main() -> int:
    engine = connect()
    migrate(engine)
    gaps = Gaps(engine).most_asked()
    for gap in gaps:
        print(shown(gap))
    print("Nothing has been asked that the guidance does not say." if not gaps else f"{len(gaps)} gaps.")
    return 0


def shown(gap: Gap) -> str:
    """The gap, and an entry for guidance/microneedling.yml."""
    stage = gap.stage or "any stage"
    lines = [
        f"{gap.count} x {gap.topic}, {stage}, {gap.channel}",
        *(f"    > {text}" for text in gap.texts[:MOST_WORDINGS]),
    ]
    entry = [
        f"  - id: {_prefix(gap.stage)}.{gap.topic.removeprefix('ask_')}",
        *([f"    stage: {gap.stage}"] if gap.stage else []),
        "    section: # heading in the clinic's document",
        "    says: # what patients are to be told",
        "    # value: {bound: at_least, amount: , unit: }",
    ]
    return "\n".join([*lines, "    entry:", *(f"    {line}" for line in entry), ""])


def _prefix(stage: str | None) -> str:
    return {"before": "prep", "after": "aftercare", "between": "care"}.get(stage or "", "general")


if __name__ == "__main__":
    sys.exit(main())
