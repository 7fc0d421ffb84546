"""Sets the bundle against a bare PySide6 window, both made and measured on this machine."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from bundling.archive import write_tar_xz
from bundling.first_paint import starts
from bundling.freezing import freeze_hello, hello_source
from bundling.places import BUILD, bytes_in, epoch, files_in, program

MOST_MEBIBYTES = 210
ROUNDS = 7
MEBI = 2**20


@dataclass(frozen=True)
class Row:
    """One measure of both; the ratio of ours to the bare one's may be ``most`` at the most.

    Times are shown only: no build fails because the machine was busy.
    """

    name: str
    ours: float
    bare: float
    most: float
    binding: bool = True

    @property
    def ratio(self) -> float:
        """Ours divided by the bare one's."""
        return self.ours / self.bare

    def __str__(self) -> str:
        return (
            f"{self.name:<26}{self.ours:>9.3f}{self.bare:>9.3f}{self.ratio:>8.2f}{self.most:>8.2f}"
        )


def measured(product: Path) -> list[Row]:
    """Return sizes in MiB, packed and unpacked, and seconds to the first paint.

    From source too, where the bare window's few lines run under the same Python as the program.
    """
    hello = freeze_hello()
    packed = BUILD / "jwviewer.tar.xz"
    write_tar_xz(product, packed, epoch())
    bare_packed = hello.parent / "hello.tar.xz"
    if not bare_packed.exists():
        write_tar_xz(hello, bare_packed, epoch())
    frozen = [[str(program(product))], [str(program(hello))]]
    source = [[sys.executable, "-m", "jwviewer"], [sys.executable, str(hello_source(hello))]]
    ours, bare, our_source, bare_source = starts([*frozen, *source], ROUNDS)
    return [
        Row("unpacked, MiB", bytes_in(product) / MEBI, bytes_in(hello) / MEBI, 1.15),
        Row("tar.xz, MiB", packed.stat().st_size / MEBI, bare_packed.stat().st_size / MEBI, 1.2),
        Row("first paint, s", ours.wall, bare.wall, 1.5, binding=False),
        Row("first paint, CPU s", ours.processor, bare.processor, 1.5, binding=False),
        Row("  from source, s", our_source.wall, bare_source.wall, 1.5, binding=False),
        Row("  from source, CPU s", our_source.processor, bare_source.processor, 1.5,
            binding=False),
    ]  # fmt: skip


def table(rows: list[Row]) -> str:
    """Return the measures as lines of a table."""
    head = f"{'':<26}{'jwviewer':>9}{'bare':>9}{'ratio':>8}{'limit':>8}"
    return "\n".join([head, *map(str, rows)])


def too_large(rows: list[Row], product: Path) -> list[str]:
    """Return what is above its limit."""
    faults = [
        f"{row.name}: {row.ratio:.2f} times the bare window's, more than {row.most}"
        for row in rows
        if row.binding and row.ratio > row.most
    ]
    mebibytes = bytes_in(product) / MEBI
    if mebibytes > MOST_MEBIBYTES:
        faults.append(f"{mebibytes:.0f} MiB are more than {MOST_MEBIBYTES}")
    return faults


def owners(product: Path) -> str:
    """Return what takes the room, the largest first, each with its share in MiB."""
    inside = product / "_internal"
    sizes: dict[str, int] = {}
    for path in files_in(product):
        parts = path.relative_to(inside).parts if path.is_relative_to(inside) else ("program",)
        name = _owner(parts)
        sizes[name] = sizes.get(name, 0) + path.stat().st_size
    ranked = sorted(sizes.items(), key=lambda one: -one[1])
    return " | ".join(f"{name} {size / MEBI:.1f}" for name, size in ranked[:12])


def _owner(parts: tuple[str, ...]) -> str:
    last = parts[-1]
    if last.startswith("libicu"):
        return "ICU"
    if parts[0] == "PySide6":
        return "Qt" if "Qt" in parts[1:-1] else "bindings"
    if parts[0].startswith(("python3", "libpython", "base_library")):
        return "Python"
    if len(parts) == 1 and ".so" in last:
        return "system libraries"
    return {"numpy.libs": "OpenBLAS", "program": "program's code", "shiboken6": "bindings"}.get(
        parts[0], parts[0]
    )
