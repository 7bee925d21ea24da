#!/bin/sh
# Makes .venv and installs the pinned dependencies; called by make with the Python and PyTorch's CPU wheel index.
set -eu
python=$1 torch_index=$2
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Ustaz needs Python 3.11 or newer; say which one with: make run PYTHON=python3.11" >&2
    exit 1
}
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing what Ustaz needs (about 3 minutes the first time) …"
torch=$(grep '^torch==' constraints.txt)
if .venv/bin/python -c "import torch" 2>/dev/null; then
    : # already there
elif .venv/bin/python -c "import urllib.request as u; u.urlopen('$torch_index/torch/', timeout=5)" 2>/dev/null; then
    .venv/bin/pip install --quiet --disable-pip-version-check --index-url "$torch_index" "$torch"
else
    .venv/bin/pip install --quiet --disable-pip-version-check "$torch"
fi
.venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
