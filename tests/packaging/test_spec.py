"""What PyInstaller's recipe asks for on the systems that are not this one.

PyInstaller itself cannot make programs for another system, so its steps are played here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from identity import IDENTIFIER
from PyInstaller.utils import hooks

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
# As the wheels of PySide6 6.11.3 for the two systems have them.
WINDOWS = {
    r"PySide6\Qt6Core.dll": True,
    r"PySide6\plugins\platforms\qwindows.dll": True,
    r"PySide6\plugins\platforms\qoffscreen.dll": True,
    r"PySide6\plugins\styles\qmodernwindowsstyle.dll": True,
    r"PySide6\plugins\imageformats\qsvg.dll": True,
    r"PySide6\plugins\imageformats\qico.dll": True,
    r"PySide6\plugins\imageformats\qjpeg.dll": False,
    r"PySide6\plugins\platforms\qdirect2d.dll": False,
    r"PySide6\plugins\platforminputcontexts\qtvirtualkeyboardplugin.dll": False,
    r"PySide6\plugins\tls\qschannelbackend.dll": False,
    r"PySide6\plugins\generic\qtuiotouchplugin.dll": False,
    r"PySide6\translations\qtbase_de.qm": False,
    r"PySide6\Qt6Network.dll": False,
    r"PySide6\opengl32sw.dll": False,
}
MACOS = {
    "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore": True,
    "PySide6/Qt/plugins/platforms/libqcocoa.dylib": True,
    "PySide6/Qt/plugins/styles/libqmacstyle.dylib": True,
    "PySide6/Qt/plugins/imageformats/libqsvg.dylib": True,
    "PySide6/Qt/plugins/imageformats/libqwebp.dylib": False,
    "PySide6/Qt/plugins/tls/libqsecuretransportbackend.dylib": False,
    "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork": False,
    "QtNetwork": False,
}


class Recipe:
    """The recipe, run with PyInstaller's steps as dumb notes."""

    def __init__(self, binaries: dict[str, bool]) -> None:
        self.steps: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self.binaries = [(name, "", "BINARY") for name in binaries]
        self.datas: list[tuple[str, str, str]] = []
        self.pure = self.scripts = None
        names = {step: self._note(step) for step in ("PYZ", "EXE", "COLLECT", "BUNDLE")}
        spec = PACKAGING / "jwviewer.spec"
        code = compile(spec.read_text(encoding="utf-8"), str(spec), "exec")
        exec(code, {**names, "Analysis": lambda *_, **__: self, "SPECPATH": str(PACKAGING)})

    def named(self, step: str) -> list[dict[str, Any]]:
        """Return the settings of each such step."""
        return [settings for name, _, settings in self.steps if name == step]

    def _note(self, step: str) -> Any:
        return lambda *inputs, **settings: self.steps.append((step, inputs, settings))


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the recipe believe in another system, without making icons or asking for modules."""
    monkeypatch.setattr(hooks, "collect_submodules", lambda _: [])
    monkeypatch.setattr(hooks, "copy_metadata", lambda _: [])
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: None)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return monkeypatch


def test_windows_gets_a_program_with_a_window_and_one_that_prints(
    elsewhere: pytest.MonkeyPatch,
) -> None:
    elsewhere.setattr(sys, "platform", "win32")
    window, console = Recipe(WINDOWS).named("EXE")
    assert (window["name"], window["console"]) == ("jwviewer", False)
    assert (console["name"], console["console"]) == ("jwviewer-console", True)
    for program in (window, console):
        assert program["icon"].endswith("jwviewer.ico")
        described = Path(program["version"]).read_text(encoding="utf-8")
        assert f"'{program['name']}.exe'" in described


def test_macos_gets_an_app_that_knows_its_documents(elsewhere: pytest.MonkeyPatch) -> None:
    elsewhere.setattr(sys, "platform", "darwin")
    recipe = Recipe(MACOS)
    (program,) = recipe.named("EXE")
    assert program["console"] is False  # or macOS would keep it out of the Dock
    assert not program.get("argv_emulation")  # documents come as events, which Qt hands on
    (app,) = recipe.named("BUNDLE")
    assert app["name"] == "jwviewer.app"
    assert app["bundle_identifier"] == IDENTIFIER
    assert app["icon"].endswith("jwviewer.icns")
    icon = app["info_plist"]["CFBundleDocumentTypes"][0]["CFBundleTypeIconFile"]
    assert icon in {name for name, _, _ in recipe.datas}


@pytest.mark.parametrize(("system", "files"), [("win32", WINDOWS), ("darwin", MACOS)])
def test_what_is_never_used_stays_out(
    elsewhere: pytest.MonkeyPatch, system: str, files: dict[str, bool]
) -> None:
    elsewhere.setattr(sys, "platform", system)
    kept = {name for name, _, _ in Recipe(files).binaries}
    assert kept == {name for name, stays in files.items() if stays}
