"""What was read from large folders, kept as arrays for the next opening.

Each folder has one of its own below the cache's root. What it holds says of which bytes it was
made, by their SHA-256. It is believed at once only while size, time of change and identity of
every file are those of the reading and older than it by more than the file system's clock can err;
otherwise the files are hashed again, and only the same bytes make it good. Anything odd in
it counts as not being there: the files of the dossier are always the truth.
"""

from __future__ import annotations

import hashlib
import logging
import os
import queue
import shutil
import stat
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from jwviewer import __version__
from jwviewer.dossier.array_file import read_arrays, write_arrays
from jwviewer.dossier.atomic import WriteFailed, sweep, write_unhurried
from jwviewer.dossier.container import DESCRIPTOR, Parts
from jwviewer.dossier.kept import Arrays
from jwviewer.dossier.last_sight import Sight, place_of
from jwviewer.dossier.problems import Problem
from jwviewer.dossier.sight_writer import SightWriter, is_kept
from jwviewer.dossier.stored_tables import packed, unpacked
from jwviewer.dossier.table import TableColumns

log = logging.getLogger(__name__)
LAYOUT = 1
"""Rises whenever what is kept of tables has another form or meaning."""
MOST = 2 << 30
"""How many bytes the cache may take; the folders that were opened longest ago go first."""
LEAST = 4 << 20
"""Files of fewer bytes than this are read as quickly as a cache of them."""
_UNSURE = 2_000_000_000
"""Nanoseconds within which two changes may have one time, on the coarsest of file systems."""
_DIGEST = 32

Tables = dict[str, TableColumns]


class File(msgspec.Struct, frozen=True, array_like=True):
    """One file as the system knows it; times in nanoseconds."""

    size: int
    modified: int
    changed: int
    number: int


class State(msgspec.Struct, frozen=True):
    """The files of a folder at a time, with the SHA-256 of what was read from each then."""

    seen: int
    files: dict[str, File]
    others: list[str]
    hashes: dict[str, str] = {}

    @property
    def content(self) -> str:
        """What tells these bytes from all others."""
        return _content(self.hashes)


class Cache:
    """The cache of all folders; ``root`` is made when something is first kept."""

    def __init__(self, root: Path, *, most: int = MOST, least: int = LEAST) -> None:
        self.root = root
        self.most = most
        self.least = least

    def shelf(self, parts: Parts) -> FolderShelf | None:
        """Return the place for a dossier, None for small ones and links."""
        state = _state(parts)
        if state is None or sum(file.size for file in state.files.values()) < self.least:
            return None
        return FolderShelf(self, place_of(parts.path, self.root), parts, state)

    def empty(self) -> None:
        """Remove everything that can be removed; files in use stay on Windows."""
        shutil.rmtree(self.root, ignore_errors=True)

    def used(self) -> tuple[int, int]:
        """Return how many bytes it takes, and for how many dossiers."""
        sizes = []
        with suppress(OSError):
            for folder in self.root.iterdir():
                with suppress(OSError):
                    sizes.append(sum(file.stat().st_size for file in folder.iterdir()))
        return sum(sizes), len(sizes)

    def shrink(self, keep: Path) -> None:
        """Remove what was used longest ago until the rest is small enough."""
        used = []
        with suppress(OSError):
            for folder in self.root.iterdir():
                with suppress(OSError):
                    size = sum(file.stat().st_size for file in folder.iterdir())
                    used.append((folder == keep, _last_use(folder), size, folder))
        total = sum(size for _, _, size, _ in used)
        for kept, _, size, folder in sorted(used):
            if kept or total <= self.most:
                break
            shutil.rmtree(folder, ignore_errors=True)
            total -= size


