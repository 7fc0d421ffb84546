"""What is kept of large dossiers can be seen and removed by a command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.places import seed
from jwviewer.shell import opening


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "cache" / "dossiers"
    monkeypatch.setattr(opening, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, cache: Path) -> Iterator[Program]:
    program = Program(seed("tutorial"), config=tmp_path, logs=tmp_path)
    qtbot.addWidget(program.window)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: bool(program.session.state.dossier.fact_ids), timeout=20_000)
    yield program
    program.window.close()


def asked(program: Program) -> QMessageBox:
    box = program.commands.desk.dialogs[-1]
    assert isinstance(box, QMessageBox)
    return box


def test_the_size_is_told_before_anything_is_removed(program: Program, cache: Path) -> None:
    for name, size in (("one", 3_000_000), ("two", 1_400_000)):
        (cache / name).mkdir(parents=True)
        (cache / name / "tables").write_bytes(bytes(size))
    program.commands.run("empty_cache")
    assert "4 MB" in asked(program).text()
    assert "2 large dossiers" in asked(program).text()
    asked(program).button(QMessageBox.StandardButton.Cancel).click()
    assert len(list(cache.iterdir())) == 2
    program.commands.run("empty_cache")
    (empty,) = (b for b in asked(program).buttons() if "Empty" in b.text())
    empty.click()
    assert not cache.exists()
    assert "emptied" in program.window.status.currentMessage()


def test_nothing_is_asked_when_nothing_is_kept(program: Program, cache: Path) -> None:
    program.commands.run("empty_cache")
    assert not program.commands.desk.dialogs
    assert program.window.status.currentMessage() == "The cache is empty."
    assert not cache.exists()
