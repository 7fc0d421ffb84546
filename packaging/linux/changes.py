"""CHANGELOG.md as Debian's changelog and as the releases of AppStream."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", flags=re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """A version, its day and its changes, one sentence or more each."""

    version: str
    day: datetime
    changes: tuple[str, ...]


def releases(version: str, built: datetime, text: str | None = None) -> list[Release]:
    """Return the releases, newest first; what is not released yet belongs to ``version``."""
    if text is None:
        text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    found: list[Release] = []
    for heading, end in zip(headings, ends, strict=True):
        name, day = heading[1], heading[2]
        changes = _changes(text[heading.end() : end])
        if name != "Unreleased":
            found.append(Release(name, datetime.fromisoformat(f"{day}T12:00:00+00:00"), changes))
        elif changes and version not in {heading[1] for heading in headings}:
            found.append(Release(version, built, changes))
    return found or [Release(version, built, ("See the program's own list of changes.",))]


def debian_version(version: str) -> str:
    """Return a Python version as Debian orders it: 1.0rc1 and 1.0.dev2 before 1.0."""
    return re.sub(r"\.?(a|b|rc|dev)(\d+)$", r"~\1\2", version)


def debian_changelog(found: list[Release], maintainer: str) -> str:
    """Return the text of a Debian changelog."""
    entries = []
    for release in found:
        lines = "\n".join(_wrapped(change) for change in release.changes)
        entries.append(
            f"jwviewer ({debian_version(release.version)}) unstable; urgency=medium\n\n{lines}\n\n"
            f" -- {maintainer}  {format_datetime(release.day)}\n"
        )
    return "\n".join(entries)


def appstream_releases(found: list[Release]) -> str:
    """Return AppStream's element of all releases."""
    entries = [
        f'    <release version="{release.version}" date="{release.day:%Y-%m-%d}">\n'
        "      <description>\n        <ul>\n"
        + "".join(f"          <li>{escape(change)}</li>\n" for change in release.changes)
        + "        </ul>\n      </description>\n    </release>\n"
        for release in found
    ]
    return "<releases>\n" + "".join(entries) + "  </releases>"


def from_epoch(seconds: int) -> datetime:
    """Return the time of SOURCE_DATE_EPOCH."""
    return datetime.fromtimestamp(seconds, UTC)


def _changes(section: str) -> tuple[str, ...]:
    points = re.split(r"^- ", section, flags=re.MULTILINE)[1:]
    texts = [" ".join(re.split(r"\n\s*\n|\n#", point)[0].split()) for point in points]
    return tuple(text.replace("`", "") for text in texts)


def _wrapped(change: str) -> str:
    return textwrap.fill(change, 76, initial_indent="  * ", subsequent_indent="    ")
