#!/usr/bin/env bash
# smsutil 1.1.3 registers the codec gsm0338, which decodes a whole byte string rightly. Read as a stream, a text with
# an extension character (here the euro sign) ends with a character too many, as the codec returns the number of
# characters where the protocol wants the number of bytes used. Read in pieces, it loses an extension character whose
# two bytes fall into two pieces, as its incremental decoder keeps no state.
# Expected: the same text by all three ways.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$temp/venv/bin/pip" install -qq smsutil==1.1.3 future==1.0.0
cat >"$temp/decode.py" <<'PY'
import codecs
import io
from importlib.metadata import version
from platform import python_version

import smsutil

text = "The bus is 5€ each way"
encoded = smsutil.encode(text)
whole = encoded.decode("gsm0338")
stream = codecs.getreader("gsm0338")(io.BytesIO(encoded)).read()
pieces = "".join(codecs.iterdecode([encoded[i : i + 1] for i in range(len(encoded))], "gsm0338"))
print(f"Python {python_version()}, smsutil {version('smsutil')}\nExpected three times: {text!r}")
print(f"Seen: whole  {whole!r}\n      stream {stream!r}\n      pieces {pieces!r}")
as_described = (whole, stream, pieces) == (text, text + text[-1], text.replace("€", " e"))
print("As described." if as_described else "No longer as described.")
raise SystemExit(not as_described)
PY
"$temp/venv/bin/python" -W ignore "$temp/decode.py"
