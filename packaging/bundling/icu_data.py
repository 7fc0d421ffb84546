"""Takes out of ICU's data, 32 MB in every Qt bundle on Linux, what Qt and the program never read.

Qt asks ICU for sorting and for encodings by name; names of months, regions and units are Qt's
own. Sorting stays. What goes are old encodings, translated names, dictionaries of line breaking
and rules of transliteration. ICU is made for this ("icupkg --remove", ICU User Guide, "ICU
Data"): for what is missing it answers with its root. The format is that of a common data file,
``CmnD`` version 1 of ucmndata.h.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from pathlib import Path

_FORMAT = b"CmnD\x01"
_FORMAT_AT = 12
"""Where in its header a data file names its format."""
_ALIGNED = 16
_LOCALE = re.compile(r"[a-z]{2,3}(_\w+)?\.res")
_KEPT = ("root.res", "pool.res", "res_index.res")
_NOT_READ = (".cnv", ".spp", "unames.icu", "confusables.cfu")
_SORTING = "coll"
_SOURCE = """\
    .section .rodata
    .balign {aligned}
    .globl {symbol}
    .type {symbol}, %object
{symbol}:
    .incbin "data"
    .size {symbol}, .-{symbol}
"""


def trim_library(library: Path) -> int:
    """Make ``libicudata.so.*`` anew with the needed data only; return the bytes gained.

    Raises ValueError for a library of another make, which is left as it was, and
    CalledProcessError where the assembler or the linker of binutils fails.
    """
    whole = library.read_bytes()
    data = trimmed(data_inside(whole))
    symbol = f"icudt{library.name.rsplit('.', 1)[-1]}_dat"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "data").write_bytes(data)
        (place / "data.s").write_text(_SOURCE.format(symbol=symbol, aligned=_ALIGNED))
        link = ["ld", "-shared", "--build-id=none", "--hash-style=gnu", "-z", "noexecstack"]
        link += ["-soname", library.name, "-o", "library", "data.o"]
        for command in (["as", "-o", "data.o", "data.s"], link):
            subprocess.run(command, check=True, cwd=place)
        library.write_bytes((place / "library").read_bytes())
    return len(whole) - library.stat().st_size


def data_inside(library: bytes) -> bytes:
    """Return the data file, and what follows it, that lies in a libicudata."""
    found = library.find(_FORMAT)
    if found < _FORMAT_AT or library.find(_FORMAT, found + 1) >= 0:
        raise ValueError("this is no library with one ICU data file in it")
    return library[found - _FORMAT_AT :]


def items(data: bytes) -> dict[str, bytes]:
    """Return what a data file holds, by name, such as ``icudt73l/coll/root.res``."""
    contents = _contents(data)
    (count,) = struct.unpack_from("<I", data, contents)
    table = [struct.unpack_from("<II", data, contents + 4 + 8 * n) for n in range(count)]
    ends = [start for _, start in table[1:]]
    found = {}
    for (name_at, start), end in zip(table, [*ends, None], strict=True):
        name = data[contents + name_at : data.index(b"\0", contents + name_at)].decode("ascii")
        found[name] = data[contents + start : None if end is None else contents + end]
    if list(found) != sorted(found):
        raise ValueError("the items of this ICU data file are not in order")
    return found


def is_needed(name: str) -> bool:
    """Tell whether an item, named without its package, stays."""
    tree, _, base = name.rpartition("/")
    if tree or name.endswith(_NOT_READ):
        return tree == _SORTING
    return base in _KEPT or not _LOCALE.fullmatch(base)


def trimmed(data: bytes) -> bytes:
    """Return a data file with only the needed items of another."""
    kept = {name: item for name, item in items(data).items() if is_needed(name.partition("/")[2])}
    names = b"".join(name.encode("ascii") + b"\0" for name in kept)
    table_size = 4 + 8 * len(kept)
    place = _rounded(table_size + len(names))
    name_at, table, body = table_size, [struct.pack("<I", len(kept))], []
    for name, item in kept.items():
        table.append(struct.pack("<II", name_at, place))
        name_at += len(name) + 1
        body.append(item.ljust(_rounded(len(item)), b"\0"))
        place += len(body[-1])
    contents = b"".join(table) + names
    return data[: _contents(data)] + contents.ljust(_rounded(len(contents)), b"\0") + b"".join(body)


def _contents(data: bytes) -> int:
    """Return where the table of contents begins; sizes in it are counted from there."""
    size, magic = struct.unpack_from("<HH", data, 0)
    if magic != 0x27DA or data[8] != 0:
        raise ValueError("this is no ICU data file of a little-endian machine")
    return int(size)


def _rounded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
