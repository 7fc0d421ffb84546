"""The programs that making and trying out a package takes; as root they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "Xvfb": "xvfb",
    "appstreamcli": "appstream",
    "chrpath": "chrpath",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-deb": "dpkg",
    "lintian": "lintian",
    "man": "man-db",
    "objdump": "binutils",
    "unshare": "util-linux",
    "update-mime-database": "shared-mime-info",
    "xdotool": "xdotool",
    "xz": "xz-utils",
}


def bring(*programs: str) -> bool:
    """Return whether the programs are there; as root, install those that are missing first.

    Anybody else is told the one line to type.
    """
    missing = sorted({PACKAGES[name] for name in programs if not _there(name)})
    if not missing:
        return True
    line = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"Some programs are missing; install them with:\n    sudo {' '.join(line)}",
              file=sys.stderr)  # fmt: skip
        return False
    print(f"Installing what is missing: {' '.join(line)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "--quiet=2", "update"], [line[0], "--quiet=2", *line[1:]]):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
        if done.returncode != 0:
            print("The installation failed; the lines above say why.", file=sys.stderr)
            return False
    return all(_there(name) for name in programs)


def _there(program: str) -> bool:
    # Some lie in /usr/sbin, which is not on everybody's path.
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None
