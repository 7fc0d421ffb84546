"""Archives and sums: the same files give the same bytes, and anybody can check them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from bundling.archive import write_tar_xz
from bundling.sums import write_sums

needs_xz = pytest.mark.skipif(shutil.which("xz") is None, reason="packs with xz: xz-utils")


def _program(folder: Path) -> Path:
    (folder / "_internal").mkdir(parents=True)
    program = folder / "jwviewer"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    (folder / "_internal" / "data").write_bytes(b"data")
    (folder / "libdata.so").symlink_to("_internal/data")
    return folder


@needs_xz
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no links and no modes")
def test_owner_time_and_order_of_the_disk_leave_no_trace(tmp_path: Path) -> None:
    archives = []
    for number, moment in ((1, 1_000_000), (2, 2_000_000)):
        folder = _program(tmp_path / str(number) / "jwviewer")
        for path in folder.rglob("*"):
            os.utime(path, (moment, moment), follow_symlinks=False)
        if number == 2:
            (folder / "_internal" / "data").chmod(0o600)
        archives.append(tmp_path / f"{number}.tar.xz")
        write_tar_xz(folder, archives[-1], 1_767_225_600)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with tarfile.open(archives[0]) as tar:
        members = {member.name: member for member in tar.getmembers()}
    assert members["jwviewer/jwviewer"].mode == 0o755
    assert members["jwviewer/_internal/data"].mode == 0o644
    assert members["jwviewer/libdata.so"].linkname == "_internal/data"
    assert {member.mtime for member in members.values()} == {1_767_225_600}


@needs_xz
def test_an_archive_that_could_not_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    old = tmp_path / "one.tar.xz"
    old.write_bytes(b"the old one")
    with pytest.raises(FileNotFoundError):
        write_tar_xz(tmp_path / "nowhere", old, 0)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"the old one"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="checks with coreutils")
def test_the_sums_hold_until_a_file_is_changed(tmp_path: Path) -> None:
    folder = _program(tmp_path / "dist" / "jwviewer")
    sums = write_sums(tmp_path / "dist")
    assert write_sums(tmp_path / "dist").read_text() == sums.read_text()  # not of itself
    check = ["sha256sum", "--check", "--strict", "--quiet", sums.name]
    assert subprocess.run(check, cwd=sums.parent, check=False).returncode == 0
    (folder / "_internal" / "data").write_bytes(b"other")
    done = subprocess.run(check, cwd=sums.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "jwviewer/_internal/data: FAILED" in done.stdout
