"""What a large dossier looked like when it was last open, kept in the cache for its next opening.

It is looked for before anything else of the program is loaded, so nothing here needs a library. A
picture is believed only while every file of the dossier is the one it was made of, by size, times
and identity; where a later change could hide from these none is kept.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Mapping
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple

NAME = "sight"
_MAGIC = b"jwviewer sight 1\n"
_DIGEST = 32
_MOST_HEAD = 1 << 20
_MOST_FILES = 1000

Files = dict[str, list[int]]
"""Size, times of change in nanoseconds and number of each file, by its name in the folder."""


class Sight(NamedTuple):
    """Pictures one behind the other as bytes, and what is known of them."""

    known: dict[str, Any]
    pixels: bytes


def place_of(folder: Path, root: Path) -> Path:
    """Return where the cache below ``root`` has what it keeps of a folder."""
    return root / sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:32]


def read_sight(folder: Path, root: Path) -> Sight | None:
    """Return what was last seen of a folder whose files are still the same, else None."""
    try:
        data = (place_of(folder, root) / NAME).read_bytes()
        start = len(_MAGIC) + _DIGEST
        if data[:start] != _MAGIC + _digest(memoryview(data)[start:]):
            return None
        size = int.from_bytes(data[start : start + 8], "little")
        head, pixels = data[start + 8 :][:size], data[start + 8 + size :]
        found = json.loads(head) if size <= _MOST_HEAD else None
        if not isinstance(found, dict) or found["files"] != files_in(folder):
            return None
        return Sight(found["known"], pixels)
    except (OSError, ValueError, KeyError):
        return None


def sight_bytes(files: Files, sight: Sight) -> bytes:
    """Return the content of the file that ``read_sight`` reads."""
    head = json.dumps({"files": files, "known": sight.known}).encode()
    rest = len(head).to_bytes(8, "little") + head + sight.pixels
    return _MAGIC + _digest(rest) + rest


def files_in(folder: Path) -> Files | None:
    """Return all files in which a dossier can lie, None when that is not plain; raises OSError."""
    found: Files = {}
    waiting = [".", "data"]
    while waiting:
        base = waiting.pop()
        with os.scandir(folder / base) as entries:
            for entry in entries:
                name = f"{base}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if base != ".":
                        waiting.append(name)
                    continue
                known = os.lstat(folder / name)
                if not stat.S_ISREG(known.st_mode) or len(found) > _MOST_FILES:
                    return None
                found[name] = [
                    known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino
                ]  # fmt: skip
    return found


def only(
    files: Files, known: Mapping[str, tuple[int, int, int, int]], others: Collection[str]
) -> bool:
    """Tell whether a folder holds what was read from it as it was, and no table beside that."""
    tables = {name.removeprefix("./"): one for name, one in files.items()}
    if any(tables.get(name) != list(one) for name, one in known.items()):
        return False
    new = tables.keys() - known.keys() - set(others)
    return not any(
        name == "datapackage.json" or (name.startswith("data/") and name[5] not in ".~")
        for name in new
    )


def _digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()
