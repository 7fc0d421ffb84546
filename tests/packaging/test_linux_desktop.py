"""What a desktop is told of the program agrees with the program."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from identity import IDENTIFIER, NO_ADDRESS, mime_type
from linux.changes import from_epoch
from linux.manual import manual
from linux.share import lay_out_share

from jwviewer.app import NAME
from jwviewer.dossier.files import pack

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a desktop of Linux")
ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def _entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(LINUX / "jwviewer.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_window_belongs_to_the_menu_entry() -> None:
    # Wayland's app id is the entry's file name, X11's class the program's.
    assert (LINUX / f"{NAME}.desktop").is_file()
    assert _entry()["StartupWMClass"] == NAME
    assert _entry()["Icon"] == NAME


def test_dossiers_are_opened_by_the_menu_entry() -> None:
    assert _entry()["MimeType"] == f"{mime_type()};"
    assert _entry()["Exec"] == "jwviewer %F"


def test_a_dossier_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "a.dossier"
    pack(ROOT / "seeds" / "tutorial", file)
    data = file.read_bytes()
    described = ET.parse(LINUX / "jwviewer-mime.xml").getroot()[0]
    assert described.get("type") == mime_type()
    matches = list(described.iter(f"{MIME}match"))
    assert len(matches) == 3
    for match in matches:
        value = match.get("value", "").encode().decode("unicode_escape").encode("latin-1")
        at = int(match.get("offset", ""))
        assert data[at : at + len(value)] == value


def test_the_metainfo_names_pictures_that_there_are() -> None:
    component = ET.parse(LINUX / "jwviewer.metainfo.xml").getroot()
    assert component.findtext("id") == IDENTIFIER
    named = {(image.text or "").rsplit("/", 1)[-1] for image in component.iter("image")}
    pictures = {path.name for path in (ROOT / "packaging" / "screenshots").glob("*.png")}
    assert named - pictures == set()
    # The other steps of README's way are not for a software centre.
    assert {name for name in pictures - named if not name.startswith("step-")} == set()


@pytest.mark.parametrize("address", ["", "https://where.it.is/"])
def test_an_address_is_real_or_says_that_it_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("JWVIEWER_ADDRESS", address)
    lay_out_share(tmp_path, [sys.executable, "-m", "jwviewer"], "1.2.3", from_epoch(1_767_225_600))
    written = ET.parse(tmp_path / "metainfo" / f"{IDENTIFIER}.metainfo.xml").getroot()
    named = [element.text or "" for tag in ("image", "url") for element in written.iter(tag)]
    assert len(named) == 6
    begin = address or f"{NO_ADDRESS}/"
    assert NO_ADDRESS.endswith(".invalid")
    assert [one for one in named if not one.startswith(begin)] == []


def test_the_man_page_knows_every_command_and_option(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "jwviewer"]
    page = manual(program, "1.2.3", "2026-11-23").replace("\\-", "-")
    top = _help(program)
    commands = re.findall(r"^    (\w+)  ", top, flags=re.MULTILINE)
    assert {"open", "facts", "export"} <= set(commands)
    for command in commands:
        assert f".SS {command}\n" in page
        for option in re.findall(r"^  (--[\w-]+)", _help([*program, command]), flags=re.MULTILINE):
            assert option in page.split(f".SS {command}\n")[1].split("\n.S")[0]


def _help(command: list[str]) -> str:
    done = subprocess.run(
        [*command, "--help"], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
    return done.stdout
