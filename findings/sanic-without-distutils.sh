#!/usr/bin/env bash
# sanic 21.12.2 declares Python >=3.7 without an upper bound and no need of setuptools, yet imports distutils, which
# Python 3.12 no longer has. A fresh 3.12 environment, which has no setuptools either, cannot import it.
# Expected: what installs on 3.12 without a complaint can be imported there, or setuptools is among the requirements.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
export MULTIDICT_NO_EXTENSIONS=1 # multidict has no wheel for 3.12 in this version
"$temp/venv/bin/pip" install -qq sanic==21.12.2 multidict==5.2.0 sanic-routing==0.7.2 websockets==10.4
"$temp/venv/bin/python" -V
"$temp/venv/bin/python" -c 'from importlib.metadata import metadata
print("sanic 21.12.2 requires Python", metadata("sanic")["Requires-Python"])'
"$temp/venv/bin/pip" check
echo "Expected: import sanic works. Seen without setuptools:"
without=$("$temp/venv/bin/python" -W ignore -c 'import sanic' 2>&1 | tail -n 1) || true
echo "  ${without:-works}"
"$temp/venv/bin/pip" install -qq setuptools==80.9.0
echo "Seen with setuptools 80.9.0, which brings a distutils of its own:"
with=$("$temp/venv/bin/python" -W ignore -c 'import sanic; print("works")' 2>&1 | tail -n 1) || true
echo "  $with"
[[ $without == *"No module named 'distutils'"* && $with == works ]] || { echo "No longer as described."; exit 1; }
echo "As described."
