#!/usr/bin/env bash
# vobject 0.9.9 keeps only the first date of an RDATE line that lists several when it makes a time zone of a
# VTIMEZONE. RFC 5545 (3.8.5.2) allows the list, and icalendar writes its time zones so: in a calendar from icalendar
# a summer appointment in New York is read an hour off. With one RDATE line for each date it is read rightly.
# Expected: 09:00 on 14 July 2026 is UTC-4 in either form.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$temp/venv/bin/pip" install -qq icalendar==6.3.2 vobject==0.9.9 python-dateutil==2.9.0.post0
cat >"$temp/write.py" <<'PY'
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar

event = icalendar.Event()
event.add("uid", "1@example.org")
event.add("dtstamp", datetime(2026, 1, 1, tzinfo=UTC))
event.add("dtstart", datetime(2026, 7, 14, 9, tzinfo=ZoneInfo("America/New_York")))
calendar = icalendar.Calendar()
calendar.add("prodid", "-//example//EN")
calendar.add("version", "2.0")
calendar.add_component(event)
calendar.add_missing_timezones()
listed = calendar.to_ical()
lines = re.sub(
    rb"RDATE:(\S+)",
    lambda dates: b"\r\n".join(b"RDATE:" + date for date in dates[1].split(b",")),
    listed.replace(b"\r\n ", b""),
)
Path(sys.argv[1]).write_bytes(listed)
Path(sys.argv[2]).write_bytes(lines)
PY
cat >"$temp/read.py" <<'PY'
import sys
from pathlib import Path

import vobject

start = vobject.readOne(Path(sys.argv[1]).read_bytes().decode()).vevent.dtstart.value
print(start.strftime("%Y-%m-%d %H:%M %z"))
PY
"$temp/venv/bin/python" "$temp/write.py" "$temp/listed.ics" "$temp/lines.ics"
"$temp/venv/bin/python" -c 'from importlib.metadata import version
print(*[f"{p} {version(p)}" for p in ("icalendar", "vobject", "python-dateutil")], sep=", ")'
# A process for each: vobject remembers a time zone by its name (see vobject-time-zone-of-another-calendar.sh).
listed=$("$temp/venv/bin/python" -W ignore "$temp/read.py" "$temp/listed.ics")
lines=$("$temp/venv/bin/python" -W ignore "$temp/read.py" "$temp/lines.ics")
echo "Expected: 2026-07-14 09:00 -0400 from both."
echo "Seen: $listed from dates in one RDATE line, $lines from a line for each"
[[ $listed == "2026-07-14 09:00 -0500" && $lines == "2026-07-14 09:00 -0400" ]] ||
  { echo "No longer as described."; exit 1; }
echo "As described."
