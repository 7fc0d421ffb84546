"""Gives memory that was used for a while back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Let the C library return what it holds in reserve, hundreds of megabytes after large tables.

    Only the one of GNU holds so much, and lets itself be asked.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
