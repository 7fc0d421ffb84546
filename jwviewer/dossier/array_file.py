"""Arrays in one file that is mapped into memory, and believed only when nothing in it changed."""

from __future__ import annotations

import mmap
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from jwviewer.dossier.atomic import write_unhurried
from jwviewer.dossier.spare_memory import lend

Array = np.ndarray[Any, np.dtype[Any]]

_MAGIC = b"jwviewer arrays 1\n"
_DIGEST = 32
_ALIGNED = 64
_BLOCK = 1 << 16
"""The sum of every so many bytes is kept: it shows any change, and takes little time."""
_STRETCH = 1 << 26
"""So many bytes are held while a file is written, or shown in memory while it is looked at."""
_MOST_HEAD = 1 << 24
_KINDS = "biufS"


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where an array stands behind the head, and what it is."""

    kind: str
    shape: tuple[int, ...]
    start: int


class Head(msgspec.Struct, frozen=True):
    """What a file holds: whose it is, where its arrays stand, and what else is to be known."""

    owner: str
    places: dict[str, Place]
    size: int
    sums: bytes
    remark: bytes = b""


def write_arrays(
    path: Path, owner: str, arrays: Mapping[str, Array], remark: bytes = b"",
    *, rest: Callable[[], None] = lambda: None,
) -> None:  # fmt: skip
    """Write arrays of numbers or bytes; raises WriteFailed.

    ``rest`` is called now and then: arrays that are mapped need not stay in memory for this.
    """
    places, size = {}, 0
    for name, array in arrays.items():
        if array.dtype.kind not in _KINDS:
            raise TypeError(f"{name} has items of type {array.dtype}")
        places[name] = Place(array.dtype.str, array.shape, size)
        size += -(-array.nbytes // _ALIGNED) * _ALIGNED
    size = -(-max(size, 1) // _BLOCK) * _BLOCK

    def stretches() -> Iterator[Array]:
        placed = [(places[name].start, array) for name, array in arrays.items()]
        for part in _stretches(placed, size):
            rest()
            yield part

    head = msgspec.msgpack.encode(Head(owner, places, size, _sums(stretches()), remark))
    digest = blake2b(head, digest_size=_DIGEST).digest()
    start = _start(len(head))
    front = (_MAGIC + len(head).to_bytes(8, "little") + digest + head).ljust(start, b"\0")
    write_unhurried(path, chain((front,), (part.data for part in stretches())))


def _stretches(arrays: Sequence[tuple[int, Array]], size: int) -> Iterator[Array]:
    """Give the bytes of arrays at their places piece by piece; a piece is good until the next."""
    piece, begun = np.zeros(min(size, _STRETCH), np.uint8), 0
    waiting = deque((start, _bytes(array)) for start, array in arrays if array.nbytes)
    while begun < size:
        piece = piece[: size - begun]
        piece[...] = 0
        while waiting and waiting[0][0] < begun + len(piece):
            start, left = waiting.popleft()
            part = left[: begun + len(piece) - start]
            piece[start - begun :][: len(part)] = part
            if len(part) < len(left):
                waiting.appendleft((begun + len(piece), left[len(part) :]))
        yield piece
        begun += len(piece)


def _bytes(array: Array) -> Array:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8)


def read_arrays(path: Path, owner: str) -> tuple[bytes, dict[str, Array]] | None:
    """Return the remark and the arrays, mapped and read-only; None for any doubt about them."""
    try:
        with path.open("rb") as file:
            known = _head(file.read(len(_MAGIC) + 8 + _DIGEST), file)
            if known is None:
                return None
            head, start = known
            if head.owner != owner or file.seek(0, 2) != start + head.size:
                return None
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        whole = np.frombuffer(mapped, np.uint8, offset=start)
        if _sums(_looked_at(whole, mapped)) != head.sums:
            return None
        lend(mapped)
        return head.remark, {name: _array(whole, place) for name, place in head.places.items()}
    except (OSError, ValueError, OverflowError, TypeError, msgspec.MsgspecError):
        return None


def _head(front: bytes, file: Any) -> tuple[Head, int] | None:
    if not front.startswith(_MAGIC):
        return None
    length = int.from_bytes(front[len(_MAGIC) :][:8], "little")
    if length > _MOST_HEAD:
        return None
    head = file.read(length)
    if blake2b(head, digest_size=_DIGEST).digest() != front[-_DIGEST:]:
        return None
    return msgspec.msgpack.decode(head, type=Head), _start(length)


def _start(length: int) -> int:
    """Return where the arrays begin behind a head of so many bytes."""
    front = len(_MAGIC) + 8 + _DIGEST + length
    return -(-front // _ALIGNED) * _ALIGNED


def _array(whole: Array, place: Place) -> Array:
    kind = np.dtype(place.kind)
    if kind.kind not in _KINDS:
        raise TypeError(place.kind)
    size = kind.itemsize
    for side in place.shape:
        size *= side
    return whole[place.start : place.start + size].view(kind).reshape(place.shape)


def _looked_at(whole: Array, mapped: mmap.mmap) -> Iterator[Array]:
    """Give mapped bytes piece by piece, and let go of what was looked at: it may not be needed."""
    for start in range(0, len(whole), _STRETCH):
        yield whole[start : start + _STRETCH]
        if hasattr(mapped, "madvise"):
            mapped.madvise(mmap.MADV_DONTNEED)


def _sums(stretches: Iterable[Array]) -> bytes:
    digest = blake2b(digest_size=_DIGEST)
    for part in stretches:
        digest.update(part.view(np.uint64).reshape(-1, _BLOCK // 8).sum(axis=1).tobytes())
    return digest.digest()
