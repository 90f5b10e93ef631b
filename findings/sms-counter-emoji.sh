#!/usr/bin/env bash
# sms-counter 0.0.1 counts the code points of a text that goes out as UTF-16, not its 16-bit units. An emoji outside
# the Basic Multilingual Plane takes two units, and a single message holds 70 of them, so the count is too low.
# Expected for 36 emoji: 72 units, which are 2 segments of at most 67 units.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$temp/venv/bin/pip" install -qq sms-counter==0.0.1 pydantic==2.11.7
cat >"$temp/count.py" <<'PY'
from importlib.metadata import version
from platform import python_version

from sms.counter import SMSCounter

text = "\N{GRINNING FACE}" * 36
units = len(text.encode("utf-16-be")) // 2
counted = SMSCounter().count(text)
print(f"Python {python_version()}, sms-counter {version('sms-counter')}, pydantic {version('pydantic')}")
print(f"Text: 36 emoji.\nExpected: {units} units, 2 segments.")
print(f"Seen: {counted.sms_size} units, {counted.segment} segment(s).")
as_described = units == 72 and (counted.encoding, counted.sms_size, counted.segment) == ("UTF16", 36, 1)
print("As described." if as_described else "No longer as described.")
raise SystemExit(not as_described)
PY
"$temp/venv/bin/python" -W ignore "$temp/count.py"
