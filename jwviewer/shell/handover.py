"""Files that a later start of the program asks the first one to open, left in a folder.

A request is one small JSON file. Whoever removes it owns it, and only one can: the first start
removes it when it takes it up, the later one when it has waited long enough. So a file is opened
once, by one of them, and never lost between the two.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 262_144
MOST_FILES = 50
MOST_REQUESTS = 50
OLD_SECONDS = 60.0
"""The age at which a request that nobody took up is swept away: whoever left it is gone."""
_FORMAT = 1
_NAME = re.compile(r"[0-9a-f]{32}\.request")
_TOKEN = re.compile(r"[!-~ ]{0,512}")


class Request(NamedTuple):
    """Files to open, by absolute path, and the desktop's leave to raise the window, if any."""

    files: tuple[Path, ...] = ()
    token: str = ""


def leave(folder: Path, request: Request) -> Path | None:
    """Leave a request in ``folder`` and return its path, or None where that cannot be done.

    More files than MOST_FILES are too many to hand over: whoever has them opens them itself.
    """
    if len(request.files) > MOST_FILES:
        return None
    from jwviewer.dossier.atomic import WriteFailed, write_atomically

    content = {
        "format": _FORMAT,
        "files": [str(path) for path in request.files],
        "token": request.token if _TOKEN.fullmatch(request.token) else "",
    }
    path = folder / f"{os.urandom(16).hex()}.request"
    try:
        # Names that are no valid text come through as escapes.
        write_atomically(path, json.dumps(content, ensure_ascii=True).encode("ascii"))
    except (WriteFailed, OSError):
        return None
    return path


def is_taken(request: Path) -> bool:
    """Tell whether somebody has taken a request up."""
    return not os.path.lexists(request)


def withdraw(request: Path) -> bool:
    """Take a request back; False when somebody has taken it up already."""
    try:
        request.unlink()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it is there, so nobody has it; sooner opened twice than never
    return True


def collect(folder: Path) -> tuple[list[Request], bool]:
    """Take up all requests in ``folder``; also tell whether one could not be removed just now.

    What is no request, or not this person's, is passed over, and swept away when it is old.
    """
    found: list[Request] = []
    held = False
    for path in _waiting(folder):
        request = _read(path)
        if request is None:
            continue
        try:
            path.unlink()
        except FileNotFoundError:
            continue  # withdrawn in the meantime
        except OSError:
            held = True  # open in a virus scanner, say
            continue
        found.append(request)
    return found, held


def _waiting(folder: Path) -> list[Path]:
    """Return the requests there are, oldest first, and sweep away what is too old."""
    now, ages = time.time(), []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not _NAME.fullmatch(entry.name):
                    continue
                status = entry.stat(follow_symlinks=False)
                if now - status.st_mtime > OLD_SECONDS:
                    withdraw(Path(entry.path))
                else:
                    ages.append((status.st_mtime_ns, entry.path))
    except OSError:
        pass  # the folder is gone: nobody asks for anything
    return [Path(path) for _, path in sorted(ages)[:MOST_REQUESTS]]


def _read(path: Path) -> Request | None:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            return None
        if hasattr(os, "getuid") and status.st_uid != os.getuid():
            return None
        return _request(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return None


def _request(content: object) -> Request | None:
    """Return what a request asks for, or None unless all of it is in order."""
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        return None
    files, token = content.get("files"), content.get("token")
    if not isinstance(files, list) or not _are_paths(files):
        return None
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        return None
    return Request(tuple(Path(name) for name in files), token)


def _are_paths(files: list[object]) -> bool:
    return len(files) <= MOST_FILES and all(
        isinstance(name, str) and "\0" not in name and Path(name).is_absolute() for name in files
    )
