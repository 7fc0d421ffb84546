"""Makes dist/jwviewer/ and tries it out with this checkout out of reach; run by `make bundle`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from notices import write_notices
from smoke_test import try_out

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ROOT / "dist" / "jwviewer"
MOST_MEGABYTES = 210  # of 2**20 bytes


def build() -> None:
    """Run PyInstaller on a clean slate; the same input gives the same files."""
    for folder in (PRODUCT, ROOT / "build" / "bundle"):
        shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(
        [
            sys.executable,
            *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"),
            *("--distpath", str(PRODUCT.parent), "--workpath", str(ROOT / "build" / "bundle")),
            str(ROOT / "packaging" / "jwviewer.spec"),
        ],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1767225600"},
    )


def strip_python() -> None:
    """Take the symbols out of Python's own libraries, where a builder's have 20 MiB of them."""
    if not sys.platform.startswith("linux") or shutil.which("strip") is None:
        return
    inside = PRODUCT / "_internal"
    libraries = [*inside.glob("libpython*.so*"), *inside.glob("python3*/lib-dynload/*.so")]
    if libraries:
        subprocess.run(["strip", "--strip-unneeded", *map(str, libraries)], check=True)


def main() -> int:
    """Build and try out; return 0 only if the product works."""
    build()
    strip_python()
    without = write_notices(PRODUCT / "NOTICES")
    files = [path for path in PRODUCT.rglob("*") if path.is_file() and not path.is_symlink()]
    megabytes = sum(path.stat().st_size for path in files) / 2**20
    print(f"{PRODUCT.relative_to(ROOT)}: {len(files)} files, {megabytes:.0f} MiB")
    faults = [f"no licence text for {name}" for name in without] + try_out(PRODUCT, ROOT)
    if megabytes > MOST_MEGABYTES:
        faults.append(f"{megabytes:.0f} MiB are more than {MOST_MEGABYTES}")
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    print("The bundle works." if not faults else "The bundle does not work.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
