"""Tells one state of a dossier's files from another, so that nobody's work is overwritten."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jwviewer.dossier.cache import FolderShelf
from jwviewer.dossier.container import DESCRIPTOR, PARQUET
from jwviewer.dossier.kept import Store

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Stamps = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The state of a dossier's files; equal contents are equal, whenever they were written."""

    contents: str
    stamps: Stamps

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
        digests = []
        for _, file in files:
            with file.open("rb") as opened:
                digests.append(hashlib.file_digest(opened, "sha256").digest())
    except OSError:
        return NOTHING
    return _made(stamps, digests)


def as_opened(dossier: Dossier) -> Fingerprint:
    """Return the state of a dossier's files when it was opened, as far as its reader knows it."""
    path = dossier.origin
    if path is None:
        return NOTHING
    shelf = dossier.store.kept.shelf if isinstance(dossier.store, Store) else None
    read = shelf.as_read() if isinstance(shelf, FolderShelf) else {}
    files = _files(path)
    if not path.is_dir() and len(read) == 1:
        read = {"": read[path.name]}
    if not files or read.keys() != {name for name, _ in files}:
        return fingerprint(path)
    known = [(name, *read[name]) for name, _ in files]
    stamps = tuple((name, modified, size) for name, modified, size, _ in known)
    return _made(stamps, [bytes.fromhex(digest) for *_, digest in known])


def _made(stamps: Stamps, digests: list[bytes]) -> Fingerprint:
    whole = hashlib.sha256()
    for (name, *_), digest in zip(stamps, digests, strict=True):
        whole.update(os.fsencode(name) + b"\0" + digest)
    return Fingerprint(whole.hexdigest(), stamps) if stamps else NOTHING


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
