"""Recent dossiers in the system's own list, so that menus and file choosers offer them too.

- Linux: the freedesktop.org list ``recently-used.xbel`` that GNOME, KDE and others share.
- Windows: the shell is told; jump list and Recent files follow.
- macOS: nothing is done. The system remembers by itself what was opened from the Finder, and its
  list for one application is kept by AppKit, which Qt does not reach.

A list that cannot be read or written is left as it is: somebody else's file is never repaired.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

log = logging.getLogger(__name__)

MOST_BYTES = 8_000_000
_NAME = "jwviewer"
_COMMAND = "'jwviewer %f'"
_BOOKMARK = "http://www.freedesktop.org/standards/desktop-bookmarks"
_MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_OWNER = "http://freedesktop.org"
_EMPTY = b'<xbel version="1.0"/>'
_turn = threading.Lock()


def remember(path: Path) -> None:
    """Put a dossier file into the system's list, beside whatever else is going on."""
    if sys.platform == "win32":
        from jwviewer.shell.windows import add_to_recent

        add_to_recent(path)
    elif sys.platform != "darwin":
        _beside(lambda listed: with_bookmark(listed, path.as_uri(), datetime.now(UTC)))


def forget() -> None:
    """Take everything this program put there out of the system's list, where it allows that.

    Windows only lets a program empty the list of all programs, so there it is left alone.
    """
    if sys.platform not in ("win32", "darwin"):
        _beside(without_bookmarks)


def list_file() -> Path:
    """Return where the freedesktop.org list lies."""
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if data else Path.home() / ".local" / "share") / "recently-used.xbel"


def with_bookmark(listed: bytes, uri: str, now: datetime) -> bytes:
    """Return the list with a bookmark of ours for ``uri``; ValueError when it is no such list."""
    from xml.etree.ElementTree import SubElement

    from jwviewer.dossier.container import MIMETYPE

    root, stamp = _parsed(listed), now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    mark = next((m for m in root.findall("bookmark") if m.get("href") == uri), None)
    if mark is None:
        mark = SubElement(root, "bookmark", {"href": uri, "added": stamp})
    mark.set("modified", stamp)
    mark.set("visited", stamp)
    metadata = _child(_child(mark, "info"), "metadata", owner=_OWNER)
    if metadata.find(f"{{{_MIME}}}mime-type") is None:
        SubElement(metadata, f"{{{_MIME}}}mime-type", {"type": MIMETYPE})
    programs = _child(metadata, f"{{{_BOOKMARK}}}applications")
    ours = _child(programs, f"{{{_BOOKMARK}}}application", name=_NAME)
    ours.set("exec", _COMMAND)
    ours.set("modified", stamp)
    ours.set("count", str(_number(ours.get("count")) + 1))
    return _written(root)


def without_bookmarks(listed: bytes) -> bytes:
    """Return the list without this program, and without bookmarks that only it had."""
    root = _parsed(listed)
    for mark in root.findall("bookmark"):
        for programs in mark.iter(f"{{{_BOOKMARK}}}applications"):
            ours = [p for p in programs if p.get("name") == _NAME]
            for program in ours:
                programs.remove(program)
            if ours and not len(programs):
                root.remove(mark)
                break
    return _written(root)


def _beside(change: Callable[[bytes], bytes]) -> None:
    """Change the list in a thread; the process does not end before it is done."""
    threading.Thread(target=_change, args=(list_file(), change), name="recent").start()


def _change(path: Path, change: Callable[[bytes], bytes]) -> None:
    from jwviewer.dossier.atomic import WriteFailed, write_atomically

    try:
        with _turn:
            known = path.exists()
            if known and (not path.is_file() or path.stat().st_size > MOST_BYTES):
                return  # a device or a folder in its place is how people switch the list off
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(path, change(path.read_bytes() if known else _EMPTY))
            if not known:
                path.chmod(0o600)
    except (OSError, ValueError, WriteFailed) as failure:
        log.info("the system's list of recent files was left as it is: %s", type(failure).__name__)


def _parsed(listed: bytes) -> Element:
    from xml.etree import ElementTree

    ElementTree.register_namespace("bookmark", _BOOKMARK)
    ElementTree.register_namespace("mime", _MIME)
    if b"<!ENTITY" in listed:
        raise ValueError("a list with entities of its own")
    try:
        # Comments of others stay too.
        builder = ElementTree.TreeBuilder(insert_comments=True)
        root = ElementTree.fromstring(listed or _EMPTY, ElementTree.XMLParser(target=builder))
    except ElementTree.ParseError as failure:
        raise ValueError("no XML") from failure
    if root.tag != "xbel":
        raise ValueError("no list of bookmarks")
    return root


def _written(root: Element) -> bytes:
    from xml.etree import ElementTree

    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    """Return the child with that tag and these attributes, made where it is missing."""
    from xml.etree.ElementTree import SubElement

    for child in parent.findall(tag):
        if attributes.items() <= child.attrib.items():
            return child
    return SubElement(parent, tag, attributes)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
