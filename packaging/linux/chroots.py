"""Clean Debian and Ubuntu systems to try a package in, made once and copied for each trial."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bundling.places import BUILD

CACHE = BUILD / "chroots"
NEWER = {"bookworm": ["trixie"], "jammy": ["noble"]}
"""The releases after another one, to try besides the machine's own."""


class NoSystem(Exception):
    """Why no clean system of a release can be had, in one sentence."""


@dataclass(frozen=True)
class Chroot:
    """A system in a folder; commands run in it as root with nothing of this machine's in sight."""

    root: Path
    suite: str

    def run(
        self,
        *command: str,
        environment: Mapping[str, str] | None = None,
        user: int = 0,
        offline: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; ``offline`` gives it no network interface at all."""
        given = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **(environment or {}),
        }
        person = [f"--userspec={user}:{user}"] if user else []
        apart = ["/usr/bin/unshare", "--net"] if offline else []
        return subprocess.run(
            [*apart, "/usr/sbin/chroot", *person, str(self.root), *command],
            env=given,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    def install(self, *packages: str) -> subprocess.CompletedProcess[str]:
        """Install packages and what they depend on, and nothing that they only recommend."""
        return self.run(
            "apt-get", "--quiet=2", "install", "--yes", "--no-install-recommends",
            "--allow-downgrades", *packages,
        )  # fmt: skip


def own_release() -> str:
    """Return the code name of this machine's release."""
    return _os_release().get("VERSION_CODENAME", "")


def _os_release() -> dict[str, str]:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=") for line in lines]
    return {name: value.strip('"') for name, _, value in pairs}


@contextmanager
def fresh(suite: str) -> Iterator[Chroot]:
    """Give a fresh copy of a release; needs a mount namespace of one's own, so that no mount stays.

    Raises NoSystem where this machine's package source does not have the release.
    """
    base = _base(suite)
    copy = CACHE / f"{suite}-trial"
    _remove(copy)
    subprocess.run(["cp", "--archive", "--reflink=auto", str(base), str(copy)], check=True)
    # Seen under another path, for tests take the checkout out of sight, and the copy with it.
    root = Path(tempfile.mkdtemp(prefix="system-", dir="/var/tmp"))
    archives = CACHE / f"{suite}-archives"
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    inside = root / "var" / "cache" / "apt" / "archives"
    mounts = [
        ["--bind", str(copy), str(root)],
        ["-t", "proc", "none", str(root / "proc")],
        ["--rbind", "/dev", str(root / "dev")],
        ["-t", "tmpfs", "-o", "mode=1777", "none", str(root / "tmp")],
        ["--bind", str(archives), str(inside)],
    ]
    done: list[str] = []
    try:
        for mount in mounts:
            subprocess.run(["mount", *mount], check=True)
            done.append(mount[-1])
        _let_display_in(root)
        for name in ("/etc/resolv.conf", "/etc/hosts"):
            shutil.copyfile(name, f"{root}{name}")
        settings = root / "etc" / "apt" / "apt.conf.d" / "90this-machine"
        settings.write_text(_how_to_fetch(), encoding="utf-8")
        chroot = Chroot(root, suite)
        chroot.run("apt-get", "--quiet=2", "update")
        yield chroot
    finally:
        for place in reversed(done):
            subprocess.run(["umount", "--lazy", "--recursive", place], check=True)
        root.rmdir()
        _remove(copy)


def _let_display_in(root: Path) -> None:
    sockets = Path("/tmp/.X11-unix")
    sockets.mkdir(mode=0o1777, exist_ok=True)
    inside = root / sockets.relative_to("/")
    inside.mkdir()
    subprocess.run(["mount", "--bind", str(sockets), str(inside)], check=True)


def _remove(root: Path) -> None:
    # This machine's /dev is mounted in there during a trial; it must never be reached.
    subprocess.run(["rm", "-rf", "--one-file-system", str(root)], check=True)


def _base(suite: str) -> Path:
    """Return an untouched minimal system, made by debootstrap if it is not there yet."""
    base = CACHE / suite
    if base.is_dir():
        return base
    CACHE.mkdir(parents=True, exist_ok=True)
    unfinished = CACHE / f"{suite}-unfinished"
    _remove(unfinished)
    print(f"Making a minimal {suite} in {base.relative_to(BUILD.parent)}", flush=True)
    with (CACHE / f"{suite}.log").open("w", encoding="utf-8") as log:
        code = subprocess.run(
            [
                "debootstrap",
                "--variant=minbase",
                f"--components={_components()}",
                suite,
                str(unfinished),
                *_source(),
            ],
            env={**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
    if code != 0:
        _remove(unfinished)
        told = f"{CACHE.relative_to(BUILD.parent) / suite}.log"
        raise NoSystem(f"No minimal {suite} can be made from this machine's source; see {told}.")
    # Each trial would download the same packages again; apt throws away what it has installed.
    keep = unfinished / "etc" / "apt" / "apt.conf.d" / "80keep"
    keep.write_text('Binary::apt-get::APT::Keep-Downloaded-Packages "true";\n', encoding="utf-8")
    unfinished.rename(base)
    return base


def _components() -> str:
    # Half of what a desktop of Ubuntu has by default comes from its other component.
    return "main,universe" if _os_release().get("ID") == "ubuntu" else "main"


def _source() -> list[str]:
    """Return the address that this machine itself has its release from, if apt names one."""
    done = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)"],
        capture_output=True,
        text=True,
        check=False,
    )
    release = own_release()
    for line in done.stdout.splitlines():
        address, name, component = [*line.split(), "", "", ""][:3]
        if name == release and component == "main":
            return [address]
    return []


def _how_to_fetch() -> str:
    """Return this machine's settings for fetching packages, such as a proxy."""
    done = subprocess.run(
        ["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=False
    )
    return "".join(
        f"{line}\n"
        for line in done.stdout.splitlines()
        if line.startswith(("Acquire::http", "Acquire::https", "Acquire::ftp"))
    )