class FolderShelf:
    """What is kept of one folder. Nothing is written before ``release``, nor by this thread."""

    def __init__(self, cache: Cache, place: Path, parts: Parts, state: State) -> None:
        self._cache, self._place = cache, place
        self._parts, self._state = parts, state
        self._hashes: dict[str, str] = {}
        self._content = ""
        self._rest: Callable[[], None] = lambda: None
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._writer: threading.Thread | None = None
        read = {name: msgspec.structs.astuple(one) for name, one in state.files.items()}
        self._sights = SightWriter(parts.path, place, read, state.others)

    @property
    def place(self) -> Path:
        """The folder of its files, which need not be there."""
        return self._place

    def as_read(self) -> dict[str, tuple[int, int, str]]:
        """Return time of change, size and SHA-256 of each file, as they were read; {} if unsure."""
        if not self._content:
            return {}
        files = self._state.files.items()
        return {name: (file.modified, file.size, self._hashes[name]) for name, file in files}

    def tables(self) -> tuple[Tables, tuple[Problem, ...]] | None:
        """Return the tables and problems of the files as they are now, if they are kept."""
        known = _known(self._place / "state")
        if known is None or known.others != self._state.others or not self._is_same(known):
            return None
        found = read_arrays(self._place / "tables", _owner(known.content))
        if found is None:
            return None
        try:
            tables, problems = unpacked(*found)
        except (KeyError, ValueError, msgspec.MsgspecError):
            return None
        self._content, self._hashes = known.content, known.hashes
        with suppress(OSError):
            os.utime(self._place / "state")  # used just now
        return tables, problems

    def listen(self) -> None:
        """Hear of the bytes that are read from the files."""
        self._parts.hear = self._hear

    def keep(
        self, tables: Mapping[str, TableColumns], problems: tuple[Problem, ...],
        rest: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """Take what was made of the bytes that were heard of, unless the files changed since.

        ``rest`` is called now and then while that is written, for memory to be let go of.
        """
        after = _state(self._parts)
        if after is None or (after.files, after.others) != (self._state.files, self._state.others):
            return
        if self._hashes.keys() != self._state.files.keys():
            return
        self._content, self._rest = _content(self._hashes), rest
        remark, arrays = packed(tables, problems)
        state = self._state

        def write() -> None:
            self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write("tables", arrays, remark)

        def note() -> None:
            self._note(state)
            self._cache.shrink(self._place)

        self._later(write)
        self._later(note)

    def load(self, name: str) -> Arrays | None:
        """Return arrays that were put under a name for the same bytes."""
        found = read_arrays(self._place / _file(name), _owner(self._content, name))
        return found[1] if found is not None and self._content else None

    def put(self, name: str, arrays: Arrays) -> None:
        """Keep arrays under a name, soon."""

        def write() -> None:
            if is_kept(self._place):
                self._write(_file(name), arrays, b"", name)

        if self._content:
            self._later(write)

    @property
    def is_sure(self) -> bool:
        """Whether the files are known, and no later change to them could go unseen."""
        return bool(self._content) and _are_sure(self._state)

    def keep_sight(self, sight: Sight) -> bool:
        """Keep what the dossier looks like, and tell whether that could be done."""
        return self.is_sure and self._sights.write(sight)

    def keep_sight_soon(self, sight: Callable[[], Sight], told: Callable[[], None]) -> None:
        """Do that in the thread that writes, which calls ``told`` if it could be done."""
        if self.is_sure:
            self._later(self._sights.job(sight, told))

    def release(self) -> None:
        """Begin to write, in a thread that goes on for as long as the program does."""
        if self._writer is None:
            self._writer = threading.Thread(target=self._run, name="cache", daemon=True)
            self._writer.start()

    def finish(self) -> None:
        """Write everything that waits, and end."""
        self.release()
        self._waiting.put(None)
        assert self._writer is not None
        self._writer.join()

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                job()
            except (OSError, WriteFailed, MemoryError) as error:
                # The program works without a cache, only less quickly.
                log.info("nothing was kept: %s", type(error).__name__)

    def _later(self, job: Callable[[], None]) -> None:
        self._waiting.put(job)

    def _write(self, file: str, arrays: Arrays, remark: bytes, name: str = "") -> None:
        sweep(self._place)
        owner = _owner(self._content, name)
        write_arrays(self._place / file, owner, arrays, remark, rest=self._rest)

    def _note(self, state: State) -> None:
        known = msgspec.structs.replace(state, hashes=self._hashes)
        data = msgspec.msgpack.encode(known)
        write_unhurried(self._place / "state", (hashlib.sha256(data).digest(), data))

    def _is_same(self, known: State) -> bool:
        """Tell whether the files have the bytes that something was kept of."""
        now = self._state
        if now.files == known.files and _are_sure(known):
            return True
        if {n: f.size for n, f in now.files.items()} != {n: f.size for n, f in known.files.items()}:
            return False
        try:
            hashes = {name: _hash(self._parts.places[name]) for name in now.files}
        except OSError:
            return False
        if _content(hashes) != known.content:
            return False
        after = _state(self._parts)
        if after is not None and after.files == now.files:
            self._content, self._hashes = known.content, known.hashes
            self._later(lambda: self._note(now))
        return True

    def _hear(self, name: str, digest: str) -> None:
        self._hashes[name] = digest


def _last_use(folder: Path) -> float:
    """Return when the dossier of a folder was last opened; what holds none goes first."""
    try:
        return (folder / "state").stat().st_mtime
    except OSError:
        return 0.0


def _known(file: Path) -> State | None:
    """Return the state that was noted in a file, None when there is none that is whole."""
    try:
        data = file.read_bytes()
        whole = hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]
        return msgspec.msgpack.decode(data[_DIGEST:], type=State) if whole else None
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def _are_sure(known: State) -> bool:
    """Tell whether any later change to the files must have shown in their times.

    Windows has no time of change that programs cannot set.
    """
    newest = max(max(file.modified, file.changed) for file in known.files.values())
    return os.name != "nt" and newest + _UNSURE < known.seen


def _state(parts: Parts) -> State | None:
    seen = time.time_ns()
    files = {}
    for name, place in parts.places.items():
        try:
            found = os.lstat(place)
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        files[name] = File(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return State(seen, files, list(parts.strangers)) if files.keys() - {DESCRIPTOR} else None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _content(hashes: Mapping[str, str]) -> str:
    listed = "\n".join(f"{name} {digest}" for name, digest in sorted(hashes.items()))
    return hashlib.sha256(listed.encode()).hexdigest()


def _owner(content: str, name: str = "") -> str:
    return f"{content} {__version__} {LAYOUT} {name}"


def _file(name: str) -> str:
    return f"kept-{name.rpartition('-')[0]}"
