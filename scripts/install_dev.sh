#!/bin/sh
# Installs what only the tests need: linters, pytest, headless Chromium where the package manager can, and what the
# widget's own tests need where there is Node.
set -eu
.venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || {
    echo "Installing headless Chromium for the browser tests …"
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null
    else
        echo "Install Chromium with your package manager; the browser tests need it." >&2
    fi
}
command -v npm >/dev/null && (cd web && npm ci --no-audit --no-fund --loglevel=error >/dev/null) || {
    echo "Without Node 20 the widget's own tests and the accessibility tests are left out." >&2
}
