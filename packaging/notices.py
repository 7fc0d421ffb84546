"""Gathers, beside the bundle, the licences of everything that is inside it."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In run.lock only to install the checkout, or for another system.
NOT_INSIDE = {
    "colorama", "editables", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit",
    "trove-classifiers",
}  # fmt: skip
QT_NOTICE = """\
Qt and PySide6 are used under the GNU Lesser General Public License, version 3; its text and that
of the GNU General Public License, on which it builds, lie beside this file. Their libraries are
separate files in _internal/PySide6 and _internal/shiboken6, and may be replaced by others of the
same version. Their source: https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/
"""


def write_notices(target: Path) -> list[str]:
    """Write the notices into ``target`` and return the packages for which no text was found."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", target / "jwviewer.txt")
    shutil.copy(ROOT / "resources" / "fonts" / "OFL.txt", target / "fonts.txt")
    (target / "Qt.txt").write_text(QT_NOTICE, encoding="utf-8")
    for text in sorted((ROOT / "packaging" / "licences").iterdir()):
        shutil.copy(text, target / text.name)
    without = []
    for name in _locked():
        if name in ("pyside6-essentials", "shiboken6"):
            continue  # their wheels hold no text; Qt.txt speaks for them
        texts = _texts(distribution(name))
        (target / f"{name}.txt").write_text("\n\n".join(texts), encoding="utf-8")
        if not texts:
            without.append(name)
    return without


def _locked() -> list[str]:
    lock = (ROOT / "packaging" / "run.lock").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE)
    return sorted(set(names) - NOT_INSIDE)


def _texts(found: Distribution) -> list[str]:
    files = [
        Path(str(path.locate()))
        for path in found.files or []
        if re.search(r"licen[cs]e|copying|notice", path.name, flags=re.IGNORECASE)
        and ".dist-info" in str(path)
    ]
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(files)]
