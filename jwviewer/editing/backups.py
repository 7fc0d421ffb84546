"""The last five states of a dossier before it was saved over, as whole ``.dossier`` files."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from jwviewer.dossier.atomic import write_atomically
from jwviewer.dossier.container import open_parts, zip_bytes
from jwviewer.dossier.problems import DossierRefused

KEPT = 5
_NAME = re.compile(r"\d{8}T\d{6}(\.\d+)?Z\.dossier")


def back_up(origin: Path, folder: Path, now: datetime | None = None) -> Path | None:
    """Keep the present files of ``origin`` in ``folder``; None when there are none.

    Raises WriteFailed when they cannot be kept; the oldest beyond five are removed after.
    """
    if not origin.exists():
        return None
    try:
        if origin.is_dir():
            with open_parts(origin, trusted=True) as parts:
                data = zip_bytes({name: parts.read(name) for name in parts.names})
        else:
            data = origin.read_bytes()
    except (OSError, DossierRefused):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    kept = backups(folder)
    if kept and kept[0].read_bytes() == data:
        return kept[0]
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S.%fZ")
    path = folder / f"{stamp}.dossier"
    write_atomically(path, data)
    for old in backups(folder)[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return path


def backups(folder: Path) -> list[Path]:
    """Return the kept states, the newest first."""
    with suppress(OSError):
        found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: path.name, reverse=True)
    return []
