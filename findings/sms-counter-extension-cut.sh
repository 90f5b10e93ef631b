#!/usr/bin/env bash
# sms-counter 0.0.1 divides the septets by 153. 3GPP 23.040 (9.2.3.24.1) forbids to cut an extension character, which
# is an escape and a second septet, over two segments; where it would be cut, it moves on whole and a septet stays free.
# Expected for 152 letters, a euro sign and 152 letters: segments of 152, 153 and 1 septets, so 3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$temp/venv/bin/pip" install -qq sms-counter==0.0.1 pydantic==2.11.7 smsutil==1.1.3
cat >"$temp/count.py" <<'PY'
from importlib.metadata import version
from platform import python_version

import smsutil
from sms.counter import SMSCounter

text = "a" * 152 + "€" + "a" * 152
counted = SMSCounter().count(text)
parts = [part.bytes for part in smsutil.split(text).parts]  # another package, which splits as the standard says
print(f"Python {python_version()}, sms-counter {version('sms-counter')}, smsutil {version('smsutil')}")
print(f"Text: 152 letters, €, 152 letters.\nExpected: 3 segments of 152, 153, 1 septets; smsutil splits into {parts}.")
print(f"Seen: sms-counter says {counted.segment} segments for {counted.sms_size} septets.")
as_described = (counted.sms_size, counted.segment) == (306, 2) and parts == [152, 153, 1]
print("As described." if as_described else "No longer as described.")
raise SystemExit(not as_described)
PY
"$temp/venv/bin/python" -W ignore "$temp/count.py"
