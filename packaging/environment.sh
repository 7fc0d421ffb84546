#!/bin/sh
# environment.sh VENV run|dev: make the virtual environment and fill it from its lock file.
# Each package is checked against the lock's hash; the checkout itself is installed in place.
set -eu
venv=$1
lock=packaging/$2.lock

if [ ! -x "$venv/bin/python" ]; then
    for python in ${PYTHON3:-python3 python3.13 python3.12 python3.11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            found=$python
            break
        fi
    done
    if [ -z "${found:-}" ]; then
        echo "jwviewer needs Python 3.11 or newer: apt-get install python3 python3-venv" >&2
        exit 1
    fi
    if ! "$found" -m venv "$venv"; then
        rm -rf "$venv"
        echo "No virtual environment could be made: apt-get install python3-venv" >&2
        exit 1
    fi
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
echo "Installing $lock into $venv"
"$venv/bin/python" -m pip install --quiet --require-hashes --only-binary :all: -r "$lock"
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
