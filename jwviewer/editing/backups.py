"""The last five states of a dossier before it was saved over, as whole ``.dossier`` files."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jwviewer.dossier.atomic import WriteFailed, write_atomically
from jwviewer.dossier.container import PARQUET, open_parts, zip_bytes
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.writer import parts_of

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

KEPT = 5
_NAME = re.compile(r"\d{8}T\d{6}(\.\d+)?Z\.dossier")


def back_up(origin: Path, folder: Path, now: datetime | None = None) -> Path | None:
    """Keep the present files of ``origin`` in ``folder``; None when there are none.

    Tables in Parquet are kept as CSV, which a ``.dossier`` file has.

    Raises WriteFailed or DossierRefused when they cannot be read or kept; the oldest beyond five
    are removed after.
    """
    try:
        if origin.is_dir():
            with open_parts(origin, trusted=True) as parts:
                plain = not any(name.endswith(PARQUET) for name in parts.names)
                files = {name: parts.read(name) for name in parts.names} if plain else {}
            data = zip_bytes(files if plain else parts_of(open_dossier(origin)))
        else:
            data = origin.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as e:
        raise WriteFailed.of(e, origin) from e
    return _keep(data, folder, now)


def put_aside(dossier: Dossier, folder: Path, now: datetime | None = None) -> Path:
    """Keep a state that only this program has; raises WriteFailed."""
    return _keep(zip_bytes(parts_of(dossier)), folder, now)


def _keep(data: bytes, folder: Path, now: datetime | None) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = backups(folder)
        if kept and kept[0].read_bytes() == data:
            return kept[0]
        # What a killed run could not remove is not left to grow.
        _remove_oldest(kept)
    except OSError as e:
        raise WriteFailed.of(e, folder) from e
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S.%fZ")
    path = folder / f"{stamp}.dossier"
    write_atomically(path, data)
    _remove_oldest(backups(folder))
    return path


def _remove_oldest(kept: list[Path]) -> None:
    for old in kept[KEPT:]:
        with suppress(OSError):
            old.unlink()


def kept_at(backup: Path) -> datetime:
    """Return when a state was kept, in local time."""
    stamp = backup.name.partition(".")[0].removesuffix("Z")
    return datetime.strptime(stamp + "+0000", "%Y%m%dT%H%M%S%z").astimezone()


def backups(folder: Path) -> list[Path]:
    """Return the kept states, the newest first."""
    with suppress(OSError):
        found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: path.name, reverse=True)
    return []
