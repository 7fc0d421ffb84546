"""A disk that refuses one call, or all of them from then on."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
WORDS = ("disk is full", "disk reported an error", "no permission", "read-only")
"""What a person reads for each of them."""
CALLS = ("open", "write", "fsync", "replace", "rename", "link", "mkdir", "unlink", "ftruncate")
SOME = 11
"""One call in so many fails where not all of them are tried."""
_TAKES_ROOM = ("open", "write", "fsync", "link", "mkdir")
"""What a full disk goes on to refuse."""


@dataclass
class Fault:
    """Which call is to fail, counted from 0, how, and whether it came to that."""

    number: int
    code: int
    lasting: bool = False
    calls: int = 0
    struck: str = ""

    def strikes(self, name: str) -> bool:
        """Count a call and tell whether it fails."""
        mine, self.calls = self.calls, self.calls + 1
        if mine == self.number:
            self.struck = name
            return True
        return bool(self.lasting and self.struck and name in _TAKES_ROOM)


@contextmanager
def failing(fault: Fault) -> Iterator[Fault]:
    """Let the calls to the system fail as the fault says."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _watched(fault, name, getattr(os, name)))
        # Nobody pulls the plug here, and waiting for a real disk would make this very slow.
        patch.setattr(os, "fsync", _watched(fault, "fsync", lambda _: None))
        patch.setattr(io, "open", _watched(fault, "open", io.open))
        yield fault


def _watched(fault: Fault, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        if name == "open" and arguments[1:2] == ("r",):
            return real(*arguments, **named)  # texts of the program's own
        if fault.strikes(name):
            raise OSError(fault.code, os.strerror(fault.code), str(arguments[0]))
        return real(*arguments, **named)

    return call


def faults(*, every: bool, lasting: bool = False, ways: int = 1) -> Iterator[Fault]:
    """Give a fault for each call, until one has not come about; whoever takes it has to try it.

    With ``every`` each call fails, in so many of four ways, else some calls in one way in turn.
    """
    number = 0
    while True:
        first = number // (1 if every else SOME)
        codes = [CODES[(first + way) % len(CODES)] for way in range(ways if every else 1)]
        for code in [errno.ENOSPC] if lasting else codes:
            fault = Fault(number, code, lasting)
            yield fault
            if not fault.struck:
                assert number, "nothing was called"
                return
        number += 1 if every else SOME
