#!/usr/bin/env bash
# vobject 0.9.9 remembers each time zone by its TZID for as long as the process runs. A second calendar that defines
# the same TZID otherwise is read with the zone of the first. By RFC 5545 (3.8.3.1) a TZID is unique only within its
# calendar, and two senders may well both call their zone "Clinic".
# Expected: each calendar's appointment at the offset that its own VTIMEZONE states.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$temp/venv/bin/pip" install -qq vobject==0.9.9 python-dateutil==2.9.0.post0
cat >"$temp/read.py" <<'PY'
from importlib.metadata import version

import vobject


def start(offset):
    """The appointment's start, as read from a calendar whose zone "Clinic" is at this offset from UTC."""
    return vobject.readOne(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n"
        "BEGIN:VTIMEZONE\r\nTZID:Clinic\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART;TZID=Clinic:20260114T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).vevent.dtstart.value


stated = ["+0100", "-0500"]
seen = [start(offset).strftime("%z") for offset in stated]
print(f"vobject {version('vobject')}, python-dateutil {version('python-dateutil')}")
print(f"Expected: the offsets {stated}, one calendar after the other.\nSeen: {seen}")
as_described = seen == ["+0100", "+0100"]
print("As described." if as_described else "No longer as described.")
raise SystemExit(not as_described)
PY
"$temp/venv/bin/python" -W ignore "$temp/read.py"
