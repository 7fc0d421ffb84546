"""The one way this program writes a file: whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from jwviewer.dossier.disk_words import in_words
from jwviewer.dossier.processes import is_alive, own_birth, this_machine
from jwviewer.dossier.unfinished import forget, left_notes, note
from jwviewer.language import tr
from jwviewer.places import WINDOWS, fits_system, system_path

RECORD = ".jwviewer-saving"
"""Lies in a dossier's folder while its tables take their places."""
_TEMP = re.compile(
    r"\.jwviewer-(?:(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,19})-)?[0-9a-f]{16}\.tmp"
)
_MOST_RECORD = 1 << 20
_STALE_SECONDS = 3600.0
_CHUNK = 1 << 24
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4) if WINDOWS else ()
"""Seconds between attempts to replace a file: on Windows a virus scanner, a search index or a
viewer may have it open for a moment, and nobody may replace it then."""


class WriteFailed(Exception):
    """A file could not be written: its path, the cause in words, what was written before it."""

    def __init__(self, path: Path, cause: str, written: Sequence[Path] = ()) -> None:
        self.path = path
        self.cause = cause
        self.written = tuple(written)
        text = tr("{path} could not be written: {cause}.", path=path, cause=cause)
        if self.written:
            names = ", ".join(p.name for p in self.written)
            text += " " + tr("Already written: {names}.", names=names)
        super().__init__(text)

    @classmethod
    def of(cls, error: OSError, path: Path, written: Sequence[Path] = ()) -> WriteFailed:
        """Return the failure to write ``path`` that the system's error stands for."""
        return cls(path, in_words(error, path), written)


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path``, or raise WriteFailed and leave the old file as it was."""
    write_together([(path, data)])


def write_unhurried(path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write what can be made again: whole or not at all, without waiting for the disk.

    Only its owner may read it. Raises WriteFailed; the old file then stays.
    """
    temp = _temp_beside(path)
    try:
        _put(temp, parts, None, mode=0o600)
        try:
            _replace(temp, path)
        except OSError:
            _discard(temp)
            raise
    except OSError as e:
        raise WriteFailed.of(e, path) from e


def write_together(
    files: Sequence[tuple[str | os.PathLike[str], bytes]], *, record: Path | None = None
) -> None:
    """Write several files, all or none: each is on the disk before the first takes its place.

    A rename that fails half way is taken back; only where that fails too, WriteFailed names the
    files that are already new. With ``record`` (a file's path) even a run that is killed between
    two renames leaves nothing half: finish() then does the rest.
    """
    folders = [Path(os.path.realpath(path)).parent for path, _ in files]
    noted = note(dict.fromkeys(folders))
    temps: list[Path] = []
    try:
        _write_together(files, record, temps)
    finally:
        if not any(os.path.lexists(temp) for temp in temps):
            forget(noted)
    for folder in dict.fromkeys(folders):
        sweep(folder)


def finish(record: Path) -> None:
    """Do the rest of what a killed run had begun to write together, if there is a record of it."""
    try:
        if not record.exists():
            return
        value = json.loads(record.read_bytes()[:_MOST_RECORD])
        machine, process = str(value["machine"]), int(value["process"])
        birth = str(value.get("birth", ""))
        young = time.time() - record.stat().st_mtime < _STALE_SECONDS
        if young and (machine != this_machine() or is_alive(process, birth)):
            return  # it is being written at this moment
        for temp, target in value["files"]:
            pair = [record.parent / str(name) for name in (temp, target)]
            if not all(one.resolve().is_relative_to(record.parent.resolve()) for one in pair):
                return
            if _TEMP.fullmatch(pair[0].name) and pair[0].exists():
                _replace(*pair)
        record.unlink()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed run left in ``folder``.

    At once where its process was of this machine and runs no more, else after an hour; never
    while a record says that they are still needed.
    """
    if any(os.path.lexists(place / RECORD) for place in (folder, folder.parent)):
        return
    before, here = time.time() - _STALE_SECONDS, this_machine()
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMP.fullmatch(entry.name)
            if found is None:
                continue
            ended = found["machine"] == here and not is_alive(int(found["process"]))
            if ended or entry.stat(follow_symlinks=False).st_mtime < before:
                _discard(Path(entry.path))


def clear_up() -> None:
    """Remove the temporary files of runs that were killed, wherever they were writing."""
    for left, folders in left_notes():
        for folder in folders:
            for place in (folder.parent, folder):
                finish(place / RECORD)
            sweep(folder)
        forget(left)


def create(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole; raises FileExistsError or another OSError."""
    temp = _temp_beside(path)
    _stage(path, data, temp)
    try:
        os.link(temp, path)
    except FileExistsError:
        raise
    except OSError:  # some file systems know no second names
        with path.open("xb") as file:
            file.write(data)
    finally:
        _discard(temp)


