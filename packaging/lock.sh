#!/bin/sh
# Resolve the lock files anew; run by `make lock`. Needs uv (https://docs.astral.sh/uv).
# run.lock: what the program and the build backend of its checkout need. dev.lock: that and the
# tools. extras.lock: that and the optional extras, for an environment of their own, because pandas
# takes up pyarrow wherever it finds it. All hold for every system and for Python 3.11 and later.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet "$@"
}
compile --extra build -c packaging/constraints.txt -o packaging/run.lock
compile --extra build --extra dev -c packaging/run.lock -o packaging/dev.lock
compile --extra build --extra dev --extra big --extra cluster --extra engines \
    -c packaging/dev.lock -o packaging/extras.lock
