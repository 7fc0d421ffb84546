"""Opening and saving dossiers, as a folder or as one ``.dossier`` file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jwviewer.dossier.atomic import RECORD, WriteFailed, finish, write_atomically, write_together
from jwviewer.dossier.container import open_parts, zip_bytes
from jwviewer.dossier.problems import Cancelled, DossierRefused, Problem
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.cache import Cache
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.reader import Progress, Stop

SUFFIX = ".dossier"

__all__ = [
    "SUFFIX",
    "Cancelled",
    "DossierRefused",
    "Problem",
    "WriteFailed",
    "open_dossier",
    "pack",
    "save_dossier",
    "unpack",
]


def open_dossier(
    path: str | os.PathLike[str],
    *,
    trusted: bool = False,
    progress: Progress | None = None,
    cancelled: Stop | None = None,
    cache: Cache | None = None,
) -> Dossier:
    """Open a folder or a ``.dossier`` file; rows with problems are left out and reported.

    Raises DossierRefused when nothing can be shown, Cancelled when ``cancelled`` says so.
    ``trusted`` lifts the limits on ``.dossier`` files from elsewhere. ``progress`` hears
    numbers from 0 to 1; both callbacks run in the calling thread. A large dossier comes from
    ``cache`` where that has it, and is put there when its shelf is released.
    """
    if cache is not None:
        from jwviewer.dossier.reopening import reopened

        known = reopened(Path(path), cache, trusted=trusted)
        if known is not None:
            return known
    from jwviewer.dossier.reader import read_dossier

    return read_dossier(
        Path(path), trusted=trusted, progress=progress, cancelled=cancelled, cache=cache
    )


def save_dossier(dossier: Dossier, path: str | os.PathLike[str]) -> None:
    """Save as one file if ``path`` ends in ``.dossier``, else as a folder.

    A table that lies in the folder as one Parquet file stays one; all others become CSV.
    Raises DossierRefused for a dossier with errors, whose left-out rows would be lost, and for
    a place that is only read; WriteFailed when the disk refuses. The old files then stay.
    """
    from jwviewer.dossier.table_files import only_read, parquet_files
    from jwviewer.dossier.writer import parts_of

    errors = sum(problem.severity == "error" for problem in dossier.problems)
    if errors:
        raise DossierRefused(
            tr("The dossier has {count} problems and the rows they are in would be lost;"
               " repair them first.", count=errors)
        )  # fmt: skip
    target = Path(path)
    if refusal := only_read(target):
        raise DossierRefused(refusal)
    parts = parts_of(dossier, parquet_files(target))
    if target.suffix.lower() == SUFFIX:
        write_atomically(target, zip_bytes(parts))
    else:
        _write_folder(target, parts)


def pack(folder: str | os.PathLike[str], file: str | os.PathLike[str]) -> None:
    """Make one ``.dossier`` file of a folder; raises DossierRefused when it has errors."""
    dossier = open_dossier(folder)
    if Path(file).suffix.lower() != SUFFIX:
        raise DossierRefused(tr("{file} does not end in .dossier.", file=file))
    errors = [problem for problem in dossier.problems if problem.severity == "error"]
    if errors:
        raise DossierRefused(
            tr("{folder} has {count} problems; repair them first (jwviewer check lists them).",
               folder=folder, count=len(errors)), errors,
        )  # fmt: skip
    save_dossier(dossier, file)


def unpack(
    file: str | os.PathLike[str], folder: str | os.PathLike[str], *, trusted: bool = False
) -> None:
    """Make a folder of a ``.dossier`` file, table by table as they are, to be edited."""
    target = Path(folder)
    with open_parts(Path(file), trusted=trusted) as opened:
        if not opened.packed:
            raise DossierRefused(tr("{file} is not one file but a folder.", file=file))
        parts = {name: opened.read(name) for name in opened.names}
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DossierRefused(tr("{folder} is there already and not empty.", folder=folder))
    _write_folder(target, parts)


def _write_folder(target: Path, parts: dict[str, bytes]) -> None:
    """Write the files that differ from what the folder holds."""
    made = [folder for folder in (target, target / "data") if not os.path.lexists(folder)]
    try:
        for folder in made:
            folder.mkdir(exist_ok=True)
        files = [(target / name, data) for name, data in parts.items()]
        finish(target / RECORD)
        changed = [(path, data) for path, data in files if not _holds(path, data)]
        write_together(changed, record=target / RECORD)
    except (OSError, WriteFailed) as e:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(e, OSError):
            raise WriteFailed.of(e, target) from e
        raise


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
