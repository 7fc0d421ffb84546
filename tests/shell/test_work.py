"""Editing in the running window: saving, leaving, recovering, and other people's changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier import atomic
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.editing.backups import backups
from jwviewer.editing.change import apply
from jwviewer.editing.edits import set_cells
from jwviewer.editing.lock import Lock
from jwviewer.places import seed
from jwviewer.shell.states_dialog import StatesDialog

Make = Callable[..., Program]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    save_dossier(open_dossier(seed("jac-weichai")), tmp_path / "mine.dossier")
    return tmp_path / "mine.dossier"


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    """Start programs that share their settings and journals; all are ended at the end."""
    made: list[Program] = []

    def make(path: Path) -> Program:
        program = Program(path, config=tmp_path / "config", logs=tmp_path)
        program.settings["welcomed"] = True
        # Unsaved changes must not keep a finished test waiting for an answer.
        qtbot.addWidget(program.window, before_close_func=lambda _: program.work.end())
        program.window.resize(1366, 768)
        program.start()
        qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
        qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
        made.append(program)
        return program

    yield make
    for program in made:
        end(program)


def end(program: Program) -> None:
    """End as from outside, but for the application's own loop."""
    program.work.end()
    program.window.close()


def note(program: Program, text: str) -> None:
    edits = program.work.edits
    assert edits.document is not None
    assert edits.do(set_cells(edits.document.dossier, "entities", 0, {"note": text}, "Note JAC"))


def noted(path: Path) -> str:
    return str(open_dossier(path).row("entities", "jac-motors")["note"])


def shown(program: Program) -> str:
    return str(program.session.state.dossier.row("entities", "jac-motors")["note"])


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    """Answer every question with one button; return what was asked."""
    asked: list[str] = []

    def reply(box: QMessageBox) -> int:
        asked.append(box.text())
        return int(button.value)

    monkeypatch.setattr(QMessageBox, "exec", reply)
    return asked


