"""Says in one sentence why no window can be opened, where Qt would only abort.

Qt ends the process when its platform plugin cannot start: a library is missing, a display does
not answer, a variable names a platform that is not there. It tells a message handler before, and
that is the last chance to say what helps. Nothing here costs time at a start that succeeds.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from jwviewer.language import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

CANNOT_START = 1
"""The exit code of a program that found no platform."""
_NOT_LOADED = re.compile(r"(lib\S+?\.so[.\d]*): cannot open shared object file")
_NOT_FOUND = re.compile(r"(\S+\.so[.\d]*) => not found")
_PACKAGES = {"libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0",
             "libz.so.1": "zlib1g"}  # fmt: skip
_DISPLAYS = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
_MOST_HELD = 50


def debian_package(soname: str) -> str:
    """Return the package that brings a library on Debian and Ubuntu, by the rule for its name."""
    if soname in _PACKAGES:
        return _PACKAGES[soname]
    name, _, version = soname.lower().replace("_", "-").partition(".so.")
    return f"{name}{'-' if name[-1:].isdigit() else ''}{version}"


def without_libraries(sonames: Sequence[str]) -> str:
    """Return the sentence about libraries that are not installed."""
    packages = sorted({debian_package(soname) for soname in sonames})
    return tr(
        "this system lacks {libraries}, without which nothing can be drawn; "
        "on Debian and Ubuntu: sudo apt install {packages}",
        libraries=", ".join(sorted(set(sonames))),
        packages=" ".join(packages),
    )


def why_not_imported(error: ImportError) -> str:
    """Return why Qt itself could not be loaded."""
    missing = _NOT_LOADED.search(str(error))
    if missing:
        return without_libraries([missing[1]])
    return tr("Qt, which draws everything, cannot be loaded: {reason}", reason=error)


def why_no_platform(
    said: Sequence[str], environment: Mapping[str, str], missing: Mapping[str, Sequence[str]]
) -> str:
    """Return why no window can be opened.

    ``said`` is what Qt said before it gave up, ``missing`` the libraries that each platform
    plugin lacks.
    """
    asked = environment.get("QT_QPA_PLATFORM", "")
    names = [part.partition(":")[0] for part in asked.split(";") if part]
    strange = [name for name in names if any(f'find the Qt platform plugin "{name}"' in line
                                             for line in said)]  # fmt: skip
    if names and len(strange) == len(names):
        return tr(
            'QT_QPA_PLATFORM is set to "{name}", and there is no such platform here: '
            "unset it, or set it to xcb, wayland or offscreen",
            name=asked,
        )
    wanted = names or [name for name, variable in _DISPLAYS.items() if environment.get(variable)]
    lacking = [soname for name in wanted for soname in missing.get(name, ())]
    if lacking:
        return without_libraries(lacking)
    displays = [
        f"{variable}={environment.get(variable) or tr('not set')}"
        for name, variable in _DISPLAYS.items()
        if name in wanted
    ]
    if displays:
        return tr(
            "no window can be opened, for the display does not answer ({displays}); "
            "'jwviewer export --pane all --output FOLDER' writes pictures without one",
            displays=", ".join(displays),
        )
    return tr("no window can be opened: {reason}", reason=" ".join(said[-1:]))


def watch() -> None:
    """From now on, let Qt's last words be a sentence; needs Qt to be loaded."""
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_Handler())


def refuse(sentence: str) -> NoReturn:
    """Leave with the sentence on standard error, as after bad arguments."""
    _say(sentence)
    raise SystemExit(CANNOT_START)


class _Handler:
    """Holds what Qt says until there is a screen, and speaks in its place where it gives up."""

    def __init__(self) -> None:
        self._held: list[str] = []

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        from PySide6.QtCore import QtMsgType
        from PySide6.QtGui import QGuiApplication

        started = QGuiApplication.primaryScreen() is not None
        if kind == QtMsgType.QtFatalMsg and not started:
            plugins = _missing_libraries()
            said = [*self._held, message.strip().partition("\n")[0]]
            _say(why_no_platform(said, os.environ, plugins))
            os._exit(CANNOT_START)  # an abort would follow, and a core dump
        if started:
            _write(message)
        elif len(self._held) < _MOST_HELD:
            self._held.append(message)


def _missing_libraries() -> dict[str, list[str]]:
    """Ask the system's loader what Qt's plugins lack."""
    import shutil
    import subprocess

    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    found = {}
    for name in (*_DISPLAYS, "offscreen"):
        plugin = folder / f"libq{name}.so"
        if shutil.which("ldd") is None or not plugin.is_file():
            continue
        done = subprocess.run(
            ["ldd", str(plugin)], capture_output=True, text=True, errors="replace", check=False
        )
        found[name] = sorted(set(_NOT_FOUND.findall(done.stdout)))
    return found


def _say(sentence: str) -> None:
    _write(f"jwviewer: {sentence}")


def _write(line: str) -> None:
    stream = sys.stderr
    if stream is not None:
        stream.write(f"{line}\n")
        stream.flush()
