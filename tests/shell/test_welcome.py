"""What a newcomer sees: once, over an open dossier, and all of it by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.places import seed
from jwviewer.shell.help import HelpDialog
from jwviewer.shell.settings import Settings
from jwviewer.shell.welcome import Welcome


def _start(qtbot: QtBot, folder: Path, first: Path | None = None) -> Program:
    program = Program(first, config=folder, logs=folder)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    return program


def _panel(qtbot: QtBot, program: Program) -> Welcome:
    qtbot.waitUntil(lambda: program.commands.desk.welcome is not None)
    panel = program.commands.desk.welcome
    assert panel is not None
    return panel


def test_a_newcomer_is_welcomed_once_over_the_open_seed(qtbot: QtBot, tmp_path: Path) -> None:
    program = _start(qtbot, tmp_path)
    panel = _panel(qtbot, program)
    assert panel.isVisible()
    assert program.session.state.dossier.origin == seed("jac-weichai")
    assert Settings(tmp_path / "settings.json")["welcomed"], "even if the program is killed now"
    program.window.close()
    again = _start(qtbot, tmp_path)
    QApplication.processEvents()
    assert again.commands.desk.welcome is None
    again.commands.run("welcome")
    assert _panel(qtbot, again).isVisible()
    again.window.close()


def test_whoever_brings_a_file_or_knows_the_program_is_not_welcomed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = _start(qtbot, tmp_path, seed("tutorial"))
    assert not program.is_new
    QApplication.processEvents()
    assert program.commands.desk.welcome is None
    program.window.close()
    assert not _start(qtbot, tmp_path).is_new, "there are recent dossiers"


def test_enter_arrows_tab_and_escape_do_everything(qtbot: QtBot, tmp_path: Path) -> None:
    program = _start(qtbot, tmp_path)
    panel = _panel(qtbot, program)
    qtbot.waitUntil(lambda: program.window.focusWidget() is panel.choices[0])
    qtbot.keyClick(panel.choices[0], Qt.Key.Key_Down)
    assert program.window.focusWidget() is panel.choices[1]
    qtbot.keyClick(panel.choices[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.session.state.dossier.fictional, timeout=20_000)
    assert program.commands.desk.welcome is None
    assert program.window.focused_pane() == "timeline"
    program.commands.run("welcome")
    panel = _panel(qtbot, program)
    reached = set()
    for _ in range(12):
        widget = program.window.focusWidget()
        reached.add(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert set(panel.findChildren(QAbstractButton)) <= reached
    qtbot.keyClick(panel.choices[0], Qt.Key.Key_Escape)
    assert program.commands.desk.welcome is None
    program.window.close()


def test_marks_and_keys_can_be_looked_up_without_losing_the_panel(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = _start(qtbot, tmp_path)
    panel = _panel(qtbot, program)
    link = next(
        b for b in panel.findChildren(QAbstractButton) if "Keys" in b.text().replace("&", "")
    )
    qtbot.keyClick(link, Qt.Key.Key_Return)
    dialog = program.commands.desk.dialogs[-1]
    assert isinstance(dialog, HelpDialog)
    dialog.reject()
    assert panel.isVisible()
    program.window.close()


def test_the_panel_stays_in_the_middle_and_every_choice_has_a_name(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = _start(qtbot, tmp_path)
    panel = _panel(qtbot, program)
    for size in ((1366, 768), (640, 420)):
        program.window.resize(*size)
        QApplication.processEvents()
        assert (panel.geometry().center() - program.window.rect().center()).manhattanLength() <= 2
        assert program.window.rect().contains(panel.geometry())
        for choice in panel.choices:
            assert panel.rect().contains(choice.geometry())
    for button in panel.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
    program.window.close()


@pytest.mark.parametrize("dropped", [False, True])
def test_opening_anything_takes_the_panel_away(qtbot: QtBot, tmp_path: Path, dropped: bool) -> None:
    program = _start(qtbot, tmp_path)
    _panel(qtbot, program)
    if dropped:
        program.window.dropped.emit([seed("tutorial")])
    else:
        program.documents.open(seed("tutorial"))
    qtbot.waitUntil(lambda: program.session.state.dossier.fictional, timeout=20_000)
    assert program.commands.desk.welcome is None
    program.window.close()


def test_about_says_what_and_where_and_copies_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jwviewer.shell import about

    program = _start(qtbot, tmp_path, seed("jac-weichai"))
    program.commands.run("about")
    dialog = program.commands.desk.dialogs[-1]
    assert isinstance(dialog, about.AboutDialog)
    said = dialog.details()
    for word in ("jwviewer 0", "Python 3", "Qt 6", "pandas 3", str(tmp_path / "settings.json")):
        assert word in said
    dialog.copy()
    assert QGuiApplication.clipboard().text() == said
    shown: list[Path] = []

    def show(path: Path) -> bool:
        shown.append(path)
        return len(shown) == 1

    monkeypatch.setattr(about, "show_outside", show)
    dialog.open_logs()
    dialog.open_licences()
    assert shown[0] == tmp_path
    assert shown[1].name == "LICENSE"
    assert str(shown[1]) in dialog.said.text(), "where nothing can show it, it says where it is"
    dialog.reject()
    program.window.close()
