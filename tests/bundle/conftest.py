"""Tests of the finished program, wherever it is installed; `make test-bundle` runs them.

    pytest tests/bundle --program dist/jwviewer/jwviewer
    pytest tests/bundle --program /usr/bin/jwviewer
    pytest tests/bundle --program /usr/bin/jwviewer --root CHROOT    (as root; CHROOT has a /proc)

Without --program there is nothing to test, and the files are not even collected.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from linux.screen import Screen, what_screens_lack

from tests.bundle.stranger import ROOT, Stranger, sealing

SCREEN = (1366, 900)
"""Its size in pixels, of which the window takes less."""
AWKWARD = "My programs/江淮 und Weichai's"
"""The bundle is tried out below a folder of this name: spaces, Chinese and an apostrophe."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--program", type=Path, help="the jwviewer to test, as a path inside --root")
    parser.addoption("--root", type=Path, default=Path("/"), help="a chroot that it lives in")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "smoke: the shortest part, run by make bundle too")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    return True if config.getoption("--program", default=None) is None else None


@pytest.fixture(scope="session")
def root(pytestconfig: pytest.Config) -> Path:
    """Return the folder that the tested program takes for the whole machine."""
    given: Path = pytestconfig.getoption("--root")
    return given if given == Path("/") else given.resolve()  # on Windows that would add a drive


@pytest.fixture(scope="session")
def program(pytestconfig: pytest.Config, root: Path) -> Iterator[Path]:
    """Return the program's path as it sees it; one inside the checkout is copied elsewhere."""
    given: Path = pytestconfig.getoption("--program")
    if root != Path("/"):
        yield given
        return
    found = given.resolve()
    if not found.is_relative_to(ROOT):
        yield given.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="jwviewer-bundle-") as folder:
        Path(folder).chmod(0o755)
        copy = Path(folder) / AWKWARD / "jwviewer"
        shutil.copytree(found.parent, copy, symlinks=True)
        yield copy / found.name


@pytest.fixture(params=["plain", "sealed"])
def stranger(request: pytest.FixtureRequest, program: Path, root: Path) -> Iterator[Stranger]:
    """Return somebody with an empty home who uses the program.

    Sealed: in a network namespace without interfaces, as an ordinary user, with the checkout
    and all Pythons out of reach.
    """
    sealed = request.param == "sealed"
    if sealed and isinstance(lacking := sealing(root), str):
        pytest.skip(lacking)
    temporary = None if sys.platform == "win32" else root / "tmp"
    with tempfile.TemporaryDirectory(prefix="jwviewer-", dir=temporary) as folder:
        stranger = Stranger(program, root, Path(folder), sealed=sealed)
        yield stranger
        stranger.end_all()


@pytest.fixture
def screen(stranger: Stranger) -> Iterator[Screen]:
    """Return a real X server, empty but for the stranger's windows."""
    lacking = what_screens_lack()
    if lacking:
        pytest.skip(lacking)
    with Screen(SCREEN) as screen:
        stranger.use_screen(screen.display)
        yield screen
        stranger.end_all()
