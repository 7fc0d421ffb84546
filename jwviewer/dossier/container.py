"""The files of a dossier, whether they lie in a folder or in one ``.dossier`` file."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from io import BufferedReader, BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol

from msgspec import Struct

from jwviewer.dossier.atomic import RECORD, finish
from jwviewer.dossier.problems import DossierRefused
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.text import visible
from jwviewer.language import tr

DESCRIPTOR = "datapackage.json"
MIMETYPE = "application/vnd.jwviewer.dossier+zip"
PART = re.compile(r"data/[a-z][a-z_]{0,63}\.csv")
"""The names a table's file can have."""
PARQUET = ".parquet"
_PARQUET_TABLES = frozenset(name + PARQUET for name in TABLES)

_MB = 1 << 20
_DIRECTORY_SIZE = 1 << 16  # 64 entries of ours need less than 6 KB
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"
_STAMP = (1980, 1, 1, 0, 0, 0)


class Limits(Struct, frozen=True):
    """How much of a ``.dossier`` file is read before it is refused; sizes in bytes."""

    entries: int = 64
    entry: int = 64 * _MB
    total: int = 256 * _MB
    ratio: int = 200
    rows: int = 1_000_000
    cell: int = 20_000


FROM_ELSEWHERE = Limits()
_ENDLESS = 1 << 62
TRUSTED = Limits(64, _ENDLESS, _ENDLESS, _ENDLESS, _ENDLESS, _ENDLESS)


Hear = Callable[[str, str], None]


class Parts(AbstractContextManager["Parts"], Protocol):
    """The files of one dossier by name, such as ``data/figures.csv``.

    ``places`` says where the files lie on the disk that hold them. ``hear``, if it is set, hears
    of every one of those that is read: its name and the SHA-256 of its bytes.
    """

    path: Path
    names: tuple[str, ...]
    places: Mapping[str, Path]
    strangers: tuple[str, ...]
    packed: bool
    marked: bool
    limits: Limits
    hear: Hear | None

    def read(self, name: str) -> bytes:
        """Return a file's bytes; raise DossierRefused naming it when they cannot be had."""


def open_parts(path: Path, *, trusted: bool) -> Parts:
    """Open a folder, its ``datapackage.json``, a ``.dossier`` file or a database of DuckDB."""
    if path.name == DESCRIPTOR:
        path = path.parent
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        sentence = tr("{path} does not exist or cannot be read.", path=_name(path))
        raise DossierRefused(sentence) from None
    if stat.S_ISDIR(mode):
        return FolderParts(path)
    if not stat.S_ISREG(mode):
        raise DossierRefused(tr("{path} is neither a folder nor a file.", path=_name(path)))
    from jwviewer.dossier.database import DatabaseParts, is_database

    if is_database(path):
        return DatabaseParts(path)
    return ZipParts(path, TRUSTED if trusted else FROM_ELSEWHERE)


class FolderParts(Parts):
    """A dossier as a folder that people edit; its size is bounded by memory only."""

    packed = False
    marked = True
    limits = TRUSTED
    hear: Hear | None = None

    def __init__(self, path: Path) -> None:
        self.path = path
        finish(path / RECORD)
        self._root = os.path.realpath(path)
        found: list[str] = [DESCRIPTOR] if os.path.lexists(path / DESCRIPTOR) else []
        strangers: list[str] = []
        try:
            listed = sorted(p.name for p in (path / "data").iterdir())
        except FileNotFoundError:
            listed = []
        except OSError as e:
            raise self._refusal("data", e.strerror or str(e)) from None
        for base in listed:
            name = f"data/{base}"
            if PART.fullmatch(name) or base in _PARQUET_TABLES:
                found.append(name)
            elif base in TABLES:
                # Files of other kinds beside the parts are marks of the tools that wrote them.
                found += sorted(f"{name}/{p.name}" for p in (path / name).glob(f"[!._]*{PARQUET}"))
            elif not base.startswith((".", "~")):
                strangers.append(name)
        self.names = tuple(found)
        self.strangers = tuple(strangers)
        self.places = {name: path / name for name in found}

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, name: str) -> bytes:
        """Return a file's bytes; links must stay inside the folder."""
        try:
            with self.stream(name) as file:
                data = file.read()
        except MemoryError:
            raise self._refusal(name, tr("it is larger than the memory")) from None
        except OSError as e:
            raise self._refusal(name, e.strerror or str(e)) from None
        if self.hear is not None:
            self.hear(name, hashlib.sha256(data).hexdigest())
        return data

    def tell(self, name: str) -> None:
        """Let whoever listens hear of a file that is read piece by piece."""
        if self.hear is not None:
            with self.stream(name) as file:
                self.hear(name, hashlib.file_digest(file, "sha256").hexdigest())

    def stream(self, name: str) -> BufferedReader:
        """Return a file that is read piece by piece; links must stay inside the folder."""
        real = os.path.realpath(self.path / name)
        if os.path.commonpath((self._root, real)) != self._root:
            raise self._refusal(name, tr("it is a link that leads out of the folder"))
        try:
            # Without O_NONBLOCK a pipe in the place of a table would wait for ever.
            descriptor = os.open(
                real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            )
            file = os.fdopen(descriptor, "rb")
        except OSError as e:
            raise self._refusal(name, e.strerror or str(e)) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            file.close()
            raise self._refusal(name, tr("it is not an ordinary file"))
        return file

    def _refusal(self, name: str, reason: str) -> DossierRefused:
        return DossierRefused(
            tr("{entry} in {path} cannot be read: {reason}.",
               entry=visible(name), path=_name(self.path), reason=reason)
        )  # fmt: skip


