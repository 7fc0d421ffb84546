"""A file is written whole or not at all, whatever the disk does."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jwviewer.dossier.atomic import (
    RECORD,
    WriteFailed,
    finish,
    sweep,
    write_atomically,
    write_together,
)
from jwviewer.dossier.processes import this_machine

WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EIO: "the disk reported an error",
    errno.EACCES: "no permission",
    errno.EROFS: "read-only",
}
STEPS = ("open", "write", "fsync", "replace")


def failing(code: int, real: Callable[..., Any], after: int = 0) -> Callable[..., Any]:
    """Return a system call that fails once it has worked ``after`` times."""
    calls: list[int] = []

    def call(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        if len(calls) > after:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **named)

    return call


@pytest.mark.parametrize("code", sorted(WORDS))
@pytest.mark.parametrize("step", STEPS)
def test_a_failing_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, failing(code, getattr(os, step)))
    with pytest.raises(WriteFailed) as failed:
        write_atomically(path, b"new" * 1000)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["data.csv"]
    assert failed.value.path == path
    assert WORDS[code] in failed.value.cause
    assert str(path) in str(failed.value)
    assert failed.value.cause in str(failed.value)


def test_a_write_that_is_cut_short_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data)[:7]))
    write_atomically(tmp_path / "x", b"0123456789" * 5)
    assert (tmp_path / "x").read_bytes() == b"0123456789" * 5


def test_a_disk_that_fills_up_half_way_keeps_every_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(b"old")
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC, os.write, after=2))
    with pytest.raises(WriteFailed) as failed:
        write_together([(tmp_path / name, b"new") for name in "abc"])
    assert failed.value.path == tmp_path / "c"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == dict.fromkeys("abc", b"old")


def test_a_rename_that_fails_half_way_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").write_bytes(b"old")
    real, calls = os.replace, []

    def fails_once(source: Any, target: Any) -> None:
        calls.append(Path(target).name)
        if calls == ["a", "b", "c"]:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(source, target)

    monkeypatch.setattr(os, "replace", fails_once)
    with pytest.raises(WriteFailed) as failed:
        write_together([(tmp_path / name, b"new") for name in "abc"])
    assert failed.value.path == tmp_path / "c"
    assert failed.value.written == ()
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"b": b"old"}


def test_what_cannot_be_taken_back_either_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", failing(errno.EIO, os.replace, after=1))
    with pytest.raises(WriteFailed) as failed:
        write_together([(tmp_path / name, b"new") for name in "abc"])
    assert failed.value.written == (tmp_path / "a",)
    assert "Already written: a." in str(failed.value)


_KILLED = """
import os, signal, sys
from pathlib import Path
from jwviewer.dossier import atomic
real, left = os.replace, [int(sys.argv[2])]
def replace(source, target):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    real(source, target)
os.replace = replace
folder = Path(sys.argv[1])
atomic.write_together([(folder / n, b"new") for n in "abc"], record=folder / atomic.RECORD)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("renames", range(5))
def test_a_run_killed_between_two_renames_leaves_all_old_or_all_new(
    tmp_path: Path, renames: int
) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(b"old")
    subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path), str(renames)],
        check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    finish(tmp_path / RECORD)
    sweep(tmp_path)
    # The record's own rename is the first one: without it nothing has begun.
    whole = b"new" if renames else b"old"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == dict.fromkeys("abc", whole)


def test_a_record_names_nothing_outside_its_folder(tmp_path: Path) -> None:
    folder, victim = tmp_path / "in", tmp_path / "victim"
    folder.mkdir()
    victim.write_bytes(b"mine")
    temp = folder / f".jwviewer-{'a' * 16}.tmp"
    temp.write_bytes(b"theirs")
    files = [[temp.name, "../victim"]]
    (folder / RECORD).write_text(json.dumps({"machine": "", "process": 0, "files": files}))
    os.utime(folder / RECORD, (0, 0))
    finish(folder / RECORD)
    assert victim.read_bytes() == b"mine"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="gone does not exist"):
        write_atomically(tmp_path / "gone" / "x.png", b"")


def test_names_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for name, words in (
        ("folder", "a folder has that name"),
        ("file/x", "is not a folder"),
        ("n" * 300, "the name is too long"),
    ):
        with pytest.raises(WriteFailed, match=words):
            write_atomically(tmp_path / name, b"x")


def test_a_write_protected_file_is_respected(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(WriteFailed, match="write-protected"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device file")
def test_a_device_is_never_replaced() -> None:
    with pytest.raises(WriteFailed, match="device"):
        write_atomically("/dev/null", b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "x", tmp_path / "link"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_leftovers_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    old, young = tmp_path / f".jwviewer-{'a' * 16}.tmp", tmp_path / f".jwviewer-{'b' * 16}.tmp"
    other = tmp_path / ".jwviewer-mine.tmp"
    for path in (old, young, other):
        path.write_bytes(b"half")
    day_ago = time.time() - 86_400
    os.utime(old, (day_ago, day_ago))
    os.utime(other, (day_ago, day_ago))
    write_atomically(tmp_path / "x", b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted((young.name, other.name, "x"))


def test_leftovers_of_an_ended_process_are_swept_at_once(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], check=True, capture_output=True
    )
    mine, gone, elsewhere = (
        tmp_path / f".jwviewer-{machine}-{process}-{'a' * 16}.tmp"
        for machine, process in (
            (this_machine(), os.getpid()), (this_machine(), int(ended.stdout)), ("0" * 8, 1),
        )
    )  # fmt: skip
    for path in (mine, gone, elsewhere):
        path.write_bytes(b"half")
    sweep(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {mine.name, elsewhere.name}