def _write_together(
    files: Sequence[tuple[str | os.PathLike[str], bytes]],
    record: Path | None,
    temps: list[Path],
) -> None:
    """Do the writing, and tell in ``temps`` which temporary files there were."""
    staged: list[tuple[Path, Path, Path]] = []
    done: list[tuple[Path, Path, Path | None]] = []
    path = Path()
    try:
        for given, data in files:
            path = Path(given)
            if not fits_system(path.name):
                raise WriteFailed(path, tr("Windows does not allow a file of that name"))
            target = Path(system_path(os.path.realpath(path)))  # a link stays a link
            temps.append(_temp_beside(target))
            _stage(target, data, temps[-1])
            staged.append((path, target, temps[-1]))
        if record is not None and len(staged) > 1:
            path = record
            _write_record(record, [(temp, target) for _, target, temp in staged])
        several = len(staged) > 1
        while staged:
            path, target, temp = staged[0]
            old = _kept(target, temps) if several else None
            done.append((path, target, old))
            try:
                _replace(temp, target)
            except OSError:
                done.pop()
                _discard(old)
                raise
            staged.pop(0)
    except OSError as e:
        _discard(record)
        raise WriteFailed.of(e, path, _taken_back(done)) from e
    finally:
        for _, _, temp in staged:
            _discard(temp)
    for folder in dict.fromkeys(path.parent for path, _, _ in done):
        _settle(folder)
    _discard(record)
    for _, _, old in done:
        _discard(old)


def _temp_beside(target: Path) -> Path:
    own = f"{this_machine()}-{os.getpid()}-{secrets.token_hex(8)}"
    return target.parent / f".jwviewer-{own}.tmp"


def _write_record(record: Path, files: Sequence[tuple[Path, Path]]) -> None:
    folder = os.path.realpath(record.parent)
    names = [[os.path.relpath(one, folder) for one in pair] for pair in files]
    value = {
        "machine": this_machine(), "process": os.getpid(), "birth": own_birth(), "files": names,
    }  # fmt: skip
    temp = _temp_beside(record)
    _stage(record, json.dumps(value).encode(), temp)
    try:
        _replace(temp, record)
    except OSError:
        _discard(temp)
        raise
    _settle(record.parent)


def _kept(target: Path, temps: list[Path]) -> Path | None:
    """Return a second name of the old file, from which it can come back; None for no old file."""
    if not target.exists():
        return None
    kept = _temp_beside(target)
    temps.append(kept)
    try:
        os.link(target, kept)
    except OSError:  # some file systems know no second names
        shutil.copy2(target, kept)
    return kept


def _taken_back(done: Sequence[tuple[Path, Path, Path | None]]) -> list[Path]:
    """Put the old files back; return those that stay new because that failed."""
    stuck = []
    for path, target, old in done:
        try:
            if old is None:
                target.unlink()
            else:
                _replace(old, target)
        except OSError:
            stuck.append(path)
    return stuck


def _stage(target: Path, data: bytes, temp: Path) -> None:
    """Write what is to become ``target``, with its permissions, and wait for the disk."""
    _put(temp, (data,), _mode_of(target), wait=True)


def _put(
    temp: Path,
    parts: Iterable[bytes | memoryview],
    kept_mode: int | None,
    *,
    mode: int = 0o666,
    wait: bool = False,
) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temp, flags, mode)
    try:
        try:
            if kept_mode is not None and hasattr(os, "fchmod"):
                with suppress(OSError):  # some file systems know no modes
                    os.fchmod(descriptor, kept_mode)
            for part in parts:
                rest = memoryview(part)
                while rest:
                    count = os.write(descriptor, rest[:_CHUNK])
                    if count <= 0:
                        raise OSError(errno.EIO, os.strerror(errno.EIO))
                    rest = rest[count:]
            if wait:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _discard(temp)
        raise


def _replace(temp: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            temp.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temp.replace(target)


def _mode_of(target: Path) -> int | None:
    """Return the old file's permissions, None when there is none; refuse what is no plain file."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
    if not status.st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
    return stat.S_IMODE(status.st_mode)


def _settle(folder: Path) -> None:
    """Ask for the renames themselves to reach the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(os.path.realpath(folder), os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _discard(temp: Path | None) -> None:
    if temp is not None:
        with suppress(OSError):
            temp.unlink()