class ZipParts(Parts):
    """A dossier as one zip file, possibly from somebody who means harm."""

    packed = True
    strangers = ()
    hear: Hear | None = None

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.places: Mapping[str, Path] = {path.name: path}
        self._told = False
        self.limits = limits
        self._file: IO[bytes] | None = None
        try:
            self._file = path.open("rb")
            self._check_directory(self._file)
            self._zip = zipfile.ZipFile(self._file)
            entries = self._zip.infolist()
            self._check_entries(entries)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, MemoryError) as e:
            self.__exit__(None, None, None)
            reason = tr("{path} is not a dossier: it is neither a folder nor a whole zip file.",
                        path=_name(path))  # fmt: skip
            raise DossierRefused(reason) from e
        except DossierRefused:
            self.__exit__(None, None, None)
            raise
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self.marked = "mimetype" in self._entries
        try:
            if self.marked and self.read("mimetype").strip() != MIMETYPE.encode():
                raise self._refusal("mimetype", tr("it does not say that this is a dossier"))
        except DossierRefused:
            self.__exit__(None, None, None)
            raise
        self.names = tuple(sorted(self._entries.keys() - {"mimetype"}))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def read(self, name: str) -> bytes:
        """Return an entry's bytes, never more than it said it has."""
        if self.hear is not None and not self._told:
            self._told = True
            self.hear(self.path.name, self._digest())
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(min(entry.file_size, self.limits.entry) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
            raise self._refusal(name, tr("it is damaged")) from None
        except MemoryError:
            raise self._refusal(name, tr("it is larger than the memory")) from None
        if len(data) != entry.file_size:
            raise self._refusal(name, tr("it is damaged"))
        return data

    def _digest(self) -> str:
        try:
            assert self._file is not None
            self._file.seek(0)
            return hashlib.file_digest(self._file, "sha256").hexdigest()  # type: ignore[arg-type]
        except OSError:
            raise self._whole(tr("it is damaged")) from None

    def _check_directory(self, file: IO[bytes]) -> None:
        """Refuse a long list of entries before zipfile reads all of it into memory."""
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _DIRECTORY_SIZE - 22))
        tail = file.read()
        # Look where zipfile looks, or a second end record could hide the list it will read.
        plain = tail[-22:].startswith(_END) and tail.endswith(b"\0\0")
        end = len(tail) - 22 if plain else tail.rfind(_END)
        if end < 0 or len(tail) - end < 22:
            raise zipfile.BadZipFile
        if tail[max(0, end - 20) : end].startswith(_END64):
            raise self._whole(tr("it is in the zip64 form, which no dossier needs"))
        length = int.from_bytes(tail[end + 12 : end + 16], "little")
        if int.from_bytes(tail[end + 10 : end + 12], "little") > self.limits.entries:
            raise self._whole(tr("it has more than {most} entries", most=self.limits.entries))
        if length > _DIRECTORY_SIZE:
            raise self._whole(tr("its list of entries is longer than any dossier needs"))
        file.seek(0)

    def _check_entries(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > self.limits.entries:
            raise self._whole(tr("it has more than {most} entries", most=self.limits.entries))
        seen: set[str] = set()
        total = 0
        for entry in entries:
            reason = self._fault(entry)
            if entry.filename in seen:
                reason = tr("it is there twice")
            seen.add(entry.filename)
            if reason:
                raise self._refusal(entry.orig_filename, reason)
        for entry in entries:
            total += entry.file_size
            reason = self._excess(entry, total)
            if reason:
                raise self._refusal(entry.filename, reason, by_limit=True)

    def _fault(self, entry: zipfile.ZipInfo) -> str:
        name, mode = entry.orig_filename, entry.external_attr >> 16
        if name == "data/" and entry.file_size == 0:
            return ""
        if name != entry.filename or not (name in (DESCRIPTOR, "mimetype") or PART.fullmatch(name)):
            return tr("a dossier has no entry of that name")
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            return tr("it is a link or device, not a file")
        if entry.flag_bits & 0x2041:
            return tr("it is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return tr("it is compressed in a way other than deflate")
        return ""

    def _excess(self, entry: zipfile.ZipInfo, total: int) -> str:
        limits = self.limits
        if entry.file_size > limits.entry:
            return tr("it takes more than {size}", size=_size(limits.entry))
        if entry.file_size > limits.ratio * max(entry.compress_size, 1):
            return tr("it unpacks to more than {most} times its size", most=limits.ratio)
        if total > limits.total:
            return tr("the tables up to it take more than {size}", size=_size(limits.total))
        return ""

    def _refusal(self, name: str, reason: str, *, by_limit: bool = False) -> DossierRefused:
        return DossierRefused(
            tr('"{entry}" in {path} cannot be read: {reason}.',
               entry=visible(name, 80), path=_name(self.path), reason=reason),
            by_limit=by_limit,
        )  # fmt: skip

    def _whole(self, reason: str) -> DossierRefused:
        name = _name(self.path)
        return DossierRefused(tr("{path} cannot be read: {reason}.", path=name, reason=reason))


def zip_bytes(parts: Mapping[str, bytes]) -> bytes:
    """Return a ``.dossier`` file of the parts; the same parts always give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "mimetype", MIMETYPE.encode(), zipfile.ZIP_STORED)
        for name in sorted(parts, key=lambda n: (n != DESCRIPTOR, n)):
            data = parts[name]
            packed = len(zlib.compress(data, 6))
            # Our own reader refuses what unpacks to far more than its size.
            small = len(data) <= FROM_ELSEWHERE.ratio // 2 * packed
            _add(archive, name, data, zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED)
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    entry.compress_type = how
    archive.writestr(entry, data, compresslevel=6 if how == zipfile.ZIP_DEFLATED else None)


def _name(path: Path) -> str:
    return visible(str(path))


def _size(count: int) -> str:
    return f"{count // _MB:,} MB"
