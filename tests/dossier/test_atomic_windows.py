"""Windows' rules for replacing and naming files, with fakes: a file open elsewhere cannot be
replaced, and some names belong to devices."""

from __future__ import annotations

import errno
import os
from functools import partial
from pathlib import Path

import pytest

from jwviewer.dossier import atomic, disk_words
from jwviewer.dossier.atomic import WriteFailed, write_atomically, write_together
from jwviewer.places import fits_system, system_path

PAUSES = (0.02, 0.1, 0.4)


class HeldFile:
    """Stands in for os.replace while another program has the target open for a while."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.pauses: list[float] = []
        self._replace = os.replace

    def replace(self, source: str, target: str) -> None:
        if self.refusals > 0:
            self.refusals -= 1
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        self._replace(source, target)


def _on_windows(monkeypatch: pytest.MonkeyPatch, refusals: int = 0) -> HeldFile:
    held = HeldFile(refusals)
    monkeypatch.setattr(disk_words, "WINDOWS", True)
    monkeypatch.setattr(atomic, "_PAUSES", PAUSES)
    monkeypatch.setattr(atomic, "fits_system", partial(fits_system, windows=True))
    monkeypatch.setattr(os, "replace", held.replace)
    monkeypatch.setattr("time.sleep", held.pauses.append)
    return held


@pytest.mark.parametrize("refusals", [1, 2, 3])
def test_a_file_that_is_open_for_a_moment_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int
) -> None:
    held = _on_windows(monkeypatch, refusals)
    (tmp_path / "x.png").write_bytes(b"old")
    write_atomically(tmp_path / "x.png", b"new")
    assert (tmp_path / "x.png").read_bytes() == b"new"
    assert held.pauses == list(PAUSES[:refusals])


def test_a_file_that_stays_open_is_left_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = _on_windows(monkeypatch, refusals=99)
    (tmp_path / "x.png").write_bytes(b"old")
    with pytest.raises(WriteFailed, match="open in another program"):
        write_atomically(tmp_path / "x.png", b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"x.png": b"old"}
    assert held.pauses == list(PAUSES), "not for ever"


def test_elsewhere_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = HeldFile(refusals=1)
    monkeypatch.setattr(os, "replace", held.replace)
    monkeypatch.setattr("time.sleep", held.pauses.append)
    with pytest.raises(WriteFailed, match="no permission"):
        write_atomically(tmp_path / "x.png", b"new")
    assert held.pauses == []


@pytest.mark.parametrize("name", ["nul.png", "CON.dossier", "a:b.csv", "x."])
def test_a_name_that_windows_keeps_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _on_windows(monkeypatch)
    with pytest.raises(WriteFailed, match="Windows does not allow"):
        write_together([(tmp_path / "good.png", b"x"), (tmp_path / name, b"x")])
    assert list(tmp_path.iterdir()) == []


def test_a_long_path_is_written_in_its_long_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _on_windows(monkeypatch)
    asked: list[str] = []

    def in_long_form(path: str) -> str:
        asked.append(system_path("C:" + path.replace("/", "\\"), windows=True))
        return path

    monkeypatch.setattr(atomic, "system_path", in_long_form)
    folder = tmp_path.joinpath(*["a folder with a long name"] * 10)
    folder.mkdir(parents=True)
    write_atomically(folder / "x.png", b"new")
    assert (folder / "x.png").read_bytes() == b"new"
    assert [one.startswith("\\\\?\\C:\\") for one in asked] == [True]