def press(program: Program, qtbot: QtBot, text: str) -> None:
    button = next(b for b in program.window.offers.buttons if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_change_is_marked_named_undone_and_saved(start: Make, place: Path) -> None:
    program = start(place)
    actions = program.window.actions_by_slot
    assert not program.window.isWindowModified()
    assert not actions["undo"].isEnabled()
    note(program, "one")
    assert program.window.isWindowModified()
    assert actions["undo"].text() == "&Undo: Note JAC"
    assert shown(program) == "one"
    program.commands.run("undo")
    assert shown(program) == ""
    assert not program.window.isWindowModified()
    program.commands.run("redo")
    program.commands.run("save")
    assert not program.window.isWindowModified()
    assert noted(place) == "one"
    assert "Saved mine.dossier" in program.window.status.currentMessage()


def test_the_seed_is_saved_as_a_copy_of_ones_own(
    start: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(seed("jac-weichai"))
    assert "ships with the program" in program.window.status.access.text()
    note(program, "mine")
    asked = staticmethod(lambda *_: (str(tmp_path / "copy"), ""))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", asked)
    program.commands.run("save")
    assert noted(tmp_path / "copy.dossier") == "mine"
    assert noted(seed("jac-weichai")) == ""
    assert program.settings["recent"][0] == str(tmp_path / "copy.dossier")
    assert program.window.status.access.isHidden()
    note(program, "more")
    program.commands.run("save")
    assert noted(tmp_path / "copy.dossier") == "more"


def test_saving_as_a_folder_makes_tables_and_takes_no_other_folder(
    start: Make, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(place)
    kind = "Dossier folder of tables (*)"
    target = tmp_path / "tables"
    asked = staticmethod(lambda *_: (str(target), kind))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", asked)
    program.commands.run("save_as")
    assert (target / "data" / "entities.csv").is_file()
    shutil.rmtree(target)
    target.mkdir()
    (target / "letter.txt").write_text("private")
    program.commands.run("save_as")
    assert "holds other files" in program.window.messages.label.text()
    assert [p.name for p in target.iterdir()] == ["letter.txt"]


def test_closing_with_changes_asks_and_stays_when_called_off(
    start: Make, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(place)
    note(program, "one")
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    assert not program.window.close()
    assert program.window.isVisible()
    assert "not saved" in asked[0]
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    assert program.window.close()
    assert noted(place) == "one"


def test_discarded_changes_are_gone_and_not_offered_again(
    start: Make, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(place)
    note(program, "one")
    answer(monkeypatch, QMessageBox.StandardButton.Discard)
    assert program.window.close()
    assert noted(place) == ""
    again = start(place)
    assert again.window.offers.offers == []


def test_another_dossier_is_not_shown_before_the_changes_have_an_answer(
    start: Make, place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(place)
    note(program, "one")
    answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    program.documents.open(seed("tutorial"))
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    assert shown(program) == "one"
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    program.documents.open(seed("tutorial"))
    qtbot.waitUntil(lambda: program.session.state.dossier.fictional, timeout=20_000)
    assert noted(place) == "one"
    assert not program.window.isWindowModified()


def test_an_end_from_outside_asks_nothing_and_loses_nothing(
    start: Make, place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(place)
    note(program, "one")
    note(program, "two")
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    program.keep_for_end()
    assert program.window.close()
    assert asked == []
    assert noted(place) == ""
    again = start(place)
    assert again.window.offers.label.text() == "2 changes of an earlier run were not saved."
    press(again, qtbot, "Restore")
    assert shown(again) == "two"
    assert again.window.isWindowModified()
    again.commands.run("undo")
    assert shown(again) == "one"


def test_recovery_that_is_declined_is_offered_only_once(
    start: Make, place: Path, qtbot: QtBot
) -> None:
    program = start(place)
    note(program, "one")
    end(program)
    again = start(place)
    press(again, qtbot, "Discard")
    end(again)
    assert start(place).window.offers.offers == []


def test_a_file_changed_outside_is_noticed_and_can_be_reloaded(
    start: Make, place: Path, qtbot: QtBot
) -> None:
    program = start(place)
    note(program, "mine")
    theirs = open_dossier(place)
    noting = set_cells(theirs, "entities", 0, {"note": "theirs"}, "Note")
    save_dossier(apply(theirs, noting), place)
    program.work.check_outside()
    assert "changed by another program" in program.window.offers.label.text()
    press(program, qtbot, "Reload")
    qtbot.waitUntil(lambda: shown(program) == "theirs", timeout=20_000)
    document = program.work.edits.document
    assert document is not None
    assert noted(backups(document.backups())[0]) == "mine"


def test_mine_is_kept_until_i_say_so_and_theirs_is_backed_up(
    start: Make, place: Path, qtbot: QtBot
) -> None:
    program = start(place)
    note(program, "mine")
    theirs = open_dossier(place)
    noting = set_cells(theirs, "entities", 0, {"note": "theirs"}, "Note")
    save_dossier(apply(theirs, noting), place)
    program.work.check_outside()
    press(program, qtbot, "Keep mine")
    program.work.check_outside()
    assert not program.window.offers.asks("outside"), "asked once is enough"
    program.commands.run("save")
    assert noted(place) == "theirs"
    press(program, qtbot, "Save mine over it")
    assert noted(place) == "mine"
    document = program.work.edits.document
    assert document is not None
    assert noted(backups(document.backups())[0]) == "theirs"


def test_a_failed_save_says_where_and_why_and_can_be_tried_again(
    start: Make, place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(place)
    note(program, "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "replace", full)  # type: ignore[attr-defined]
    program.commands.run("save")
    monkeypatch.undo()
    said = program.window.offers.label.text()
    assert "nothing is lost" in said
    assert "the disk is full" in said
    assert str(place.parent) in said or "backups" in said
    assert (shown(program), noted(place)) == ("one", "")
    assert program.window.isWindowModified()
    press(program, qtbot, "Try again")
    assert noted(place) == "one"
    assert program.window.offers.offers == []


def test_a_dossier_with_left_out_rows_is_never_saved_over(
    start: Make, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(seed("jac-weichai"), folder)
    figures = folder / "data" / "figures.csv"
    text = figures.read_text(encoding="utf-8").replace("260000", "26o000", 1)
    figures.write_text(text, encoding="utf-8")
    program = start(folder)
    note(program, "one")
    program.commands.run("save")
    assert "would be lost" in program.window.offers.label.text()
    assert figures.read_text(encoding="utf-8") == text
    asked = staticmethod(lambda *_: (str(tmp_path / "rest.dossier"), ""))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", asked)
    answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    press(program, qtbot, "Save as…")
    assert not (tmp_path / "rest.dossier").exists()

    def without(box: QMessageBox) -> None:
        box.findChildren(QPushButton)[0].click()

    monkeypatch.setattr(QMessageBox, "exec", without)
    monkeypatch.setattr(
        QMessageBox, "clickedButton",
        lambda box: next(b for b in box.buttons() if b.text().startswith("Save without")),
    )  # fmt: skip
    program.commands.run("save_as")
    assert noted(tmp_path / "rest.dossier") == "one"
    assert figures.read_text(encoding="utf-8") == text


def test_an_earlier_state_comes_back_as_one_step_that_can_be_undone(
    start: Make, place: Path, qtbot: QtBot
) -> None:
    program = start(place)
    note(program, "one")
    program.commands.run("save")
    note(program, "two")
    program.commands.run("states")
    dialog = program.window.findChild(StatesDialog)
    assert isinstance(dialog, StatesDialog)
    assert dialog.list.count() == 2
    assert "entities 1" in dialog.says.text()
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    assert shown(program) == ""
    program.commands.run("undo")
    assert shown(program) == "two"


def test_somebody_else_at_work_is_shown(start: Make, place: Path) -> None:
    lock = Lock(place)
    lock.path.write_text('{"user": "ada", "host": "other", "process": 1, "since": "2026-01-02"}')
    program = start(place)
    assert program.window.status.access.text() == "also open: ada on other"
    note(program, "one")
    assert "ada on other has been editing" in program.window.messages.label.text()
