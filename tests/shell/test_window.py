from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.choice_list import ChoiceList
from jwviewer.places import seed
from jwviewer.selection import Period
from jwviewer.shell.actions import actions

YEAR_2018 = Period(736695, 737059)


def _open(qtbot: QtBot, folder: Path, first: Path | None = None) -> Program:
    program = Program(first, config=folder, logs=folder)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "session"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    return program


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    program = _open(qtbot, tmp_path, seed("jac-weichai"))
    yield program
    program.window.close()


def test_the_seed_is_shown_in_four_panes(program: Program) -> None:
    assert set(program.window.panes) == {"timeline", "profiles", "metrics", "evidence"}
    assert all(pane.state is program.session.state for pane in program.window.panes.values())
    assert "JAC Motors and Weichai" in program.window.windowTitle()


def test_what_is_chosen_in_one_pane_is_chosen_in_all(program: Program) -> None:
    panes = program.window.panes
    panes["evidence"].choose("award-progress")
    assert all(
        pane.state is not None and pane.state.selection.focus == "award-progress"
        for pane in panes.values()
    )
    program.commands.run("back")
    assert program.session.state.selection.focus is None
    assert not program.window.actions_by_slot["back"].isEnabled()
    program.commands.run("forward")
    assert program.session.state.selection.focus == "award-progress"


def test_drawing_a_state_proposes_nothing(program: Program) -> None:
    heard: list[object] = []
    for pane in program.window.panes.values():
        pane.proposed.connect(heard.append)
        pane.previewed.connect(heard.append)
    program.session.select(program.session.state.selection.with_focus("sold-2018"))
    program.session.select(program.session.state.selection.with_period(YEAR_2018))
    assert heard == []


def test_the_status_bar_counts_every_fact_once(program: Program) -> None:
    said = program.window.status.period.text()
    assert said == "14 dated · 7 undated · 84 not tied to time"


def test_the_status_bar_counts_inside_outside_and_undated(program: Program) -> None:
    program.session.select(program.session.state.selection.with_period(YEAR_2018))
    said = program.window.status.period.text()
    assert said.startswith("2018: ")
    assert "inside" in said
    assert "outside" in said
    assert "7 undated" in said


def test_a_company_chip_filters_every_pane_and_can_be_let_go(
    program: Program, qtbot: QtBot
) -> None:
    filters = program.window.filters
    assert filters is not None
    qtbot.mouseClick(filters.chips["weichai"], Qt.MouseButton.LeftButton)
    assert program.session.state.selection.companies == {"weichai"}
    assert "shown" in program.window.status.facts.text()
    program.commands.run("clear_filters")
    assert not filters.chips["weichai"].isChecked()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_companies_without_a_chip_are_chosen_from_a_list(program: Program, qtbot: QtBot) -> None:
    rows = [
        {"entity_id": f"c{n}", "kind": "company", "name": f"Firm {n}", "mode": "narration"}
        for n in range(300)
    ]
    program.session.open_dossier(Dossier.from_rows({"entities": rows}))
    filters = program.window.filters
    assert filters is not None
    program.window.resize(1920, 768)
    more = next(b for b in filters.findChildren(QToolButton) if "companies" in b.text())
    qtbot.waitUntil(lambda: more.text() == "297 more companies ▾")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    companies = next(iter(filters.findChildren(ChoiceList)))
    qtbot.keyClicks(companies.search, "firm 42")
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    qtbot.mouseClick(filters.chips["c1"], Qt.MouseButton.LeftButton)
    companies.search.setText("firm 7")
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    assert program.session.state.selection.companies == {"c1", "c42", "c7"}
    assert more.text() == "2 of 297 more ▾"
    program.commands.run("clear_filters")
    assert companies.chosen == frozenset()
    companies.close()


