"""The gate that proves that every shared library will be found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bundling.needed import lost
from bundling.system_side import brought_along

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("ld") is None,
    reason="links libraries of Linux, with the ld of binutils",
)


def _library(path: Path, *needed: Path, rpath: str = "") -> Path:
    """Link an empty library that needs others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    empty = path.with_suffix(".o")
    subprocess.run(["as", "-o", empty, "-"], input=b"", check=True)
    looks = ["-rpath", rpath] if rpath else []
    command = ["ld", "-shared", "-soname", path.name, "-o", str(path), *looks]
    subprocess.run([*command, str(empty), *map(str, needed)], check=True)
    empty.unlink()
    return path


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return a bundle whose plugin needs a library of Qt's folder, and that one of the system."""
    inside = tmp_path / "jwviewer" / "_internal"
    system = _library(tmp_path / "system" / "libsystem.so.1")
    core = _library(inside / "Qt" / "lib" / "libCore.so.6", system)
    _library(inside / "Qt" / "plugins" / "libplugin.so", core, rpath="$ORIGIN/../lib")
    return tmp_path / "jwviewer"


SYSTEM = {"libsystem.so.1": "libsystem1"}


def test_a_complete_bundle_loses_nothing(bundle: Path) -> None:
    assert lost(bundle, SYSTEM) == []


def test_a_library_that_was_taken_out_is_named_with_who_needs_it(bundle: Path) -> None:
    (bundle / "_internal" / "Qt" / "lib" / "libCore.so.6").unlink()
    (sentence,) = lost(bundle, SYSTEM)
    assert sentence.startswith("libCore.so.6 is neither")
    assert "_internal/Qt/plugins/libplugin.so" in sentence


def test_a_library_of_an_undeclared_package_is_lost(bundle: Path) -> None:
    (sentence,) = lost(bundle, {})
    assert sentence.startswith("libsystem.so.1 is neither")


def test_a_library_that_lies_where_nobody_looks_is_lost(bundle: Path) -> None:
    library = bundle / "_internal" / "Qt" / "lib" / "libCore.so.6"
    library.rename(bundle / "_internal" / "Qt" / "libCore.so.6")
    assert len(lost(bundle, SYSTEM)) == 1
    (bundle / "_internal" / "Qt" / "libCore.so.6").rename(bundle / "_internal" / "libCore.so.6")
    assert lost(bundle, SYSTEM) == []


def test_a_library_in_a_folder_of_the_builder_is_lost(bundle: Path, tmp_path: Path) -> None:
    only_here = _library(tmp_path / "builder" / "libonlyhere.so.1")
    plugin = bundle / "_internal" / "Qt" / "plugins" / "libsecond.so"
    _library(plugin, only_here, rpath=str(tmp_path / "builder"))
    (sentence,) = lost(bundle, SYSTEM)
    assert sentence.startswith("libonlyhere.so.1 is neither")


def test_of_the_build_machine_only_what_is_needed_and_undeclared_comes_along(
    tmp_path: Path,
) -> None:
    system = tmp_path / "system"
    deep = _library(system / "libdeep.so.1")
    odd = _library(system / "libodd.so.1", deep)
    declared = _library(system / "libdbus-1.so.3", _library(system / "libonlydbus.so.1"))
    helper = _library(system / "libxcb-cursor.so.0")
    unused = _library(system / "libgtk.so.0")
    ours = _library(tmp_path / "venv" / "libours.so", odd, declared, helper)
    entries = [(path.name, str(path), "BINARY") for path in (ours, deep, odd, declared, helper)]
    entries += [(path.name, str(path), "BINARY") for path in (unused, system / "libonlydbus.so.1")]
    kept = [name for name, _, _ in brought_along(entries, [str(tmp_path / "venv")])]
    assert sorted(kept) == ["libdeep.so.1", "libodd.so.1", "libours.so", "libxcb-cursor.so.0"]


def test_links_between_files_of_the_bundle_stay(tmp_path: Path) -> None:
    link = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    assert brought_along([link], [str(tmp_path)]) == [link]
