"""Names what in an app asks for a newer macOS than given: `python oldest_system.py APP 14.0`.

The wheels name the oldest system they are for, but Python itself is built by somebody else, and
what starts where it was built may not start elsewhere.
"""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

# mach-o/loader.h and mach-o/fat.h
_ONE, _SEVERAL = 0xFEEDFACF, 0xCAFEBABE
_VERSION_MIN, _BUILD_VERSION = 0x24, 0x32
# PySide6 6.11 marks its bindings as made for 15.0, and its wheel as made for 13.0. The wheel is
# believed: of all that they take from the system, nothing is younger than macOS 14.
_MARKED_TOO_NEW = re.compile(r".+\.abi3\.so|lib(pyside6|shiboken6).+\.dylib")


def oldest_systems(file: Path) -> list[tuple[int, int]]:
    """Return the oldest macOS that each architecture of ``file`` runs on; none if it is no code."""
    data = file.read_bytes()
    found = []
    for start in _starts(data):
        count = struct.unpack_from("<I", data, start + 16)[0]
        at = start + 32
        for _ in range(count):
            kind, size = struct.unpack_from("<II", data, at)
            if kind in (_VERSION_MIN, _BUILD_VERSION):
                place = at + (8 if kind == _VERSION_MIN else 12)
                packed = struct.unpack_from("<I", data, place)[0]
                found.append((packed >> 16, packed >> 8 & 0xFF))
            at += size
    return found


def newer(app: Path, oldest: str) -> list[str]:
    """Return which files in ``app`` do not run on macOS ``oldest``."""
    major, _, minor = oldest.partition(".")
    allowed = (int(major), int(minor or 0))
    faults = []
    for file in sorted(app.rglob("*")):
        if _MARKED_TOO_NEW.fullmatch(file.name):
            continue
        if file.is_file() and not file.is_symlink():
            faults += [
                f"{file.relative_to(app)} needs macOS {asked[0]}.{asked[1]}"
                for asked in oldest_systems(file)
                if asked > allowed
            ]
    return faults


def _starts(data: bytes) -> Iterator[int]:
    """Return where the parts for each architecture begin."""
    if data[:4] == struct.pack("<I", _ONE):
        yield 0
    elif data[:4] == struct.pack(">I", _SEVERAL):
        for number in range(struct.unpack_from(">I", data, 4)[0]):
            start = struct.unpack_from(">I", data, 8 + 20 * number + 8)[0]
            if data[start : start + 4] == struct.pack("<I", _ONE):
                yield start


if __name__ == "__main__":
    problems = newer(Path(sys.argv[1]), sys.argv[2])
    print("\n".join(problems) or f"Everything in {sys.argv[1]} runs on macOS {sys.argv[2]}.")
    sys.exit(1 if problems else 0)