def test_a_chip_that_would_tell_no_name_is_left_to_the_list(program: Program, qtbot: QtBot) -> None:
    rows = [
        {"entity_id": f"c{n}", "kind": "company", "name": f"Northern Yard {n}", "mode": "narration"}
        for n in range(30)
    ]
    program.session.open_dossier(Dossier.from_rows({"entities": rows}))
    filters = program.window.filters
    assert filters is not None
    more = next(b for b in filters.findChildren(QToolButton) if "companies" in b.text())

    def shown() -> list[str]:
        return [chip.text() for chip in filters.chips.values() if chip.isVisible()]

    program.window.resize(1920, 768)
    qtbot.waitUntil(lambda: shown() == [f"Northern Yard {n}" for n in range(3)])
    assert more.text() == "27 more companies ▾"
    program.window.resize(1024, 768)
    qtbot.waitUntil(lambda: len(shown()) < 3)
    assert all(name.startswith("Northern") for name in shown())
    assert more.text().startswith(f"{30 - len(shown())} ")


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_four_long_company_names_leave_room_for_the_search_box(
    program: Program, qtbot: QtBot, width: int
) -> None:
    names = [f"Consolidated Northern Shipbuilding and Repair Company {n}" for n in "ABCD"]
    rows = [
        {"entity_id": f"c{n}", "kind": "company", "name": name, "mode": "narration"}
        for n, name in enumerate(names)
    ]
    program.session.open_dossier(Dossier.from_rows({"entities": rows}))
    program.window.resize(width, 768)
    filters, box = program.window.filters, program.window.search
    assert filters is not None
    assert box is not None
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect().width() >= box.minimumWidth())
    assert box.geometry().right() < width
    assert all(chip.text().endswith("…") for chip in filters.chips.values())
    assert [chip.accessibleName() for chip in filters.chips.values()] == [
        f"Show only {name}" for name in names
    ]


def test_search_forgives_a_slip_and_enter_chooses(program: Program, qtbot: QtBot) -> None:
    box = program.window.search
    assert box is not None
    qtbot.keyClicks(box, "weichia")
    assert box.hits.count() > 0
    qtbot.keyClick(box, Qt.Key.Key_Return)
    focus = program.session.state.selection.focus
    assert focus is not None
    assert "Weichai" in program.session.state.dossier.fact(focus).label


def test_every_action_can_be_run_and_no_two_share_a_key(program: Program) -> None:
    slots = [one.slot for one in actions()]
    keys = [key for one in actions() for key in one.keys]
    assert len(set(slots)) == len(slots)
    assert len(set(keys)) == len(keys)
    for slot in slots:
        assert callable(program.commands.method(slot))


def test_every_control_has_a_name_for_a_screen_reader(program: Program) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for kind in kinds
        for widget in program.window.findChildren(kind)
        if widget.objectName() not in ("qt_toolbar_ext_button", "qt_spinbox_lineedit")
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    for pane in program.window.panes.values():
        assert pane.accessibleName()
        assert len(pane.accessibleDescription()) > 20


def test_every_pane_has_a_table_twin_that_chooses(program: Program) -> None:
    for name, pane in program.window.panes.items():
        grid = pane.grid()
        assert grid.rows, name
        pane.show_table(shown=True)
        assert pane.shows_table
        pane.show_table(shown=False)
        assert not pane.shows_table


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_used_at_once_and_remembered(
    program: Program, theme: str, tmp_path: Path
) -> None:
    program.commands.run(f"theme_{theme}")
    assert program.session.state.theme == theme
    assert json.loads((tmp_path / "settings.json").read_text())["theme"] == theme


