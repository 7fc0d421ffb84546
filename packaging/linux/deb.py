"""Makes dist/jwviewer_VERSION_ARCHITECTURE.deb of dist/jwviewer; run by `make deb`.

With --if-older only where there is none of the present bundle.

The program goes to /usr/lib/jwviewer and not to /opt, for it comes as a package like any other:
its libraries are private to it, the system's updates reach those it shares, and /usr/bin is on
everybody's path. The same bundle and the same SOURCE_DATE_EPOCH give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from build_tools import bring_programs
from bundling.places import BUILD, DIST, PRODUCT, ROOT, epoch, program
from bundling.sums import write_sums
from identity import publisher, version
from linux.bundle_first import bring_bundle
from linux.changes import debian_changelog, debian_version, from_epoch, releases
from linux.libraries import depends, forget_builder, leave_to_the_system, recommended
from linux.share import lay_out_share

HERE = Path(__file__).resolve().parent
MAINTAINER = f"{publisher()} <developers@jwviewer.example>"
DESCRIPTION = """\
viewer for partnerships of companies, with evidence
 jwviewer shows what the sources say about partnerships of companies as a
 dossier in four linked panes: timeline, profiles, metrics and evidence.
 .
 Figures keep their bounds, their dates and the words that they rest on:
 "more than 260,000" is drawn and exported as a bound, what has no date stays
 undated, and where the source is silent the tables say so. Each pane can be
 exported as a picture for a briefing. Nothing is sent anywhere."""


class DebFault(Exception):
    """Why no package can be made, in one sentence."""


@dataclass(frozen=True)
class Made:
    """A package and what is in it."""

    path: Path
    left_to_system: list[str]
    depends: list[str]


def make_deb(bundle: Path, target: Path, work: Path, moment: int) -> Made:
    """Make the package in the folder ``target``, which then holds no other; ``work`` is emptied."""
    shutil.rmtree(work, ignore_errors=True)
    inside = work / "usr" / "lib" / "jwviewer"
    shutil.copytree(bundle, inside, symlinks=True)
    left = leave_to_the_system(inside / "_internal")
    forget_builder(inside)
    needed, unknown = depends(inside)
    if unknown:
        raise DebFault(f"depends.toml names no package that brings {', '.join(unknown)}.")
    binary = work / "usr" / "bin" / "jwviewer"
    binary.parent.mkdir(parents=True)
    binary.symlink_to("../lib/jwviewer/jwviewer")
    built = from_epoch(moment)
    lay_out_share(work / "usr" / "share", [str(bundle / "jwviewer")], version(), built)
    _write_documents(work, built)
    _settle_modes(work)
    for old in target.glob("*.deb"):
        old.unlink()
    _write_control(work, needed)
    _settle_times(work, moment)
    path = target / f"jwviewer_{debian_version(version())}_{_architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(work), str(path)],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
        stdout=subprocess.DEVNULL,
    )
    return Made(path, left, needed)


def _write_documents(work: Path, built: datetime) -> None:
    folder = work / "usr" / "share" / "doc" / "jwviewer"
    folder.mkdir(parents=True)
    shutil.copyfile(HERE / "copyright", folder / "copyright")
    listed = debian_changelog(releases(version(), built), MAINTAINER)
    (folder / "changelog.gz").write_bytes(gzip.compress(listed.encode(), mtime=0))
    overrides = work / "usr" / "share" / "lintian" / "overrides" / "jwviewer"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides)


def _write_control(work: Path, needed: list[str]) -> None:
    files = sorted(path for path in work.rglob("*") if path.is_file() and not path.is_symlink())
    # As Policy 5.6.20 counts: each file in whole KiB, and one for each folder and link.
    others = sum(path.is_symlink() or path.is_dir() for path in work.rglob("*"))
    size = sum(-(-path.stat().st_size // 1024) for path in files) + others
    control = work / "DEBIAN"
    control.mkdir()
    fields = {
        "Package": "jwviewer",
        "Version": debian_version(version()),
        "Architecture": _architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(needed),
        "Recommends": ", ".join(recommended()),
        "Section": "misc",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (control / "control").write_text(text, encoding="utf-8")
    sums = [
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(work)}\n"
        for path in files
    ]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    for path in control.iterdir():
        path.chmod(0o644)
    control.chmod(0o755)


def _settle_modes(work: Path) -> None:
    """Make nothing depend on the builder's umask; only the program itself can be run."""
    program = work / "usr" / "lib" / "jwviewer" / "jwviewer"
    work.chmod(0o755)
    for path in work.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)


def _settle_times(work: Path, moment: int) -> None:
    for path in (work, *work.rglob("*")):
        os.utime(path, (moment, moment), follow_symlinks=False)


def _architecture() -> str:
    done = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def _is_of(product: Path) -> bool:
    """Tell whether the one package there is was made after the bundle, and all around it."""
    packages = list(DIST.glob("*.deb"))
    parts = (program(product), ROOT / "CHANGELOG.md", *HERE.iterdir())
    moment = max(path.stat().st_mtime for path in parts if path.is_file())
    return len(packages) == 1 and packages[0].stat().st_mtime >= moment


def main(arguments: list[str]) -> int:
    """Make the package, check it, and say what became of it."""
    if sys.platform != "linux" or not bring_programs("dpkg-deb", "objdump", "chrpath"):
        print("A .deb is made on Debian or Ubuntu.", file=sys.stderr)
        return 1
    if not bring_bundle():
        return 1
    if "--if-older" in arguments and _is_of(PRODUCT):
        return 0
    try:
        made = make_deb(PRODUCT, DIST, BUILD / "deb", epoch())
    except DebFault as fault:
        print(f"FAULT: {fault}", file=sys.stderr)
        return 1
    write_sums()
    megabytes = made.path.stat().st_size / 1e6
    print(f"{made.path.relative_to(ROOT)}: {megabytes:.1f} MB")
    print(f"Left to the system: {len(made.left_to_system)} libraries")
    print(f"Depends: {', '.join(made.depends)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
