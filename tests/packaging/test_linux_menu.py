"""The script in the archive that adds the program to one person's menu, and takes it out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a menu of Linux")
LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"
AWKWARD = 'My "programs" 家 $HOME `x` \\n'


def _unpack(place: Path, name: str = AWKWARD) -> Path:
    """Lay out as much of the archive as the script reads; its program tells what it is given."""
    folder = place / name
    icons = folder / "share" / "icons" / "hicolor" / "48x48" / "apps"
    icons.mkdir(parents=True)
    (icons / "jwviewer.png").write_bytes(b"png")
    for source, name in (
        ("jwviewer.desktop", "applications/jwviewer.desktop"),
        ("jwviewer-mime.xml", "mime/packages/jwviewer.xml"),
    ):
        target = folder / "share" / name
        target.parent.mkdir(parents=True)
        shutil.copy(LINUX / source, target)
    shutil.copy(LINUX / "add-to-menu.sh", folder)
    program = folder / "jwviewer"
    program.write_text("#!/bin/sh\n")
    return folder


def _run(folder: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    home.mkdir(exist_ok=True)
    return subprocess.run(
        ["sh", str(folder / "add-to-menu.sh"), *arguments],
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def _program_of(entry: Path) -> str:
    """Read the program off a menu entry as the Desktop Entry Specification says."""
    line = next(one for one in entry.read_text(encoding="utf-8").splitlines() if "Exec=" in one)
    value = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), line[5:])
    quoted, _, field = value.rpartition(" ")
    assert field == "%F"
    assert quoted[0] == quoted[-1] == '"'
    return re.sub(r'\\(["`$\\])', r"\1", quoted[1:-1])


def test_the_menu_entry_starts_the_program_where_it_lies(tmp_path: Path) -> None:
    folder = _unpack(tmp_path)
    done = _run(folder, tmp_path / "home")
    assert done.returncode == 0, done.stderr
    shared = tmp_path / "home" / ".local" / "share"
    assert _program_of(shared / "applications" / "jwviewer.desktop") == str(folder / "jwviewer")
    assert (shared / "icons" / "hicolor" / "48x48" / "apps" / "jwviewer.png").is_file()
    assert (shared / "mime" / "packages" / "jwviewer.xml").is_file()


def test_twice_is_as_once_and_removing_leaves_nothing_of_it(tmp_path: Path) -> None:
    folder, home = _unpack(tmp_path), tmp_path / "home"
    other = home / ".local" / "share" / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n")
    for arguments in ((), (), ("--remove",)):
        done = _run(folder, home, *arguments)
        assert done.returncode == 0, done.stderr
    assert [path for path in home.rglob("*") if "jwviewer" in path.name] == []
    naming = [
        path for path in home.rglob("*") if path.is_file() and b"jwviewer" in path.read_bytes()
    ]
    assert naming == []
    assert other.is_file()


@pytest.mark.parametrize("name", ["50%", "a=b", "a\nb"])
def test_a_folder_that_no_entry_can_name_is_refused(tmp_path: Path, name: str) -> None:
    done = _run(_unpack(tmp_path, name), tmp_path / "home")
    assert done.returncode == 1
    assert "move or rename" in done.stderr
    assert list((tmp_path / "home").rglob("*")) == []


def test_without_a_home_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", str(_unpack(tmp_path) / "add-to-menu.sh")],
        env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "HOME is not set" in done.stderr


def test_a_word_it_does_not_know_changes_nothing(tmp_path: Path) -> None:
    done = _run(_unpack(tmp_path), tmp_path / "home", "--uninstall")
    assert done.returncode == 2
    assert list((tmp_path / "home").iterdir()) == []
