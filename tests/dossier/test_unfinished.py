"""Runs that were killed are found again, and none that lives is taken for one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jwviewer.dossier.atomic import clear_up, write_atomically
from jwviewer.dossier.processes import birth_of, is_alive, own_birth
from jwviewer.dossier.unfinished import forget, left_notes, note

_KILLED = """
import os, signal, sys
from jwviewer.dossier.atomic import write_atomically
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_atomically(sys.argv[1], b"a picture")
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "own"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_temporary_file_in_any_folder_is_gone_after_the_next_start(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(pictures / "x.png")],
        check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert len(list(pictures.iterdir())) == 1
    clear_up()
    assert list(pictures.iterdir()) == []
    assert list(left_notes()) == []


def test_what_a_living_run_writes_is_left_alone(tmp_path: Path) -> None:
    made = note([tmp_path])
    assert made is not None
    assert list(left_notes()) == []
    forget(made)
    assert not made.exists()


def test_nothing_is_noted_for_long(tmp_path: Path) -> None:
    write_atomically(tmp_path / "x", b"new")
    assert list((tmp_path / "own").rglob("jwviewer")) == []


def test_what_else_lies_at_home_stays(tmp_path: Path) -> None:
    made = note([tmp_path])
    assert made is not None
    kept = made.parent.parent / "journal"
    kept.write_bytes(b"mine")
    forget(made)
    assert not made.parent.exists()
    assert kept.read_bytes() == b"mine"


def test_a_file_is_written_where_no_note_can_be_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", os.devnull)
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    write_atomically(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's list of processes")
def test_a_later_process_of_the_same_number_is_another() -> None:
    mine = os.getpid()
    assert birth_of(mine) == own_birth() != ""
    assert is_alive(mine)
    assert is_alive(mine, own_birth())
    assert not is_alive(mine, "0" * 8)
