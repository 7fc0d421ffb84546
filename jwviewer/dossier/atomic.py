"""The one way this program writes a file: whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from jwviewer.language import tr
from jwviewer.places import WINDOWS, fits_system, system_path

_TEMP = re.compile(r"\.jwviewer-[0-9a-f]{16}\.tmp")
_STALE_SECONDS = 3600.0
_CHUNK = 1 << 24
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
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
        return cls(path, _in_words(error, path), written)


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path``, or raise WriteFailed and leave the old file as it was."""
    write_together([(path, data)])


def write_together(files: Sequence[tuple[str | os.PathLike[str], bytes]]) -> None:
    """Write several files: all are on the disk before the first takes its place.

    A full disk therefore changes none of them; only a failing rename can stop
    half way, and then WriteFailed names the files already written.
    """
    staged: list[tuple[Path, Path, Path]] = []
    written: list[Path] = []
    path = Path()
    try:
        for given, data in files:
            path = Path(given)
            if not fits_system(path.name):
                raise WriteFailed(path, tr("Windows does not allow a file of that name"), written)
            target = Path(system_path(os.path.realpath(path)))  # a link stays a link
            staged.append((path, target, _stage(target, data)))
        while staged:
            path, target, temp = staged[0]
            _replace(temp, target)
            staged.pop(0)
            written.append(path)
    except OSError as e:
        raise WriteFailed.of(e, path, written) from e
    finally:
        for _, _, temp in staged:
            _discard(temp)
    for folder in dict.fromkeys(p.parent for p in written):
        _settle(folder)
        sweep(folder)


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed run left in ``folder`` over an hour ago."""
    before = time.time() - _STALE_SECONDS
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMP.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < before:
                _discard(Path(entry.path))


def _stage(target: Path, data: bytes) -> Path:
    mode = _mode_of(target)
    temp = target.parent / f".jwviewer-{secrets.token_hex(8)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temp, flags, 0o666)
    try:
        try:
            if mode is not None and hasattr(os, "fchmod"):
                with suppress(OSError):  # some file systems know no modes
                    os.fchmod(descriptor, mode)
            rest = memoryview(data)
            while rest:
                count = os.write(descriptor, rest[:_CHUNK])
                if count <= 0:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                rest = rest[count:]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _discard(temp)
        raise
    return temp


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


def _discard(temp: Path) -> None:
    with suppress(OSError):
        temp.unlink()


def _in_words(error: OSError, path: Path) -> str:
    if error.errno in _FULL:
        return tr("the disk is full")
    if error.errno == errno.EROFS:
        return tr("the disk or folder is read-only")
    if error.errno == errno.ENOENT:
        return tr("the folder {folder} does not exist", folder=path.parent)
    if error.errno == errno.ENOTDIR:
        return tr("{folder} is not a folder", folder=path.parent)
    if error.errno == errno.EISDIR:
        return tr("a folder has that name")
    if error.errno == errno.ENXIO:
        return tr("that name belongs to a device, not to a file")
    if error.errno == errno.ENAMETOOLONG:
        return tr("the name is too long")
    if error.errno == errno.EIO:
        return tr("the disk reported an error")
    if error.errno == errno.EPERM:
        return tr("the file is write-protected")
    if isinstance(error, PermissionError):
        if WINDOWS:
            return tr("no permission, or the file is open in another program")
        return tr("no permission to write there")
    return error.strerror or str(error)
