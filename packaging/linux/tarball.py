"""Makes dist/jwviewer-VERSION-linux-ARCHITECTURE.tar.xz, which runs from any folder.

It holds the bundle as it is, what a desktop wants to know of it, and a script that adds it to one
person's menu; run by `make tarball`.
"""

from __future__ import annotations

import platform
import shutil
import sys
from pathlib import Path

from build_tools import bring_programs
from bundling.archive import write_tar_xz
from bundling.places import BUILD, DIST, PRODUCT, ROOT, epoch, program
from bundling.sums import write_sums
from identity import version
from linux.bundle_first import bring_bundle
from linux.changes import from_epoch
from linux.libraries import depends, forget_builder
from linux.share import lay_out_share

HERE = Path(__file__).resolve().parent
README = """\
jwviewer {version}

    ./jwviewer                       opens the window
    ./jwviewer FILE.dossier          opens a dossier
    ./jwviewer --help                what else it does
    ./add-to-menu.sh                 adds it to your menu and opens .dossier files with it
    ./add-to-menu.sh --remove        takes it out again

This folder can lie anywhere and may be read-only. To uninstall, remove it from the menu and delete
it. Settings are in ~/.config/jwviewer, logs in ~/.local/state/jwviewer.

It needs a Linux as new as Debian 12 or Ubuntu 22.04, for this kind of processor ({machine}), with
what every desktop has. Where something is missing, on Debian and Ubuntu:

    sudo apt install {packages}

Licences of all that is in it: NOTICES.
"""


def lay_out(bundle: Path, folder: Path, moment: int) -> None:
    """Fill ``folder`` with all that the archive holds."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bundle, folder, symlinks=True)
    forget_builder(folder)
    lay_out_share(folder / "share", [str(folder / "jwviewer")], version(), from_epoch(moment))
    needed, _ = depends(folder)
    names = " ".join(one.split(" ")[0] for one in needed if not one.startswith(("libc6", "libgcc")))
    (folder / "README.txt").write_text(
        README.format(version=version(), machine=platform.machine(), packages=names),
        encoding="utf-8",
    )
    shutil.copyfile(HERE / "add-to-menu.sh", folder / "add-to-menu.sh")
    (folder / "add-to-menu.sh").chmod(0o755)


def archive() -> Path:
    """Return the archive of the present version and bundle, after making it if need be."""
    name = f"jwviewer-{version()}-linux-{platform.machine()}"
    target = DIST / f"{name}.tar.xz"
    parts = (program(PRODUCT), *HERE.iterdir())
    made = max(path.stat().st_mtime for path in parts if path.is_file())
    if target.is_file() and target.stat().st_mtime >= made:
        return target
    folder = BUILD / "tarball" / name
    lay_out(PRODUCT, folder, epoch())
    for old in DIST.glob("jwviewer-*-linux-*.tar.xz"):
        old.unlink()
    write_tar_xz(folder, target, epoch())
    write_sums()
    return target


def main() -> int:
    """Make the archive and say how large it is."""
    if sys.platform != "linux" or not bring_programs("xz", "objdump", "chrpath"):
        print("The archive for Linux is made on Linux.", file=sys.stderr)
        return 1
    if not bring_bundle():
        return 1
    target = archive()
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