def test_the_layout_comes_back_after_a_restart(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.window.docks["metrics"].hide()
    program.window.close()
    again = _open(qtbot, tmp_path)
    assert again.window.docks["metrics"].isHidden()
    again.commands.run("reset_layout")
    assert not again.window.docks["metrics"].isHidden()
    again.window.close()


def test_enlarging_a_pane_and_back_keeps_the_places(program: Program) -> None:
    program.window.docks["profiles"].pane.setFocus()
    program.commands.run("enlarge_pane")
    shown = [name for name, dock in program.window.docks.items() if not dock.isHidden()]
    assert len(shown) == 1
    program.commands.run("enlarge_pane")
    hidden = [name for name, dock in program.window.docks.items() if dock.isHidden()]
    assert hidden == ["review"]  # there is none without an article


def _drop(window: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    entering = QDragEnterEvent(QPoint(9, 9), offered, data, buttons, keys)
    entering.setDropAction(Qt.DropAction.MoveAction)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    dropping = QDropEvent(QPointF(9, 9), offered, data, buttons, keys)
    dropping.setDropAction(Qt.DropAction.MoveAction)
    window.dropEvent(dropping)
    assert dropping.dropAction() is Qt.DropAction.CopyAction, "a moved file may be deleted"


def test_a_dossier_dropped_on_the_window_is_opened(program: Program, qtbot: QtBot) -> None:
    _drop(program.window, seed("tutorial"))
    qtbot.waitUntil(lambda: program.session.state.dossier.fictional, timeout=20_000)
    assert "(fictional)" in program.window.windowTitle()
    assert program.settings["recent"][0] == str(seed("tutorial"))


def test_an_article_dropped_on_the_evidence_is_attached_and_not_moved(
    program: Program, qtbot: QtBot
) -> None:
    program.documents.open(seed("tutorial"))
    qtbot.waitUntil(lambda: program.session.state.dossier.fictional, timeout=20_000)
    _drop(program.window.panes["evidence"], seed("tutorial", "articles", "news.txt"))
    assert program.session.state.articles


def test_one_line_of_message_takes_one_line(program: Program, qtbot: QtBot) -> None:
    program.window.messages.say("One short sentence.", more=True)
    qtbot.waitUntil(program.window.messages.isVisible)
    assert program.window.messages.height() < 60
    assert program.window.messages.rect().contains(program.window.messages.label.geometry())
    program.window.messages.say("A very long sentence, again and again. " * 30)
    assert program.window.messages.height() > 60


def test_a_broken_dossier_shows_what_it_can_with_a_bar_that_counts(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    import shutil

    folder = tmp_path / "broken"
    shutil.copytree(seed("jac-weichai"), folder)
    figures = folder / "data" / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace("260000", "26o000", 1), encoding="utf-8")
    program.documents.open(folder)
    qtbot.waitUntil(lambda: program.session.state.dossier.origin == folder, timeout=20_000)
    assert "problem" in program.window.messages.label.text()
    assert "patents-2018" in program.session.state.dossier.positions
    program.commands.run("show_problems")
    listed = program.commands.desk.dialogs[-1].text.toPlainText()  # type: ignore[attr-defined]
    assert "data/figures.csv:2:value" in listed


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\xff\xfe\x00", b"{}"])
def test_a_file_that_is_no_dossier_leaves_the_window_as_it_was(
    program: Program, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    before = program.session.state.dossier
    path = tmp_path / "<b>odd & name.dossier"
    path.write_bytes(content)
    program.documents.open(path)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    assert program.session.state.dossier is before
    assert "was not opened" in program.window.messages.label.text()


def test_an_attached_copy_is_remembered_by_path_and_never_copied(
    qtbot: QtBot, tmp_path: Path
) -> None:
    article = next(seed("tutorial", "articles").glob("*.txt"))
    program = _open(qtbot, tmp_path, seed("tutorial"))
    program.documents.attach(article)
    attached = dict(program.session.state.articles)
    assert attached
    program.window.close()
    sentence = article.read_text(encoding="utf-8")[:200]
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert sentence[40:120] not in path.read_text(encoding="utf-8", errors="replace")
    again = _open(qtbot, tmp_path, seed("tutorial"))
    assert dict(again.session.state.articles) == attached
    again.window.close()


def test_a_period_that_was_dragged_can_be_taken_back(program: Program) -> None:
    selection = program.session.state.selection.with_period(YEAR_2018)
    program.session.preview(selection)
    program.session.select(selection)
    assert program.window.actions_by_slot["back"].isEnabled()
    program.commands.run("back")
    assert program.session.state.selection.period is None
