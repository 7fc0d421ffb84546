"""Makes a small folder that the installer's script takes for a bundle."""

from __future__ import annotations

import subprocess
from pathlib import Path

from make_installer import PROGRAMS

SCRIPT = Path(__file__).with_name("program.nsi")


def make_bundle(folder: Path, target: str = "x86-unicode") -> Path:
    """Return a bundle with two programs that write their arguments down, and odd names in it."""
    bundle = folder / "a bundle"
    (bundle / "_internal" / "数据 ü").mkdir(parents=True)
    (bundle / "_internal" / "数据 ü" / "facts.csv").write_text("id\n", encoding="utf-8")
    for name in PROGRAMS:
        defined = [f"-DTARGET={target}", f"-DOUTPUT={bundle / name}"]
        subprocess.run(["makensis", "-V1", "-WX", *defined, str(SCRIPT)], check=True)
    return bundle
