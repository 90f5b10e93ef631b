#!/usr/bin/env bash
# ruamel.yaml 0.17.21 asks for its C part, ruamel.yaml.clib, up to Python 3.10 only. From 3.11 on, YAML(typ="safe")
# takes the parser written in Python and says nothing about it.
# Expected: the version that asks for the C part on 3.10 asks for it on 3.12 too, where the C part works.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
"${PYTHON:-python3.12}" -m venv "$temp/venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
cat >"$temp/load.py" <<'PY'
import platform
import sys
import time

import ruamel.yaml

document = "".join(f"- id: q{i}\n  text: 'Question number {i}?'\n  tags: [food, visit, n{i}]\n" for i in range(3000))
yaml = ruamel.yaml.YAML(typ="safe")
start = time.process_time()
assert len(yaml.load(document)) == 3000
seconds = time.process_time() - start
versions = f"Python {platform.python_version()}, ruamel.yaml {ruamel.yaml.__version__}"
print(f"{versions}: {yaml.Parser.__name__}, {seconds:.2f} s", file=sys.stderr)
print(yaml.Parser.__name__, seconds)
PY
"$temp/venv/bin/pip" install -qq ruamel.yaml==0.17.21
echo "Expected: CParser, as the C part is asked for and there. Seen without naming ruamel.yaml.clib, then with it:"
read -r plain slow < <("$temp/venv/bin/python" "$temp/load.py")
"$temp/venv/bin/pip" install -qq ruamel.yaml.clib==0.2.15
read -r helped fast < <("$temp/venv/bin/python" "$temp/load.py")
awk -v slow="$slow" -v fast="$fast" 'BEGIN { printf "Ratio of the times: %.1f\n", slow / fast }'
[ "$plain" = Parser ] && [ "$helped" = CParser ] || { echo "No longer as described."; exit 1; }
echo "As described."
