"""Writes, into the bundle, the licences and the list of everything of others that is inside it."""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bundling.inventory import LICENCES, Component
from bundling.places import ROOT
from jwviewer import __version__

QT_NOTICE = """\
Qt {qt}, PySide6 and shiboken6
=============================
They are used under the GNU Lesser General Public License, version 3. Its text (LGPL-3.txt) and
that of the GNU General Public License on which it builds (GPL-3.txt) lie beside this file. Qt
contains works of others; https://doc.qt.io/qt-6/licenses-used-in-qt.html names them.

Source
    https://download.qt.io/official_releases/qt/ and
    https://download.qt.io/official_releases/QtForPython/ for the version above. The libraries are
    those of the packages PySide6_Essentials and shiboken6 on https://pypi.org, unchanged but for
    what the last paragraph says.

To replace them
    Qt's libraries and plugins are separate files in _internal/PySide6/Qt (on Windows: in
    _internal/PySide6), the bindings in _internal/PySide6 and _internal/shiboken6. Build them from
    changed source in a version with the same first two numbers, under the same file names, and
    put them in the place of ours. The program does not check them and starts with yours. Nothing
    in the terms of jwviewer forbids to examine it for finding errors in such a change.

What was left out
    Libraries and plugins that jwviewer has no use for, and, on Linux, the parts of ICU's data
    (libicudata) that Qt does not read. The whole files of the packages named above fit in too.
"""


def write_notices(target: Path, components: Iterable[Component]) -> list[str]:
    """Fill the folder ``target`` with licences; return the names of those without a text."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", target / "jwviewer.txt")
    for text in sorted(LICENCES.iterdir()):
        shutil.copyfile(text, target / text.name)
    without = []
    for one in components:
        if one.spoken_for:
            continue
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in one.texts]
        if texts:
            (target / _file_name(one.name)).write_text("\n\n".join(texts), encoding="utf-8")
        else:
            without.append(one.name)
    qt = next((one.version for one in components if one.name == "Qt"), "")
    (target / "Qt.txt").write_text(QT_NOTICE.format(qt=qt), encoding="utf-8")
    return without


def write_sbom(target: Path, components: Iterable[Component], moment: int) -> None:
    """Write what is inside as CycloneDX 1.6 in JSON; ``moment`` is in seconds since 1970."""
    ours = {
        "type": "application",
        "bom-ref": f"jwviewer@{__version__}",
        "name": "jwviewer",
        "version": __version__,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    parts = [_part(one) for one in components]
    content: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat(),
            "component": ours,
        },
        "components": parts,
        "dependencies": [
            {"ref": ours["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]},
        ],
    }
    # A name for this very content, and so the same for the same content.
    named = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    content = {"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
               "serialNumber": f"urn:uuid:{named}", **content}  # fmt: skip
    target.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _part(one: Component) -> dict[str, Any]:
    part: dict[str, Any] = {"type": "library", "bom-ref": one.purl, "name": one.name}
    if one.version:
        part["version"] = one.version
    if one.licence:
        part["licenses"] = [{"expression": one.licence}]
    elif one.texts:
        part["licenses"] = [{"license": {"name": f"see {_file_name(one.name)}"}}]
    part["purl"] = one.purl
    return part


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.+-]+", "-", name.replace("'s", "")) + ".txt"
