"""What lies in the finished bundle, and what does not."""

from __future__ import annotations

import fnmatch
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from bundling.needed import lost

from tests.bundle.stranger import ROOT, followed

LINUX = ROOT / "packaging" / "linux"
UNWANTED = {
    *("PIL", "fontTools", "hypothesis", "matplotlib", "mypy", "pytest", "scipy", "tkinter"),
    *("QtNetwork", "libQt6Network", "libcrypto", "libgtk-3", "libreadline", "libssl"),
}
# One that Qt links to, one that only a plugin of Wayland does, one that only numpy does.
TAKEN_OUT = ("PySide6/Qt/lib/libicuuc.so.*", "PySide6/Qt/lib/libQt6OpenGL.so.6",
             "numpy.libs/libgfortran*")  # fmt: skip


@pytest.fixture
def folder(program: Path, root: Path) -> Path:
    """Return the bundle's folder as we see it."""
    return followed(root, program).parent


def test_every_needed_library_is_there_or_of_a_declared_package(folder: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("reads the libraries of Linux")
    assert lost(folder) == []


def test_a_library_that_is_taken_out_is_missed(folder: Path, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("reads the libraries of Linux")
    for number, pattern in enumerate(TAKEN_OUT):
        copy = tmp_path / str(number)
        shutil.copytree(folder, copy, symlinks=True)
        (library,) = (copy / "_internal").glob(pattern)
        library.unlink()
        missed = lost(copy)
        assert any(sentence.startswith(library.name) for sentence in missed), pattern
        shutil.rmtree(copy)


def test_nothing_of_the_developer_s_machine_was_swept_in(folder: Path) -> None:
    assert {path.name.split(".")[0] for path in folder.rglob("*")} & UNWANTED == set()


def test_fonts_seeds_and_their_licence_are_there(folder: Path) -> None:
    inside = folder / "_internal" / "jwviewer"
    for room in ("resources", "seeds"):
        ours = {path.relative_to(ROOT) for path in (ROOT / room).rglob("*") if path.is_file()}
        theirs = {path.relative_to(inside) for path in (inside / room).rglob("*")}
        assert ours - theirs == set()


def test_the_list_of_parts_names_what_is_there_with_versions(folder: Path) -> None:
    parts = json.loads((folder / "NOTICES" / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (parts["bomFormat"], parts["specVersion"]) == ("CycloneDX", "1.6")
    versions = {part["name"]: part.get("version", "") for part in parts["components"]}
    lock = (ROOT / "packaging" / "run.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, flags=re.MULTILINE))
    for name in ("numpy", "pandas", "pyqtgraph", "pyside6-essentials", "rapidfuzz", "shiboken6"):
        assert versions[name] == locked[name]
    assert {"Python", "Qt", "PyInstaller's bootloader"} <= versions.keys()
    assert versions["Qt"] == locked["pyside6-essentials"]


def test_each_part_has_its_licence_beside_it(folder: Path) -> None:
    notices = folder / "NOTICES"
    texts = {path.name: path.read_text(encoding="utf-8") for path in notices.glob("*.txt")}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["LGPL-3.txt"]
    assert "GNU GENERAL PUBLIC LICENSE" in texts["GPL-3.txt"]
    assert "To replace them" in texts["Qt.txt"]
    parts = json.loads((notices / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]
    for name in (part["name"] for part in parts):
        spoken_for = name in ("Qt", "pyside6-essentials", "shiboken6")
        file = re.sub(r"[^A-Za-z0-9.+-]+", "-", name.replace("'s", "")) + ".txt"
        assert spoken_for or len(texts.get(file, "")) > 300, name


def test_qt_s_libraries_are_files_that_can_be_replaced(folder: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("on other systems Qt's files have other names")
    inside = folder / "_internal"
    for name in ("libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6", "libQt6Svg.so.6"):
        assert (inside / "PySide6" / "Qt" / "lib" / name).is_file()
        assert (inside / name).is_symlink()  # so that there is one of each


def test_the_paths_that_the_notices_name_are_there(folder: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("on other systems the same files lie elsewhere")
    named = set()
    for text in (folder / "NOTICES" / "Qt.txt", LINUX / "copyright"):
        said = text.read_text(encoding="utf-8")
        named |= set(re.findall(r"(?:NOTICES|_internal)/[\w./-]*[\w-]", said))
    assert {"_internal/PySide6/Qt", "NOTICES/numpy.txt"} <= named
    assert [name for name in sorted(named) if not list(folder.glob(f"{name}*"))] == []


def test_debian_s_copyright_speaks_of_what_is_there(folder: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("a file of Debian's package")
    said = (LINUX / "copyright").read_text(encoding="utf-8")
    top = "usr/lib/jwviewer/"
    files = [top + path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    patterns = " ".join(re.findall(r"^Files: (.+)$", said, flags=re.MULTILINE)).split()
    assert f"{top}jwviewer" in patterns
    idle = [one for one in patterns if not fnmatch.filter(files, one)]
    assert set(idle) <= {f"{top}_internal/libpython*"}  # not every Python has its library apart
    listed = (folder / "NOTICES" / "sbom.cdx.json").read_text(encoding="utf-8")
    parts = json.loads(listed)["components"]
    purls = " ".join(part["purl"] for part in parts)
    names = re.findall(r"pkg:pypi/([a-z0-9]+(?:-[a-z0-9]+)*)@", purls)
    assert {"pypdf", "python-dateutil", "platformdirs"} <= set(names)
    spoken_of = said.lower()
    assert [name for name in names if name.removesuffix("-essentials") not in spoken_of] == []
    licences = {part["name"]: part.get("licenses", [{}])[0] for part in parts}
    assert licences["ICU"] == {"expression": "Unicode-DFS-2016"}
    assert licences["GeoNames"] == {"expression": "CC-BY-4.0"}
