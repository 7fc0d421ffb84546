"""Makes the installer for Windows from dist/jwviewer, with NSIS, on Windows or on Linux."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bundling.sums import write_sums
from identity import ROOT, copyright_line, mime_type, publisher, version
from make_icons import write_icons
from windows.sign import sign

PROGRAMS = ("jwviewer.exe", "jwviewer-console.exe")
SCRIPT = ROOT / "packaging" / "windows" / "installer.nsi"
SIGNER = ROOT / "packaging" / "windows" / "sign.py"
USUAL_PLACE = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"


def make_installer(bundle: Path, output: Path, target: str = "x86-unicode") -> Path:
    """Make the installer of ``bundle`` in the folder ``output``, with sums beside it; return it.

    The installer itself is of 32 bits, which is what NSIS is built for everywhere; ``target`` can
    ask for amd64-unicode. Raises ValueError if the bundle is none for Windows, FileNotFoundError
    where there is no NSIS, CalledProcessError if it fails.
    """
    missing = [name for name in PROGRAMS if not (bundle / name).is_file()]
    if missing:
        raise ValueError(f"{bundle} is no bundle for Windows: it has no {', '.join(missing)}")
    compiler = shutil.which("makensis") or shutil.which(USUAL_PLACE)
    if compiler is None:
        raise FileNotFoundError("makensis is needed: nsis.sourceforge.io, or apt-get install nsis")
    icons = ROOT / "build" / "icons"
    write_icons(icons)
    files = (path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    product = output.resolve() / f"jwviewer-{version()}-windows-x64-setup.exe"
    product.parent.mkdir(parents=True, exist_ok=True)
    settings = {
        "VERSION": version(),
        "PUBLISHER": publisher(),
        "COPYRIGHT": copyright_line(),
        "MIME_TYPE": mime_type(),
        "SIZE": sum(files) // 1024,
        "BUNDLE": bundle.resolve(),
        "ICONS": icons,
        "OUTPUT": product,
        "TARGET": target,
    }
    if sign([bundle / name for name in PROGRAMS]):
        settings["SIGN"] = f'"{sys.executable}" "{SIGNER}"'  # the installer and the uninstaller
    # NSIS runs the signing from another folder, where a relative path would lead nowhere.
    certificate = Path(os.environ.get("JWVIEWER_CERTIFICATE", "")).absolute()
    environment = {**os.environ, "JWVIEWER_CERTIFICATE": str(certificate)}
    defined = [f"-D{name}={value}" for name, value in settings.items()]
    subprocess.run([compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)],
                   check=True, env=environment)  # fmt: skip
    write_sums(product.parent)
    return product


if __name__ == "__main__":
    print(make_installer(ROOT / "dist" / "jwviewer", ROOT / "dist"))
