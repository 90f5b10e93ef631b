#!/usr/bin/env bash
# sanic 21.12.2 leaves empty fields out of request.form when the body is application/x-www-form-urlencoded, but keeps
# them when it is multipart/form-data. Twilio's signature covers the names of empty fields too, so that twilio's
# RequestValidator turns down a rightly signed request if it is handed request.form.
# Expected: the same fields from both kinds of body, and a signature that holds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
export MULTIDICT_NO_EXTENSIONS=1 # multidict has no wheel for 3.12 in this version
"$temp/venv/bin/pip" install -qq sanic==21.12.2 multidict==5.2.0 sanic-routing==0.7.2 setuptools==80.9.0 \
  websockets==10.4 twilio==8.2.2
cat >"$temp/form.py" <<'PY'
from importlib.metadata import version
from platform import python_version
from urllib.parse import urlencode

from sanic import Sanic
from sanic.compat import Header
from sanic.request import Request
from twilio.request_validator import RequestValidator

app = Sanic("example")


def form(content_type, body):
    request = Request(b"/sms", Header({"content-type": content_type}), "1.1", "POST", None, app)
    request.body = body.encode()
    return request.form


fields = {"Body": "hello", "FromCity": ""}
urlencoded = form("application/x-www-form-urlencoded", urlencode(fields))
part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
multipart = form("multipart/form-data; boundary=x", "".join(part.format(*f) for f in fields.items()) + "--x--\r\n")

url = "https://example.org/sms"
validator = RequestValidator("not a real token")
signature = validator.compute_signature(url, fields)
holds_for_sent, holds_for_form = (validator.validate(url, f, signature) for f in (fields, urlencoded))

print(f"Python {python_version()}, sanic {version('sanic')}, twilio {version('twilio')}; sent: {fields}")
print(f"Expected: both fields from either body, and the signature valid.\nSeen: urlencoded {dict(urlencoded)}")
print(f"      multipart {dict(multipart)}")
print(f"      signature valid for what was sent: {holds_for_sent}, for request.form: {holds_for_form}")
as_described = set(urlencoded) == {"Body"} and set(multipart) == set(fields) and holds_for_sent and not holds_for_form
print("As described." if as_described else "No longer as described.")
raise SystemExit(not as_described)
PY
"$temp/venv/bin/python" -W ignore "$temp/form.py"
