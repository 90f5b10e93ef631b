#!/usr/bin/env bash
# icalendar 7.3.0 states the start of summer time an hour late when it makes a VTIMEZONE. RFC 5545 (3.6.5) gives an
# onset in the local time before the change, that is with TZOFFSETFROM; icalendar writes the time after it, 03:00 for
# New York, which with TZOFFSETFROM -0500 is 08:00 UTC. The change back to winter time is right.
# Expected: 02:00, which is 07:00 UTC, the moment that Python's zoneinfo changes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$temp/venv/bin/pip" install -qq icalendar==7.3.0 tzdata==2025.3
cat >"$temp/onset.py" <<'PY'
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

NEW_YORK = ZoneInfo("America/New_York")


def changes_at(moment):
    before, after = ((moment - ago).astimezone(NEW_YORK).utcoffset() for ago in (timedelta(minutes=1), timedelta(0)))
    return before != after


made = icalendar.Timezone.from_tzid("America/New_York", first_date=date(2026, 1, 1), last_date=date(2026, 12, 31))
stated = {}
for part in made.subcomponents:
    if part["TZOFFSETFROM"].td != part["TZOFFSETTO"].td:
        stated[part.name] = (part["DTSTART"].dt - part["TZOFFSETFROM"].td).replace(tzinfo=UTC)
print(f"icalendar {icalendar.__version__}, 2026 in New York.")
print("Expected: DAYLIGHT from 2026-03-08 07:00 UTC, STANDARD from 2026-11-01 06:00 UTC.")
print("Seen:", ", ".join(f"{name} from {moment:%Y-%m-%d %H:%M} UTC" for name, moment in stated.items()))
right = {"DAYLIGHT": datetime(2026, 3, 8, 7, tzinfo=UTC), "STANDARD": datetime(2026, 11, 1, 6, tzinfo=UTC)}
assert all(map(changes_at, right.values()))
as_described = stated == right | {"DAYLIGHT": right["DAYLIGHT"] + timedelta(hours=1)}
print("As described." if as_described else "No longer as described.")
raise SystemExit(not as_described)
PY
"$temp/venv/bin/python" -W ignore "$temp/onset.py"
