"""Checks the guidance, brings the database up to date and loads the guidance into it."""

from __future__ import annotations

import sys

from sqlalchemy.exc import SQLAlchemyError

from assistant.knowledge.guidance import Library, NoGuidance
from assistant.knowledge.guidance_files import GuidanceError, read_guidance
from assistant.knowledge.loading import load_guidance
from assistant.storage.database import connect, migrate


def main() -> int:
    engine = connect()
    migrate(engine)
    try:
        files = read_guidance()
    except GuidanceError as error:
        print(f"The guidance was refused; what was loaded before stays in use.\n{error}", file=sys.stderr)
        return 1
    changed = load_guidance(engine, files)
    print(f"Guidance {'loaded' if changed else 'is current'}: {len(files.treatment.facts)} facts.")
    return 0


def has_guidance() -> bool:
    """Whether an earlier guidance is loaded that can go on serving."""
    try:
        Library(connect()).current()
    except (NoGuidance, SQLAlchemyError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
