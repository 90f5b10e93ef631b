#!/usr/bin/env bash
# sanic 21.12.2 accepts every websockets from 10.0 on, yet cannot be imported with 11.0.3, where the names that it
# takes from websockets.connection are gone.
# Expected: a version that the declared requirement allows lets the import work, or the requirement has an upper bound.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
# setuptools stands in for distutils (see sanic-without-distutils.sh); multidict has no wheel for 3.12 in this version.
export MULTIDICT_NO_EXTENSIONS=1
"$temp/venv/bin/pip" install -qq sanic==21.12.2 multidict==5.2.0 sanic-routing==0.7.2 setuptools==80.9.0 \
  websockets==11.0.3
"$temp/venv/bin/python" -V
"$temp/venv/bin/python" -c 'from importlib.metadata import requires
print("sanic 21.12.2 requires", *[r for r in requires("sanic") if r.startswith("websockets")])'
"$temp/venv/bin/pip" check
echo "Expected: import sanic works. Seen with websockets 11.0.3:"
with_11=$("$temp/venv/bin/python" -W ignore -c 'import sanic' 2>&1 | tail -n 1 | sed "s|$temp|...|") || true
echo "  ${with_11:-works}"
"$temp/venv/bin/pip" install -qq websockets==10.4
echo "Seen with websockets 10.4:"
with_10=$("$temp/venv/bin/python" -W ignore -c 'import sanic; print("works")' 2>&1 | tail -n 1) || true
echo "  $with_10"
[[ $with_11 == *"ImportError: cannot import name"*"websockets.connection"* && $with_10 == works ]] ||
  { echo "No longer as described."; exit 1; }
echo "As described."
