"""What a person is told who has no display, no library, or the wrong platform."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from jwviewer.platform_check import debian_package, why_no_platform, why_not_imported

ROOT = Path(__file__).resolve().parent.parent
DECLARED = ROOT / "packaging" / "linux" / "depends.toml"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's displays")


def test_the_package_of_every_declared_library_is_named_rightly() -> None:
    declared = tomllib.loads(DECLARED.read_text(encoding="utf-8"))["depends"]
    named = {name: debian_package(name) for sonames in declared.values() for name in sonames}
    wrong = {
        soname: named[soname]
        for package, sonames in declared.items()
        for soname in sonames
        if named[soname] not in package.split(" | ") and package not in NEVER_MISSING
    }
    assert wrong == {}


# Without these not even Python starts, so nobody is ever told of them.
NEVER_MISSING = {"libc6", "libgcc-s1"} | {"libbz2-1.0", "libffi8", "liblzma5"}


def test_a_library_that_qt_is_linked_to_is_named_with_its_package() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "sudo apt install libegl1" in why_not_imported(error)


def test_another_fault_in_loading_qt_is_told_as_it_is() -> None:
    assert "undefined symbol: x" in why_not_imported(ImportError("undefined symbol: x"))


def test_all_libraries_that_a_window_lacks_are_named_at_once() -> None:
    missing = {"xcb": ["libxcb-cursor.so.0", "libX11-xcb.so.1"], "wayland": ["libwayland-egl.so.1"]}
    said = why_no_platform([], {"DISPLAY": ":0"}, missing)
    assert said.endswith("sudo apt install libx11-xcb1 libxcb-cursor0")


def test_libraries_of_a_platform_that_is_not_used_are_not_asked_for() -> None:
    missing = {"wayland": ["libwayland-egl.so.1"]}
    assert "wayland" not in why_no_platform([], {"DISPLAY": ":7"}, missing)


def _start(**environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "jwviewer"],
        env=clean | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@linux
@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"QT_QPA_PLATFORM": "windows"}, 'QT_QPA_PLATFORM is set to "windows"'),
        ({"QT_QPA_PLATFORM": "xcb"}, "DISPLAY=not set"),
        ({"DISPLAY": ":9999"}, "DISPLAY=:9999"),
    ],
)
def test_qt_never_aborts_without_a_sentence(
    environment: dict[str, str], words: str, tmp_path: Path
) -> None:
    done = _start(**environment, XDG_CONFIG_HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path))
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert len(lines) == 1
    # A machine that only tests has no need of a window's libraries, and is told of those.
    assert words in lines[0] or "sudo apt install libx" in lines[0]
