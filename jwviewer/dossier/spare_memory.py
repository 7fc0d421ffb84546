"""Gives memory that is no longer used back to the system.

Linux's allocator keeps what it got for large arrays, scattered between what is still used:
hundreds of megabytes after a large table.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Callable
from functools import cache
from weakref import WeakSet

_MOST_ARENAS = -8
"""The name of an option in glibc's malloc.h."""
_MAPPED: WeakSet[mmap.mmap] = WeakSet()


def keep_together() -> None:
    """Have all threads take memory from one place, from where more of it can be given back.

    They seldom take any at a time: Python lets one of them work.
    """
    if choose := _of_glibc("mallopt"):
        choose(_MOST_ARENAS, 1)


def lend(mapped: mmap.mmap) -> None:
    """Let the pages of a file that is only read be among what ``let_go`` takes out of memory."""
    _MAPPED.add(mapped)


def let_go() -> None:
    """Take files that are only read out of memory; what is looked at again comes back by itself."""
    for mapped in tuple(_MAPPED):
        if hasattr(mapped, "madvise"):
            mapped.madvise(mmap.MADV_DONTNEED)


def give_back() -> None:
    """Give back what can be; does nothing where the system does that by itself."""
    if trim := _of_glibc("malloc_trim"):
        trim(0)


@cache
def _of_glibc(name: str) -> Callable[..., object] | None:
    if not sys.platform.startswith("linux"):
        return None
    # musl has neither: it frees at once.
    return getattr(ctypes.CDLL(None), name, None)
