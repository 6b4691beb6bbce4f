#!/usr/bin/env bash
# Times PyPI's quantulum3, a general extractor of quantities, on a text.
#
#   quantulum3.sh FOLDER TEXT
#
# Installs it into a virtual environment in FOLDER the first time. Prints its
# version, the seconds it took to read the text (without import), the quantities
# it found and its peak memory in bytes.
set -euo pipefail
folder=$1 text=$2
if [ ! -x "$folder/bin/python" ] || ! "$folder/bin/python" -c 'import quantulum3' 2>/dev/null; then
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check quantulum3==0.10.0 >&2
fi
exec "$folder/bin/python" - "$text" <<'PYTHON'
import importlib.metadata, resource, sys, time
from quantulum3 import parser

text = open(sys.argv[1], encoding="utf-8").read()
parser.parse("1 kg")  # loads its tables, which a user pays once
start, found, failed = time.perf_counter(), 0, 0
for paragraph in text.split("\n"):
    try:
        found += len(parser.parse(paragraph))
    except Exception:
        failed += 1
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(importlib.metadata.version("quantulum3"), f"{seconds:.3f}", found, failed, peak)
PYTHON
