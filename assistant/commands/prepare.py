"""What is done once before any process starts: tables are brought up to date and the guidance is loaded."""

from __future__ import annotations

import sys

from assistant.commands import load_guidance


def main() -> int:
    """1 if there is no guidance that could be served."""
    if load_guidance.main() and not load_guidance.has_guidance():
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
