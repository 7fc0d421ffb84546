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


def main() -> int:
    """Build and try out; return 0 only if the product works."""
    build()
    without = write_notices(PRODUCT / "NOTICES")
    files = [path for path in PRODUCT.rglob("*") if path.is_file() and not path.is_symlink()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    print(f"{PRODUCT.relative_to(ROOT)}: {len(files)} files, {megabytes:.0f} MB")
    faults = [f"no licence text for {name}" for name in without] + try_out(PRODUCT, ROOT)
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    print("The bundle works." if not faults else "The bundle does not work.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
