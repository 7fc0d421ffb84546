"""Makes dist/jwviewer/, checks it and tries it out; run by `make bundle`.

bundle.py           all of it, and a table of sizes and starts beside a bare window's
bundle.py --quick   without the table: what continuous integration runs
bundle.py --twice   a second time too, and tells in which files the two differ
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bundling.freezing import freeze
from bundling.inventory import components, undeclared
from bundling.measuring import MEBI, measured, owners, table, too_large
from bundling.needed import lost
from bundling.notices import write_notices, write_sbom
from bundling.places import BUILD, PRODUCT, ROOT, bytes_in, epoch, files_in, program
from bundling.sums import write_sums


def make(quick: bool) -> list[str]:
    """Build, complete and judge; return what is wrong, nothing if the product is good."""
    freeze(PRODUCT)
    faults = complete(PRODUCT)
    if sys.platform.startswith("linux"):
        faults += lost(PRODUCT)
    files = len(files_in(PRODUCT))
    print(f"{PRODUCT.relative_to(ROOT)}: {files} files, {bytes_in(PRODUCT) / MEBI:.1f} MiB")
    print(f"of these MiB: {owners(PRODUCT)}")
    rows = [] if quick else measured(PRODUCT)
    if rows:
        print(table(rows))
    faults += too_large(rows, PRODUCT)
    write_sums()
    return faults


def complete(product: Path) -> list[str]:
    """Lay the notices and the list of parts into a bundle; return what they cannot tell."""
    inside = components(product)
    without = write_notices(product / "NOTICES", inside)
    write_sbom(product / "NOTICES" / "sbom.cdx.json", inside, epoch())
    swept = [
        f"{name} was swept in and is not in packaging/run.lock" for name in undeclared(product)
    ]
    return [f"no licence text for {name}" for name in without] + swept


def differences() -> list[str]:
    """Build a second time elsewhere and return the names at which it differs from the first."""
    again = BUILD / "again" / PRODUCT.name
    freeze(again)
    complete(again)
    return unlike(PRODUCT, again)


def unlike(one: Path, other: Path) -> list[str]:
    """Return in which files, links, folders and rights two folders differ."""
    first, second = (
        {path.relative_to(top).as_posix(): path for path in top.rglob("*")} for top in (one, other)
    )
    return sorted(
        name
        for name in first.keys() | second.keys()
        if name not in first or name not in second or _state(first[name]) != _state(second[name])
    )


def _state(path: Path) -> tuple[int, bytes]:
    """Return kind and rights of what is at ``path``, and what it holds or points to."""
    mode = path.lstat().st_mode
    if path.is_symlink():
        return mode, os.fsencode(path.readlink())
    return mode, path.read_bytes() if path.is_file() else b""


def tried_out() -> list[str]:
    """Run the shortest part of the bundle's tests."""
    command = ["-m", "pytest", "-q", "tests/bundle", "-m", "smoke", "--program"]
    done = subprocess.run([sys.executable, *command, str(program(PRODUCT))], cwd=ROOT, check=False)
    return [] if done.returncode == 0 else ["it does not work, see above"]


def main() -> int:
    """Return 0 only if the product is complete, within its limits and works."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="without the table")
    parser.add_argument("--twice", action="store_true", help="compare with a second build")
    given = parser.parse_args()
    faults = make(given.quick)
    if given.twice:
        different = differences()
        print("Two builds are the same." if not different else "Two builds differ in:")
        faults += [f"another on a second build: {name}" for name in different]
    faults += tried_out()
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    print("The bundle works." if not faults else "The bundle is not good.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
