"""Python's collector of circular garbage, kept from walking over what holds no circle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (3_000, 10, 40)
"""After so many new objects the youngest are looked through, after so many times older ones."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Spare the walks over millions of small values while they are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_seldom() -> None:
    """Collect from now on, but nothing that is there by now: code and widgets are never garbage.

    What panes make has no circles, or few. Looking for them as often as Python does by itself
    takes a hundredth of the time, and 20 to 60 ms at once where all is looked through.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
