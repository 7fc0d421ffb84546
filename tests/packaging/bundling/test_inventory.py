"""Whose libraries lie in a bundle."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bundling.inventory import Component, natives

PYTHONS = [
    Component("numpy", "2.4.6", "BSD-3-Clause", "pkg:pypi/numpy@2.4.6", (Path("numpy-licence"),)),
    Component("pyside6-essentials", "6.11.3", "LGPL-3.0-only", "pkg:pypi/pyside6-essentials"),
]


def _bundle(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return folder


def test_qt_icu_and_what_numpy_brings_have_names_and_versions(tmp_path: Path) -> None:
    inside = _bundle(
        tmp_path,
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "numpy.libs/libgfortran-040039e1.so.5.0.0",
        "pandas/_libs/lib.cpython-311.so",
        "libpython3.11.so.1.0",
    )
    found = {one.name: one for one in natives(inside, PYTHONS)}
    assert set(found) == {"ICU", "OpenBLAS", "Qt", "libgfortran"}
    assert (found["Qt"].version, found["Qt"].spoken_for) == ("6.11.3", True)
    assert found["ICU"].version == "73"
    assert found["libgfortran"].version == "5.0.0"
    assert found["OpenBLAS"].texts == (Path("numpy-licence"),)


def test_on_windows_what_lies_at_the_top_is_python_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    inside = _bundle(tmp_path, "VCRUNTIME140.dll", "_ctypes.pyd", "PySide6/Qt6Core.dll")
    assert [one.name for one in natives(inside, PYTHONS)] == ["Qt"]
