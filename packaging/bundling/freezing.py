"""Runs PyInstaller, for the program and for the bare window that it is measured against."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from bundling.icu_data import trim_library
from bundling.places import BUILD, PRODUCT, ROOT, epoch

WORK = BUILD / "bundle"
"""PyInstaller's notes on what it collected, and from where."""
# The least that a PySide6 program can be; it has the program's first size on the screen.
HELLO = """\
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Hello, world"))
window.resize(752, 736)
window.show()
sys.exit(app.exec())
"""


def freeze(target: Path = PRODUCT) -> None:
    """Make the program's folder ``target``, named jwviewer; the same input gives the same files."""
    for folder in (target, WORK):
        shutil.rmtree(folder, ignore_errors=True)
    _pyinstaller(ROOT / "packaging" / "jwviewer.spec", target.parent, WORK)
    _trim(target / "_internal")


def freeze_hello() -> Path:
    """Return the bare window's folder, made with PyInstaller's defaults and kept as it is."""
    parts = [HELLO, sys.version, *(version(name) for name in ("PySide6-Essentials", "pyinstaller"))]
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
    folder = BUILD / f"hello-{key}"
    made = folder / "dist" / "hello"
    if not made.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        script = hello_source(made)
        script.write_text(HELLO, encoding="utf-8")
        unfinished = folder / "unfinished"
        _pyinstaller(script, unfinished, folder / "work", "--specpath", str(folder))
        unfinished.rename(made.parent)
    return made


def hello_source(made: Path) -> Path:
    """Return the script of which ``made``, the bare window's folder, was made."""
    return made.parent.parent / "hello.py"


def _pyinstaller(recipe: Path, dist: Path, work: Path, *more: str) -> None:
    # With a fixed seed for hashes, sets are gone through in the same order on every run.
    environment = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(epoch())}
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean"),
            *("--log-level", "ERROR", "--distpath", str(dist), "--workpath", str(work), *more),
            str(recipe),
        ],
        check=True,
        cwd=ROOT,
        env=environment,
    )


def _trim(inside: Path) -> None:
    """Take out what is no use to anyone: symbols of Python, where a builder's has 20 MB, and data.

    Python's alone, for stripping breaks numpy's libraries and gains nothing in Qt's.
    """
    if not sys.platform.startswith("linux"):
        return
    pythons = [*inside.glob("libpython*.so*"), *inside.glob("python3*/lib-dynload/*.so")]
    if pythons:
        subprocess.run(["strip", "--strip-unneeded", *map(str, pythons)], check=True)
    for library in inside.glob("PySide6/Qt/lib/libicudata.so.*"):
        trim_library(library)
