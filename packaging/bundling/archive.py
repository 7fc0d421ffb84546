"""Packs a folder so that the same files always give the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

# Two blocks at a time on every machine, for one core packs to other bytes than several.
_SETTING = ("-6", "--threads=2", "--block-size=64MiB")


def write_tar_xz(folder: Path, target: Path, moment: int) -> None:
    """Pack ``folder`` under its own name; owners, times and order are fixed; needs xz.

    The program stays runnable and links stay links. ``moment`` is in seconds since 1970.
    """
    if shutil.which("xz") is None:
        raise FileNotFoundError("packing needs xz: apt-get install xz-utils")
    unfinished = target.with_name(target.name + ".part")
    command = ["xz", "--stdout", *_SETTING]
    try:
        with (
            unfinished.open("wb") as out,
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out) as packer,
            tarfile.open(fileobj=packer.stdin, mode="w|", format=tarfile.GNU_FORMAT) as tar,
        ):
            for path in (folder, *sorted(folder.rglob("*"))):
                name = (Path(folder.name) / path.relative_to(folder)).as_posix()
                tar.add(path, name, recursive=False, filter=lambda one: _plain(one, moment))
        if packer.returncode != 0:
            raise OSError(f"xz failed with exit code {packer.returncode}")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _plain(member: tarfile.TarInfo, moment: int) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = moment
    runnable = member.isdir() or member.mode & 0o100
    member.mode = 0o777 if member.issym() else 0o755 if runnable else 0o644
    return member
