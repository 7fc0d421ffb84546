"""Makes the bundle where there is none yet, or only one of older sources."""

from __future__ import annotations

import subprocess
import sys

from bundling.places import PRODUCT, ROOT, program

_SOURCES = ("jwviewer", "resources", "seeds", "packaging", "LICENSE")
_AROUND = ROOT / "packaging" / "linux"
_INTO = ("libraries.py", "depends.toml")
"""What lies in packaging/linux goes around the bundle, but for what names its libraries."""


def bring_bundle() -> bool:
    """Return whether there is a bundle of the present sources, after making one if need be."""
    if fresh():
        return True
    print("Making the bundle first", flush=True)
    command = [sys.executable, str(ROOT / "packaging" / "bundle.py"), "--quick"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def fresh() -> bool:
    """Tell whether the bundle is newer than all that it is made of."""
    made = program(PRODUCT)
    if not made.is_file():
        return False
    sources = (
        path
        for name in _SOURCES
        for path in (ROOT / name, *(ROOT / name).rglob("*"))
        if path.is_file()
        and "__pycache__" not in path.parts
        and (path.name in _INTO or not path.is_relative_to(_AROUND))
    )
    moment = made.stat().st_mtime
    return all(path.stat().st_mtime <= moment for path in sources)


if __name__ == "__main__":
    sys.exit(not bring_bundle())
