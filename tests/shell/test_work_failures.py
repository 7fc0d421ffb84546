"""A disk that refuses, seen from the window: what is said, what can be done, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.editing.edits import set_cells
from jwviewer.editing.journal import left_journals
from jwviewer.places import seed
from jwviewer.shell.export_dialog import ExportDialog
from tests.robustness.faults import CODES, WORDS, Fault, failing

EVERY_HOW = pytest.mark.parametrize(
    "code", [pytest.param(code, id=words) for code, words in zip(CODES, WORDS, strict=True)]
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    save_dossier(open_dossier(seed("jac-weichai")), tmp_path / "mine.dossier")
    return tmp_path / "mine.dossier"


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, place: Path) -> Iterator[Program]:
    made = Program(place, config=tmp_path / "config", logs=tmp_path)
    made.settings["welcomed"] = True
    qtbot.addWidget(made.window, before_close_func=lambda _: made.work.end())
    made.start()
    qtbot.waitUntil(lambda: hasattr(made, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not made.documents.busy, timeout=20_000)
    yield made
    made.work.end()
    made.window.close()


def note(program: Program, text: str) -> None:
    edits = program.work.edits
    assert edits.document is not None
    assert edits.do(set_cells(edits.document.dossier, "entities", 0, {"note": text}, "Note JAC"))


def journalled(program: Program, place: Path) -> str:
    """Return what the next start would restore if the program were killed now."""
    (found,) = left_journals(program.state / "journals", place, None)
    after = found.net[-1].rows[-1].after
    assert after is not None
    return after["note"]


def noted(path: Path) -> str:
    return str(open_dossier(path).row("entities", "jac-motors")["note"])


@EVERY_HOW
def test_whatever_fails_in_a_save_the_bar_says_it_and_offers_to_try_again(
    program: Program, place: Path, qtbot: QtBot, code: int
) -> None:
    bar, edits = program.window.offers, program.work.edits
    told = 0
    # Every call fails in tests/robustness; here some of them do.
    for number in range(0, 1_000, 4):
        text = f"{number}"
        note(program, text)
        before, steps = place.read_bytes(), edits.stack.index()
        fault = Fault(number, code)
        with failing(fault):
            program.commands.run("save")
        if bar.offers:
            told += 1
            assert place.read_bytes() == before
            assert program.window.isWindowModified()
            assert edits.stack.index() == steps
            again = next(b for b in bar.buttons if b.text() in ("Try again", "Save mine over it"))
            assert "Save as…" in [button.text() for button in bar.buttons]
            said = bar.label.text()
            assert WORDS[CODES.index(code)] in said or "changed by another program" in said
            assert place.name in said or str(place.parent) in said
            qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
        assert bar.offers == []
        assert not program.window.isWindowModified()
        assert noted(place) == text
        if not fault.struck:
            break
    assert told >= 2


@EVERY_HOW
def test_a_change_that_is_not_safe_yet_is_told_and_written_down_later(
    program: Program, place: Path, code: int
) -> None:
    note(program, "one")
    fault = Fault(0, code)
    with failing(fault):
        note(program, "two")
    said = program.window.messages.label.text()
    assert "not yet safe from a crash" in said
    assert WORDS[CODES.index(code)] in said
    assert str(program.state) in said
    assert journalled(program, place) == "one"
    retry = program.work.edits.findChild(QTimer)
    assert retry.isActive()
    with failing(Fault(0, code)):
        retry.timeout.emit()
    assert retry.isActive()
    retry.timeout.emit()
    assert "safe from a crash again" in program.window.messages.label.text()
    assert journalled(program, place) == "two"


@EVERY_HOW
def test_an_export_that_fails_is_told_in_its_dialog_which_stays_open(
    program: Program, tmp_path: Path, code: int
) -> None:
    program.commands.run("export")
    dialog = program.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.form.path.setText(str(tmp_path / "picture.png"))
    told = 0
    target = tmp_path / "picture.png"
    for number in range(1_000):
        dialog.show()
        fault = Fault(number, code)
        with failing(fault):
            done = dialog.export()
        assert target.exists() == done
        if not done:
            told += 1
            assert dialog.isVisible()
            assert str(target) in dialog.message.text()
            assert WORDS[CODES.index(code)] in dialog.message.text()
        target.unlink(missing_ok=True)
        if not fault.struck:
            break
    assert told >= 2
