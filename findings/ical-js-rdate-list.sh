#!/usr/bin/env bash
# ical.js 2.2.1 reads only the first date of an RDATE line that lists several when it works out a VTIMEZONE. RFC 5545
# (3.8.5.2) allows the list, and icalendar writes its time zones so: in a calendar from icalendar a summer appointment
# in New York is read an hour off. With one RDATE line for each date it is read rightly. Needs node and npm.
# Expected: 09:00 in New York on 14 July 2026 is 13:00 UTC in either form.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$temp/venv/bin/pip" install -qq icalendar==6.3.2
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
cat >"$temp/read.mjs" <<'JS'
import fs from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], "utf8")));
ICAL.TimezoneService.register(new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone")));
const event = calendar.getFirstSubcomponent("vevent");
console.log(event.getFirstPropertyValue("dtstart").toJSDate().toISOString());
JS
"$temp/venv/bin/python" "$temp/write.py" "$temp/listed.ics" "$temp/lines.ics"
npm install --silent --no-fund --no-audit --prefix "$temp" ical.js@2.2.1 >/dev/null
"$temp/venv/bin/python" -c 'import icalendar; print("icalendar", icalendar.__version__)'
echo "ical.js 2.2.1, node $(node --version)"
listed=$(node "$temp/read.mjs" "$temp/listed.ics")
lines=$(node "$temp/read.mjs" "$temp/lines.ics")
echo "Expected: 2026-07-14T13:00:00.000Z from both."
echo "Seen: $listed from dates in one RDATE line, $lines from a line for each"
[[ $listed == 2026-07-14T14:00:00.000Z && $lines == 2026-07-14T13:00:00.000Z ]] ||
  { echo "No longer as described."; exit 1; }
echo "As described."
