"""Who has a dossier open for editing: a small file beside it that other programs can read."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from jwviewer.dossier.atomic import create
from jwviewer.dossier.processes import is_alive, own_birth


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, since when (UTC, ISO 8601), in which process of which machine.

    ``birth`` tells the process from a later one of the same number, where the system can.
    """

    user: str
    host: str
    process: int
    since: str
    birth: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether it was left behind by a process of this machine that has ended."""
        return self.host == platform.node() and not is_alive(self.process, self.birth)


class Lock:
    """A lock on the dossier at ``origin``; a folder that cannot be written has none."""

    def __init__(self, origin: Path) -> None:
        self.path = _beside(origin)
        self._mine: Holder | None = None

    def take(self) -> Holder | None:
        """Take the lock; return who has it when that is somebody else."""
        if self._mine is not None:
            return None
        now = datetime.now(UTC).isoformat(timespec="seconds")
        mine = Holder(_user(), platform.node(), os.getpid(), now, own_birth())
        for _ in range(2):
            try:
                create(self.path, json.dumps(asdict(mine)).encode())
            except FileExistsError:
                holder = self.holder()
                if holder is not None and not holder.is_gone:
                    return None if holder.process == os.getpid() else holder
                with suppress(OSError):
                    self.path.unlink()
            except OSError:
                return None
            else:
                self._mine = mine
                return None
        return self.holder()

    def holder(self) -> Holder | None:
        """Return who has the lock; None when nobody has it or it cannot be read."""
        try:
            value = json.loads(self.path.read_bytes()[:4096])
            return Holder(
                str(value["user"])[:80], str(value["host"])[:80],
                int(value["process"]), str(value["since"])[:40], str(value.get("birth", ""))[:40],
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def clear(self) -> None:
        """Remove a lock that was left behind by a process which has ended."""
        holder = self.holder()
        if holder is not None and holder.is_gone:
            with suppress(OSError):
                self.path.unlink()

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
