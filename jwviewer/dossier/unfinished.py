"""Notes of the folders in which files are being written, for the start after a kill.

A temporary file lies beside the file that it becomes, which may be in any folder: of pictures, of
another dossier. A run that is killed leaves its note behind, and with it the way there.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from jwviewer.dossier.processes import is_alive, own_birth, this_machine

_NAME = re.compile(
    r"(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,19})-(?P<birth>[0-9a-f]*)-[0-9a-f]{8}"
)
_MOST_BYTES = 1 << 20
_OLD_SECONDS = 86_400.0
"""After how long the note of another machine, which shares the home, counts as left behind."""


def note(folders: Iterable[Path]) -> Path | None:
    """Note that files are written in these folders; None where no note can be left."""
    name = f"{this_machine()}-{os.getpid()}-{own_birth()}-{secrets.token_hex(4)}"
    path, text = _folder() / name, b"\0".join(os.fsencode(folder) for folder in folders)
    for _ in range(3):  # another process may just be taking the empty folder away
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
            return path
    return None


def forget(made: Path | None) -> None:
    """Take a note back: nothing unfinished is left in its folders."""
    if made is not None:
        with suppress(OSError):
            made.unlink()
            # Only while they are empty: whoever writes a file need not find a trace of it at home.
            made.parent.rmdir()
            made.parent.parent.rmdir()


def left_notes() -> Iterator[tuple[Path, list[Path]]]:
    """Give the notes of runs that have ended in the midst of writing, with their folders."""
    try:
        notes = sorted(_folder().iterdir())
    except OSError:
        return
    for path in notes:
        found = _NAME.fullmatch(path.name)
        with suppress(OSError):
            if found is None:
                continue
            if found["machine"] != this_machine():
                ended = path.stat().st_mtime < time.time() - _OLD_SECONDS
            else:
                ended = not is_alive(int(found["process"]), found["birth"])
            if ended:
                folders = path.read_bytes()[:_MOST_BYTES].split(b"\0")
                yield path, [Path(os.fsdecode(one)) for one in folders if one]


def _folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("jwviewer", appauthor=False)) / "unfinished"
