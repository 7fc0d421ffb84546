"""Which shared libraries a bundle needs, which of them the system has, and in what versions."""

from __future__ import annotations

import re
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

DECLARED = Path(__file__).with_name("depends.toml")
_ELF = b"\x7fELF"
# GCC's releases by the newest symbol version of the libstdc++ that came with each.
_GCC_OF_GLIBCXX = {29: "11", 30: "12", 31: "13.1", 32: "13.2", 33: "14"}


@dataclass
class Needs:
    """What some files are linked to: sonames, and the newest symbol version of each family."""

    sonames: set[str] = field(default_factory=set)
    versions: dict[str, tuple[int, ...]] = field(default_factory=dict)


def declared() -> dict[str, str]:
    """Return the package, as a .deb's Depends names it, of each declared soname."""
    table = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    return {soname: package for package, names in table["depends"].items() for soname in names}


def recommended() -> list[str]:
    """Return the packages that the program can do without."""
    return sorted(tomllib.loads(DECLARED.read_text(encoding="utf-8"))["recommends"])


def programs(folder: Path) -> list[Path]:
    """Return all ELF files below ``folder``."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and _starts(path) == _ELF
    ]


def needs(files: list[Path]) -> Needs:
    """Read off ``files`` what they are linked to; needs objdump, as PyInstaller does."""
    found = Needs()
    if not files:
        return found
    done = subprocess.run(
        ["objdump", "-p", *map(str, files)], capture_output=True, text=True, check=True
    )
    found.sonames.update(re.findall(r"^\s+NEEDED\s+(\S+)", done.stdout, flags=re.MULTILINE))
    for family, number in re.findall(r"\b(GLIBC|GLIBCXX|GCC)_(\d[\d.]*)\b", done.stdout):
        version = tuple(int(part) for part in number.split("."))
        found.versions[family] = max(version, found.versions.get(family, ()))
    return found


def leave_to_the_system(inside: Path) -> list[str]:
    """Remove the system's libraries from a copied bundle's ``_internal``; return their names.

    What only they needed, such as libXau of libX11, goes with them: the system's own
    libraries bring theirs.
    """
    libraries = {
        path.name: path
        for path in inside.iterdir()
        if path.name.startswith("lib") and path.is_file() and not path.is_symlink()
    }
    own = {name for name in libraries if name.startswith("libpython")}  # nothing is linked to it
    left = set(declared())
    kept = [path for path in programs(inside) if path.name in own or path.name not in libraries]
    while added := (needs(kept).sonames & libraries.keys()) - own - left:
        own |= added
        kept = [libraries[name] for name in added]
    gone = sorted(libraries.keys() - own)
    for name in gone:
        libraries[name].unlink()
    return gone


def forget_builder(folder: Path) -> None:
    """Take out search paths that lead out of the bundle, into the builder's own folders.

    Those that begin beside the file itself stay, for by them libraries find each other.
    """
    for path in programs(folder):
        done = subprocess.run(
            ["objdump", "-p", str(path)], capture_output=True, text=True, check=True
        )
        found = re.findall(r"^\s+(?:RUNPATH|RPATH)\s+(\S+)", done.stdout, flags=re.MULTILINE)
        parts = [part for one in found for part in one.split(":")]
        kept = [part for part in parts if part.startswith(("$ORIGIN", "${ORIGIN}"))]
        if kept != parts:
            change = ["--replace", ":".join(kept)] if kept else ["--delete"]
            command = ["chrpath", *change, str(path)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def depends(inside: Path) -> tuple[list[str], list[str]]:
    """Return a .deb's Depends for what is in ``inside``, and the needed sonames nobody brings."""
    found = needs(programs(inside))
    here = {path.name for path in inside.rglob("*.so*")}
    package = declared()
    outside = found.sonames - here
    return (
        sorted({_with_version(package[name], found) for name in outside & package.keys()}),
        sorted(outside - package.keys()),
    )


def _with_version(package: str, found: Needs) -> str:
    glibc, glibcxx = found.versions.get("GLIBC"), found.versions.get("GLIBCXX")
    if package == "libc6" and glibc:
        return f"libc6 (>= {glibc[0]}.{glibc[1]})"
    if package == "libstdc++6" and glibcxx and glibcxx >= (3, 4, min(_GCC_OF_GLIBCXX)):
        return f"libstdc++6 (>= {_GCC_OF_GLIBCXX[glibcxx[2]]})"
    return package


def _starts(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)
