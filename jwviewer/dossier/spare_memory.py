"""Gives memory that is no longer used back to the system.

Linux's allocator keeps what it got for large arrays, scattered between what is still used:
hundreds of megabytes after a large table.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give back what can be; does nothing where the system does that by itself."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], object] | None:
    if not sys.platform.startswith("linux"):
        return None
    # Only glibc has it; musl frees at once.
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
