"""Proves that the loader will find every shared library, without trusting this machine's."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from linux.libraries import declared, programs


@dataclass(frozen=True)
class Linked:
    """A program or library: what it is linked to, and the folders in which it looks itself."""

    path: Path
    needed: tuple[str, ...]
    looks_in: tuple[Path, ...]


def read_links(files: Collection[Path]) -> list[Linked]:
    """Read off ELF files what their loader will be asked for; needs objdump."""
    if not files:
        return []
    done = subprocess.run(
        ["objdump", "-p", *map(str, files)],
        capture_output=True, text=True, check=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    parts = re.split(r"^(\S.*):\s+file format \S+$", done.stdout, flags=re.MULTILINE)[1:]
    found = []
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        path = Path(name)
        rpaths = re.findall(r"^\s+R(?:UN)?PATH\s+(\S+)", text, flags=re.MULTILINE)
        folders = [
            Path(re.sub(r"\$(ORIGIN|\{ORIGIN\})", str(path.parent), folder))
            for rpath in rpaths
            for folder in rpath.split(":")
        ]
        needed = re.findall(r"^\s+NEEDED\s+(\S+)", text, flags=re.MULTILINE)
        found.append(Linked(path, tuple(needed), tuple(folders)))
    return found


def lost(product: Path, package_of: Mapping[str, str] | None = None) -> list[str]:
    """Return a sentence for each library that neither the bundle nor a declared package has.

    A file finds libraries in the folders it names and in ``_internal``, to which the program
    points the loader; that a file of the right name lies elsewhere in the bundle is no help.
    """
    package_of = declared() if package_of is None else package_of
    wanted_by: dict[str, list[str]] = {}
    for linked in read_links(programs(product)):
        # What only the builder's own folders have would be missing everywhere else.
        inside = [f for f in linked.looks_in if f.resolve().is_relative_to(product.resolve())]
        folders = (*inside, product / "_internal")
        for name in linked.needed:
            if name not in package_of and not any((folder / name).is_file() for folder in folders):
                wanted_by.setdefault(name, []).append(linked.path.relative_to(product).as_posix())
    return [
        f"{name} is neither in the bundle nor in a package of packaging/linux/depends.toml; "
        f"needed by {', '.join(sorted(files)[:3])}"
        for name, files in sorted(wanted_by.items())
    ]
