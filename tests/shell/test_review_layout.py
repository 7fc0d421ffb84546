"""The review beside the other panes: what it takes of the window, and that it gives it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.panes.review import ReviewPane
from jwviewer.places import seed
from tests.reading.review_sample import TEXT


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    save_dossier(open_dossier(seed("tutorial")), tmp_path / "mine")
    made = Program(tmp_path / "mine", config=tmp_path / "config", logs=tmp_path)
    qtbot.addWidget(made.window, before_close_func=lambda _: made.work.end())
    made.window.resize(1366, 768)
    made.start()
    qtbot.waitUntil(lambda: hasattr(made, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not made.documents.busy, timeout=20_000)
    yield made
    made.work.end()
    made.window.close()


def begin(qtbot: QtBot, program: Program) -> ReviewPane:
    reviews = program.commands.desk.reviews
    reviews.read(TEXT)
    qtbot.waitUntil(lambda: not reviews.busy, timeout=20_000)
    assert reviews.pane is not None
    qtbot.wait(50)
    return reviews.pane


def widths(program: Program) -> dict[str, int]:
    return {n: d.width() for n, d in program.window.docks.items() if d.isVisible()}


def test_the_review_keeps_its_width_however_many_facts_are_decided(qtbot, program) -> None:
    pane = begin(qtbot, program)
    first = widths(program)
    assert first["review"] == pytest.approx(0.52 * program.window.width(), abs=16)
    for _ in range(12):
        qtbot.keyClick(pane.side.facts, Qt.Key.Key_A)
        qtbot.wait(5)
    assert widths(program) == first


@pytest.mark.parametrize("enlarged", [False, True])
def test_leaving_the_review_gives_the_panes_their_places_back(qtbot, program, enlarged) -> None:
    before = widths(program)
    pane = begin(qtbot, program)
    if enlarged:
        program.commands.run("enlarge_pane")
        assert list(widths(program)) == ["review"]
    pane.left.emit()
    qtbot.wait(50)
    assert widths(program) == before
    assert not program.window.actions_by_slot["enlarge_pane"].isChecked()
    assert program.window.panes["timeline"].isAncestorOf(QApplication.focusWidget())


def test_an_enlarged_review_stays_so_when_the_article_is_read_again(qtbot, program) -> None:
    pane = begin(qtbot, program)
    program.commands.run("enlarge_pane")
    begin(qtbot, program)
    assert list(widths(program)) == ["review"]
    program.commands.run("enlarge_pane")
    assert pane.side.facts.hasFocus()
