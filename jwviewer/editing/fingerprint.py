"""Tells one state of a dossier's files from another, so that nobody's work is overwritten."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from jwviewer.dossier.container import DESCRIPTOR, PARQUET


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The state of a dossier's files; equal contents are equal, whenever they were written."""

    contents: str
    stamps: tuple[tuple[str, int, int], ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fingerprint) and self.contents == other.contents

    def __hash__(self) -> int:
        return hash(self.contents)


NOTHING = Fingerprint("", ())
"""Stands for a dossier that is not there."""


def fingerprint(path: Path, known: Fingerprint = NOTHING) -> Fingerprint:
    """Return the state of the folder or file at ``path``; NOTHING when it cannot be read.

    Files whose time and size are those of ``known`` are not read again.
    """
    files = _files(path)
    try:
        stamps = tuple(
            (name, stat.st_mtime_ns, stat.st_size)
            for name, file in files
            for stat in (file.stat(),)
        )
        if stamps and stamps == known.stamps:
            return known
        whole = hashlib.sha256()
        for name, file in files:
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").digest()
            whole.update(os.fsencode(name) + b"\0" + digest)
    except OSError:
        return NOTHING
    return Fingerprint(whole.hexdigest(), stamps) if files else NOTHING


def _files(path: Path) -> list[tuple[str, Path]]:
    if not path.is_dir():
        return [("", path)]
    data = path / "data"
    tables = sorted(
        file
        for kind in ("*.csv", f"*{PARQUET}", f"*/*{PARQUET}")
        for file in data.glob(kind)
        if not file.name.startswith(".")
    )
    head = [path / DESCRIPTOR] if (path / DESCRIPTOR).exists() else []
    return [(file.relative_to(path).as_posix(), file) for file in (*head, *tables)]
