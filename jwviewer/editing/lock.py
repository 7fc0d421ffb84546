"""Who has a dossier open for editing: a small file beside it that other programs can read."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jwviewer.dossier.processes import is_alive


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, since when (UTC, ISO 8601), in which process of which machine."""

    user: str
    host: str
    process: int
    since: str

    @property
    def is_gone(self) -> bool:
        """Whether it was left behind by a process of this machine that has ended."""
        return self.host == platform.node() and not is_alive(self.process)


class Lock:
    """A lock on the dossier at ``origin``; a folder that cannot be written has none."""

    def __init__(self, origin: Path) -> None:
        self.path = _beside(origin)
        self._mine: Holder | None = None

    def take(self) -> Holder | None:
        """Take the lock; return who has it when that is somebody else."""
        if self._mine is not None:
            return None
        mine = Holder(
            _user(), platform.node(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds")
        )
        for _ in range(2):
            try:
                descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            except FileExistsError:
                holder = self.holder()
                if holder is not None and not holder.is_gone:
                    return None if holder.process == os.getpid() else holder
                with suppress(OSError):
                    self.path.unlink()
            except OSError:
                return None
            else:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    json.dump(
                        {n: getattr(mine, n) for n in ("user", "host", "process", "since")}, file
                    )
                self._mine = mine
                return None
        return self.holder()

    def holder(self) -> Holder | None:
        """Return who has the lock; None when nobody has it or it cannot be read."""
        try:
            value = json.loads(self.path.read_bytes()[:4096])
            return Holder(
                str(value["user"])[:80], str(value["host"])[:80],
                int(value["process"]), str(value["since"])[:40],
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def release(self) -> None:
        """Give the lock back, if it is ours."""
        if self._mine is not None and self.holder() == self._mine:
            with suppress(OSError):
                self.path.unlink()
        self._mine = None


def _beside(origin: Path) -> Path:
    if origin.is_dir():
        return origin / ".jwviewer-lock"
    return origin.parent / f".{origin.name}.jwviewer-lock"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
