"""Where Chromium is, and how it is started."""

from __future__ import annotations

import os
import shutil

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MISSING = "no Chromium: the browser tests were SKIPPED. `apt-get install chromium` (Debian) installs it; CHROMIUM names another"


def executable() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def is_required() -> bool:
    return os.environ.get("REQUIRE_BROWSER") == "1"
