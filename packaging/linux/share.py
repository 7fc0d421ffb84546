"""What a Linux desktop reads of a program: menu entry, icons, file type, metainfo, man page."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from identity import IDENTIFIER, address, mime_type
from linux.changes import appstream_releases, releases
from linux.manual import manual
from make_icons import DOCUMENT, PROGRAM, Drawing

HERE = Path(__file__).resolve().parent
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def lay_out_share(share: Path, program: Sequence[str], version: str, built: datetime) -> None:
    """Write the files below ``share``, such as /usr/share; ``program`` is asked for its help."""
    _copy(HERE / "jwviewer.desktop", share / "applications" / "jwviewer.desktop")
    _copy(HERE / "jwviewer-mime.xml", share / "mime" / "packages" / "jwviewer.xml")
    for drawing, kind, name in (
        (PROGRAM, "apps", "jwviewer"),
        (DOCUMENT, "mimetypes", mime_type().replace("/", "-")),
    ):
        _write_icon(drawing, share / "icons" / "hicolor", kind, name)
    metainfo = (HERE / "jwviewer.metainfo.xml").read_text(encoding="utf-8")
    comment = "<!-- releases: put here from CHANGELOG.md -->"
    if comment not in metainfo:
        raise ValueError(f"jwviewer.metainfo.xml has no place for releases: {comment}")
    listed = appstream_releases(releases(version, built))
    _write(
        share / "metainfo" / f"{IDENTIFIER}.metainfo.xml",
        metainfo.replace(comment, listed).replace("ADDRESS", address()).encode(),
    )
    page = manual(program, version, f"{built:%Y-%m-%d}")
    _write(share / "man" / "man1" / "jwviewer.1.gz", gzip.compress(page.encode(), mtime=0))


def _write_icon(drawing: Drawing, theme: Path, kind: str, name: str) -> None:
    _copy(drawing.picture, theme / "scalable" / kind / f"{name}.svg")
    for side in SIZES:
        target = theme / f"{side}x{side}" / kind / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not drawing.draw(side).save(str(target)):
            raise OSError(f"{target} could not be written")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
