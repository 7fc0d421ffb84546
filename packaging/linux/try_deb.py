"""Tries dist/*.deb on clean systems as a person would; run by `make test-deb`.

Validators first. Then, in a minimal chroot of this machine's release and of the one after it:
install without recommends, run as an ordinary user, upgrade, start from the menu and from a file,
meet hostile environments, purge; at last dist/*.tar.xz, unpacked in a home. A screenshot of each
way to start is left in build/deb-trial.
On the second release only those tests run that depend on the release: --all runs all.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from build_tools import bring_programs
from bundling.places import BUILD, DIST
from linux.chroots import NEWER, NoSystem, fresh, own_release
from linux.installed import Installed
from linux.screen import Screen
from linux.validators import validate

PICTURES = BUILD / "deb-trial"
TOOLS = (
    "Xvfb", "appstreamcli", "chrpath", "debootstrap", "desktop-file-validate", "dpkg-deb",
    "lintian", "man", "objdump", "unshare", "xdotool", "xz",
)  # fmt: skip
APART = (
    "unshare", "--mount", "--propagation", "private", "--pid", "--mount-proc", "--fork",
    "--kill-child",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Try the package; return 0 if it did well on every system that can be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", action="append", help="a release to try it on")
    parser.add_argument("--all", action="store_true", help="all tests on every release")
    parser.add_argument("--package", type=Path, help="another package than the one in dist/")
    parser.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        print("The .deb is tried on Debian or Ubuntu only.", file=sys.stderr)
        return 1
    if os.geteuid() != 0:
        print("make test-deb makes a system of its own to try the package in, and needs to be "
              "root for it: sudo make test-deb", file=sys.stderr)  # fmt: skip
        return 1
    if not given.apart:
        return _apart(arguments) if bring_programs(*TOOLS) and _may_mount() else 1
    packages = [given.package] if given.package else sorted(DIST.glob("*.deb"))
    if len(packages) != 1:
        print(f"There are {len(packages)} packages in dist/ and not one: make deb", file=sys.stderr)
        return 1
    return _try(packages[0], given)


def _apart(arguments: list[str]) -> int:
    """Run this once more in namespaces with which all mounts and processes go, however it ends."""
    again = [sys.executable, "-m", "linux.try_deb", *arguments, "--apart"]
    return subprocess.run([*APART, *again], check=False).returncode


def _may_mount() -> bool:
    tried = subprocess.run([*APART, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        why = tried.stderr.strip()
        print("make test-deb mounts what a system needs, which is not allowed here "
              f"({why}): a container needs --privileged", file=sys.stderr)  # fmt: skip
    return tried.returncode == 0


def _try(package: Path, given: argparse.Namespace) -> int:
    print(f"{package.name}:", flush=True)
    bad = _report("validators", lambda: validate(package))
    own = own_release()
    asked: list[str] = given.suite or [own]
    suites: list[str] = given.suite or [own, *NEWER.get(own, [])]
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    tried = []
    for suite in suites:
        try:
            with fresh(suite) as chroot, Screen() as screen:
                print(f"{suite}:", flush=True)
                whole = given.all or suite == suites[0]
                installed = Installed(chroot, screen, package, PICTURES, whole)
                for name, step in installed.steps():
                    bad += _report(name, step)
            tried.append(suite)
        except NoSystem as reason:
            print(f"LEFT OUT: {reason}")
    good = not bad and set(asked) <= set(tried)
    verdict = "works" if good else "was not shown to work"
    print(f"The package {verdict} on {', '.join(tried or asked)}.")
    return 0 if good else 1


def _report(name: str, step: Callable[[], list[str]]) -> int:
    faults = step()
    print(f"  {'FAULT' if faults else 'ok   '}  {name}", flush=True)
    for fault in faults:
        print(f"    {fault}", flush=True)
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
