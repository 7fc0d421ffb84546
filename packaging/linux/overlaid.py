"""This machine with the package installed, for as long as a test runs and for that test alone.

The bundle's own tests need Python and this checkout, which a clean system must not have. So they
run here, where everything that is written goes into a layer that is thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bundling.places import BUILD, ROOT
from linux.installed import PROGRAM

LAYER = BUILD / "overlay"
_SCRIPT = """
set -e
mount -t tmpfs none "$1"
mkdir "$1/changes" "$1/work" "$1/root"
mount -t overlay none -o "lowerdir=/,upperdir=$1/changes,workdir=$1/work" "$1/root"
cd "$1/root"
for place in proc sys dev tmp; do mount --rbind "/$place" "$place"; done
shift
exec chroot . sh -ec '
cd "$0"
DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 update
DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 install --yes --no-install-recommends \\
    --allow-downgrades --reinstall "$1" >/dev/null
shift
exec "$@"' "$@"
"""


def run_with(package: Path, command: Sequence[str]) -> list[str]:
    """Run a command where ``package`` is installed; return what it said if it failed."""
    LAYER.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            "unshare", "--mount", "--propagation", "private",
            "sh", "-c", _SCRIPT, "sh", str(LAYER), str(ROOT), str(package.resolve()), *command,
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    shutil.rmtree(LAYER, ignore_errors=True)
    said = f"{done.stdout}{done.stderr}".strip()
    return [f"exit {done.returncode}: {said[-4000:]}"] if done.returncode else []


def bundle_tests() -> list[str]:
    """Return the command that runs the bundle's tests on the installed program."""
    return [sys.executable, str(ROOT / "packaging" / "bundle.py"), "--program", PROGRAM]
