"""Why the system refused to write a file, in words for people."""

from __future__ import annotations

import errno
from pathlib import Path

from jwviewer.language import tr
from jwviewer.places import WINDOWS

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}


def in_words(error: OSError, path: Path) -> str:
    """Return the cause of an error that came from writing to ``path``."""
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
