"""Lists the SHA-256 sums of all that is handed out; `python -m bundling.sums [FOLDER]` anew."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from bundling.places import DIST, files_in

NAME = "SHA256SUMS"


def write_sums(folder: Path = DIST) -> Path:
    """Write SHA256SUMS for every file below ``folder``; ``sha256sum --check`` there proves it."""
    target = folder / NAME
    lines = [
        f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in files_in(folder)
        if path != target
    ]
    target.write_text("".join(lines), encoding="utf-8")
    return target


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    write_sums(*map(Path, sys.argv[1:]))
