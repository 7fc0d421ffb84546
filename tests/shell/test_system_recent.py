"""The list of recent files that the desktop's programs share."""

from __future__ import annotations

import os
import stat
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier.files import pack
from jwviewer.places import seed
from jwviewer.shell import system_recent, windows
from jwviewer.shell.system_recent import list_file, with_bookmark, without_bookmarks

NOW = datetime(2026, 11, 23, 10, 20, 30, 456, tzinfo=UTC)
URI = "file:///a%20b.dossier"
# As GTK writes it: one file that several programs know, and one of ours alone.
GTK = b"""<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
  <!-- kept by hand -->
  <bookmark href="file:///a%20b.dossier" added="2020-01-01T00:00:00Z" modified="2020-01-01T00:00:00Z" visited="2020-01-01T00:00:00Z">
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="application/zip"/>
        <bookmark:applications>
          <bookmark:application name="Files" exec="&apos;nautilus %u&apos;" modified="2020-01-01T00:00:00Z" count="7"/>
        </bookmark:applications>
      </metadata>
    </info>
  </bookmark>
  <bookmark href="file:///picture.png" added="2020-01-01T00:00:00Z" modified="2020-01-01T00:00:00Z" visited="2020-01-01T00:00:00Z">
    <title>A &lt;picture&gt;</title>
    <info><metadata owner="http://elsewhere.example"><secret x="1"/></metadata></info>
  </bookmark>
</xbel>
"""  # noqa: E501
APPLICATION = "{http://www.freedesktop.org/standards/desktop-bookmarks}application"
TYPE = "{http://www.freedesktop.org/standards/shared-mime-info}mime-type"


def _programs(listed: bytes, uri: str) -> dict[str, str]:
    marks = [m for m in ElementTree.fromstring(listed) if m.get("href") == uri]
    assert len(marks) == 1
    return {p.get("name", ""): p.get("count", "") for p in marks[0].iter(APPLICATION)}


def _plain(element: ElementTree.Element) -> str:
    return ElementTree.canonicalize(ElementTree.tostring(element), strip_text=True)


def _wait_for_writers() -> None:
    for thread in threading.enumerate():
        if thread.name == "recent":
            thread.join()


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return list_file()


def test_a_dossier_is_put_into_a_new_list(listed: Path, tmp_path: Path) -> None:
    path = tmp_path / "比亚迪 & more.dossier"
    system_recent.remember(path)
    _wait_for_writers()
    content = listed.read_bytes()
    assert _programs(content, path.as_uri()) == {"jwviewer": "1"}
    assert b'type="application/vnd.jwviewer.dossier+zip"' in content
    assert b"exec=\"'jwviewer %f'\"" in content
    if os.name != "nt":
        assert stat.S_IMODE(listed.stat().st_mode) == 0o600, "what one opened is one's own affair"


def test_other_programs_keep_everything_they_wrote() -> None:
    content = with_bookmark(GTK, URI, NOW)
    assert _programs(content, URI) == {"Files": "7", "jwviewer": "1"}
    before, after = (ElementTree.fromstring(text) for text in (GTK, content))
    assert [m.get("href") for m in before] == [m.get("href") for m in after]
    assert _plain(after[1]) == _plain(before[1])
    assert after[0].get("added") == "2020-01-01T00:00:00Z"
    assert after[0].get("visited") == "2026-11-23T10:20:30.000456Z"
    assert [t.get("type") for t in after.iter(TYPE)] == ["application/zip"], "it was known already"
    assert b"kept by hand" in content
    assert b"A &lt;picture&gt;" in content


def test_a_second_opening_is_counted_and_not_listed_twice() -> None:
    content = with_bookmark(with_bookmark(GTK, URI, NOW), URI, NOW)
    assert _programs(content, URI) == {"Files": "7", "jwviewer": "2"}


def test_what_is_forgotten_leaves_no_trace_and_nobody_else_loses_anything(
    listed: Path, tmp_path: Path
) -> None:
    ours = tmp_path / "only-ours.dossier"
    listed.parent.mkdir(parents=True)
    listed.write_bytes(with_bookmark(with_bookmark(GTK, URI, NOW), ours.as_uri(), NOW))
    system_recent.forget()
    _wait_for_writers()
    content = listed.read_bytes()
    assert _programs(content, URI) == {"Files": "7"}
    assert b"jwviewer" not in content
    assert b"only-ours" not in content
    assert [m.get("href") for m in ElementTree.fromstring(content)] == [URI, "file:///picture.png"]


@pytest.mark.parametrize(
    "content",
    [
        b"<xbel>", b"\xff\xfe", b"<html/>", b"no list",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xbel>&a;</xbel>',
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_read_is_left_as_it_is(
    listed: Path, tmp_path: Path, content: bytes
) -> None:
    listed.parent.mkdir(parents=True)
    listed.write_bytes(content)
    system_recent.remember(tmp_path / "a.dossier")
    _wait_for_writers()
    assert listed.read_bytes() == content
    with pytest.raises(ValueError, match=r"list|XML"):
        without_bookmarks(content)


def test_a_list_that_was_switched_off_stays_off(listed: Path, tmp_path: Path) -> None:
    listed.mkdir(parents=True)
    system_recent.remember(tmp_path / "a.dossier")
    _wait_for_writers()
    assert list(listed.iterdir()) == []


def test_windows_is_told_and_its_list_of_all_programs_is_never_emptied(
    listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "add_to_recent", told.append)
    system_recent.remember(Path("C:/a.dossier"))
    system_recent.forget()
    assert told == [Path("C:/a.dossier")]
    assert not listed.exists()


def test_macos_remembers_by_itself(listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    system_recent.remember(Path("/a.dossier"))
    system_recent.forget()
    _wait_for_writers()
    assert not listed.exists()


@pytest.mark.usefixtures("listed")
def test_nothing_is_remembered_here_or_there_when_the_person_does_not_want_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    packed = tmp_path / "a.dossier"
    pack(seed("tutorial"), packed)
    program = Program(packed, config=tmp_path, logs=tmp_path)
    qtbot.addWidget(program.window)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    _wait_for_writers()
    assert _programs(list_file().read_bytes(), packed.as_uri()) == {"jwviewer": "1"}
    wanted = program.window.actions_by_slot["toggle_remember"]
    assert wanted.isChecked()
    wanted.trigger()
    _wait_for_writers()
    assert b"jwviewer" not in list_file().read_bytes()
    assert program.settings["recent"] == []
    program.documents.open(packed)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    _wait_for_writers()
    assert b"jwviewer" not in list_file().read_bytes()
    assert program.settings["recent"] == []
    assert not program.window.fittings.recent.isEnabled()
    program.window.close()
