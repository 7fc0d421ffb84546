"""Writes what a dossier looks like beside what else the cache keeps of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from jwviewer.dossier.atomic import WriteFailed, write_unhurried
from jwviewer.dossier.last_sight import NAME, Sight, files_in, only, sight_bytes

log = logging.getLogger(__name__)


class SightWriter:
    """Writes the sights of one dossier, from any thread, one after the other.

    ``read`` has size, times of change in nanoseconds and number of each file that was read from
    its folder, ``others`` the names of what else lay there.
    """

    def __init__(
        self,
        folder: Path,
        place: Path,
        read: Mapping[str, tuple[int, int, int, int]],
        others: Collection[str],
    ) -> None:
        self._folder, self._place = folder, place
        self._read, self._others = read, others
        self._waiting: object = None
        self._lock = threading.Lock()

    def write(self, sight: Sight) -> bool:
        """Write a sight instead of one that waits; tell whether it could be done.

        It is not done beside nothing else, nor if the files are no longer those that were read.
        """
        with self._lock:
            self._waiting = None
            return self._put(sight)

    def job(self, sight: Callable[[], Sight], told: Callable[[], None]) -> Callable[[], None]:
        """Return what makes and writes a sight, unless it is old then, and says if it did."""
        self._waiting = sight

        def write() -> None:
            with self._lock:
                if self._waiting is sight and self._put(sight()):
                    told()

        return write

    def _put(self, sight: Sight) -> bool:
        try:
            files = files_in(self._folder)
            if files is None or not only(files, self._read, self._others):
                return False
            if not is_kept(self._place):
                return False
            write_unhurried(self._place / NAME, (sight_bytes(files, sight),))
        except (OSError, WriteFailed) as error:
            log.info("no sight was kept: %s", type(error).__name__)
            return False
        return True


def is_kept(place: Path) -> bool:
    """Tell whether a folder of the cache has a dossier; it may have been emptied meanwhile."""
    return (place / "state").exists()
