"""What is done once before any process starts: tables are brought up to date and the guidance is published."""

from __future__ import annotations

import sys

from assistant.commands.guidance import Refused, publish_files
from assistant.knowledge.guidance_files import GuidanceError
from assistant.knowledge.store import Library, NoGuidance, current
from assistant.storage.database import connect, migrate


def main() -> int:
    """1 if there is no guidance that could be served."""
    engine = connect()
    migrate(engine)
    try:
        print(publish_files(engine))
    except (Refused, GuidanceError) as error:
        print(f"The folder guidance/ was not published.\n{error}", file=sys.stderr)
    try:
        serving = Library(engine).current()
    except (NoGuidance, ValueError) as error:
        print(f"There is no guidance to serve: {error}", file=sys.stderr)
        return 1
    print(f"Version {current(engine).number} of the guidance is served: {len(serving.facts)} facts.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
