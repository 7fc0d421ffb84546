"""Other programs started from the bundle must not meet its libraries."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from jwviewer.shell.outside import show_outside

NAMES = ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    found: dict[str, str | None] = {}

    def open_url(_: object) -> bool:
        found.update({name: os.environ.get(name) for name in NAMES})
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


@pytest.mark.parametrize("before", [None, "/theirs"])
def test_a_bundle_hands_on_the_paths_from_before_it(monkeypatch, met, before) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for name in NAMES:
        monkeypatch.setenv(name, "/bundle")
    if before is None:
        monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    else:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    assert show_outside(Path("/"))
    assert met["LD_LIBRARY_PATH"] == before
    assert met["QT_PLUGIN_PATH"] is None
    assert met["QML2_IMPORT_PATH"] is None
    assert os.environ["LD_LIBRARY_PATH"] == os.environ["QT_PLUGIN_PATH"] == "/bundle"


def test_from_source_a_persons_own_paths_are_left_alone(monkeypatch, met) -> None:
    monkeypatch.setenv("QT_PLUGIN_PATH", "/mine")
    assert show_outside(Path("/"))
    assert met["QT_PLUGIN_PATH"] == "/mine"
