"""The ground under every test: no display, an empty home, one font, and silence in the log."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before anything of Qt is loaded, for it reads these once. The odd time zone brings to light
# what only works in UTC.
_HOME = Path(tempfile.mkdtemp(prefix="jwviewer-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ.update(
    HOME=str(_HOME),
    USERPROFILE=str(_HOME),
    XDG_CONFIG_HOME=str(_HOME / "config"),
    XDG_DATA_HOME=str(_HOME / "data"),
    XDG_STATE_HOME=str(_HOME / "state"),
    XDG_CACHE_HOME=str(_HOME / "cache"),
    LC_ALL="C.UTF-8",
    TZ="Pacific/Auckland",
    QT_SCALE_FACTOR="1",
    QT_ACCESSIBILITY="0",
)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_AUTO_SCREEN_SCALE_FACTOR"):
    os.environ.pop(_name, None)
if hasattr(time, "tzset"):
    time.tzset()
# A busy machine may take its time over any one example. The same examples every time: a change
# that is right must not be refused for what chance finds elsewhere; `make test-long` goes looking.
settings.register_profile("jwviewer", deadline=None, derandomize=True)
settings.register_profile("look-further", deadline=None, derandomize=False)
settings.load_profile(os.environ.get("JWVIEWER_EXAMPLES", "jwviewer"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden pictures instead of comparing with them",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Give every widget test the style and the font that the program has."""
    from jwviewer.drawing.fonts import install_fonts

    qapp.setStyle("Fusion")
    font = qapp.font()
    font.setFamily(install_fonts())
    font.setPixelSize(13)
    qapp.setFont(font)
    return qapp


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which an error is logged, unless it says that it provokes one."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    errors = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.ERROR
    ]
    if errors:
        pytest.fail("Errors were logged: " + "; ".join(errors), pytrace=False)
