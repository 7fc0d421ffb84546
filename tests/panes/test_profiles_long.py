from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.profile_cell import MORE
from jwviewer.panes.profiles import ProfilesPane
from jwviewer.panes.profiles.model import LongLines
from jwviewer.queries import profile_long, profile_plan
from jwviewer.queries import profiles as of_profiles
from jwviewer.queries.highlight import Level
from jwviewer.queries.profile_parts import Group, Row
from jwviewer.selection import Selection
from jwviewer.session import State
from tests.benchmarks.make_dossier import make_dossier


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder: Path = tmp_path_factory.mktemp("industry")
    make_dossier(folder, 2500, 5)
    return open_dossier(folder)


@pytest.fixture
def pane(qtbot: QtBot, dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProfilesPane]:
    monkeypatch.setattr(of_profiles, "MANY", 1000)
    of_profiles._profiles.cache_clear()
    pane = ProfilesPane()
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show_state(State(dossier))
    pane.show()
    qtbot.waitExposed(pane)
    yield pane
    of_profiles._profiles.cache_clear()


def _in_view(pane: ProfilesPane) -> range:
    table = pane.table
    return range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1)


def test_only_rows_in_view_are_made(
    pane: ProfilesPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    places = profile_plan.LongRows.places

    def noted(self: profile_plan.LongRows, number: int) -> object:
        made.append(number)
        return places(self, number)

    monkeypatch.setattr(profile_plan.LongRows, "places", noted)
    bar = pane.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    pane.table.viewport().repaint()
    assert 0 < len(made) <= 2 * len(_in_view(pane))
    assert len(pane.table.lines.lines) > 300


def test_rows_are_of_one_height_and_every_cell_counts_what_it_leaves_out(
    pane: ProfilesPane,
) -> None:
    table = pane.table
    heights = set()
    for number in range(0, len(table.lines.lines), 7):
        line = table.lines.lines[number]
        if isinstance(line, Group):
            continue
        heights.add(table.rowHeight(number))
        for column, cell in enumerate(line.cells, 1):
            flow = table.flow(number, column, table.columnWidth(column))
            tags = [flow.tag_at(QPointF(5, y)) for y in range(0, int(flow.height), 2)]
            told = {entry.fact_id for entry in cell.entries}
            assert flow.height <= table.rowHeight(number)
            assert len(told) + cell.left <= 1 or MORE in tags or told <= set(tags)
    assert len(heights) == 1


def test_a_row_opens_to_all_it_holds(pane: ProfilesPane, qtbot: QtBot) -> None:
    table = pane.table
    number = next(
        n for n, line in enumerate(table.lines.lines)
        if isinstance(line, Row) and len(line.cells[0].entries) + line.cells[0].left > 6
    )  # fmt: skip
    table.scrollTo(table.lines.index(number, 1))
    before = table.rowHeight(number)
    closed = table.lines.lines[number]
    assert isinstance(closed, Row)
    count = len(closed.cells[0].entries) + closed.cells[0].left
    rect = table.visualRect(table.lines.index(number, 1))
    more = next(
        point
        for y in range(rect.top(), rect.bottom())
        if table.fact_at(point := QPoint(rect.left() + 14, y)) == MORE
    )
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=more)
    assert table.rowHeight(number) > before
    opened = table.lines.lines[number]
    assert isinstance(opened, Row)
    told = len(opened.cells[0].entries)
    assert told > len(closed.cells[0].entries)
    assert told + opened.cells[0].left == count


def test_a_closed_row_says_what_cannot_be_compared_by_all_it_holds(pane: ProfilesPane) -> None:
    shown = pane.shown
    assert shown is not None
    found = 0
    for group in shown.groups:
        rows = group.rows
        if not group.key.startswith("figures:") or not isinstance(rows, profile_plan.LongRows):
            continue
        for brief, whole in zip(rows.brief, rows, strict=True):
            assert [cell.reason for cell in brief.cells] == [cell.reason for cell in whole.cells]
            assert [cell.state for cell in brief.cells] == [cell.state for cell in whole.cells]
            found += any(cell.reason for cell in brief.cells)
    assert found


def test_a_reader_hears_of_every_contradicting_value_in_a_closed_row(
    pane: ProfilesPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile_long, "BRIEF", 1)
    model, heard = pane.table.lines, 0
    assert isinstance(model.lines, LongLines)
    for number, line in enumerate(model.lines):
        for column, cell in enumerate(line.cells, 1) if isinstance(line, Row) else ():
            whole = model.lines.whole(line.key).cells[column - 1]
            rivals = [entry for entry in whole.entries if entry.contested]
            role = Qt.ItemDataRole.AccessibleTextRole
            said = str(model.data(model.index(number, column), role))
            assert all(entry.text in said for entry in rivals)
            heard += len(rivals) > len(cell.entries)
    assert heard


def test_a_chosen_fact_that_has_no_room_lights_its_cell(
    pane: ProfilesPane, dossier: Dossier
) -> None:
    table = pane.table
    line, column = next(
        (line, n) for line in table.lines.lines if isinstance(line, Row)
        for n, cell in enumerate(line.cells) if cell.left
    )  # fmt: skip
    lines = table.lines.lines
    assert isinstance(lines, LongLines)
    facts, columns = lines.standing(line.key)
    hidden = {dossier.fact_ids[n] for n in facts[columns == column]} - set(line.fact_ids)
    chosen = min(hidden)
    pane.show_state(State(dossier, Selection(focus=chosen)))
    assert table.cell_level(line, column + 1) is Level.EXACT
    others = [n + 1 for n in range(len(line.cells)) if n != column]
    assert all(table.cell_level(line, n) is not Level.EXACT for n in others)


@pytest.mark.parametrize("kind", ["figure", "event", "claim", "role"])
def test_the_chosen_fact_comes_into_view(pane: ProfilesPane, dossier: Dossier, kind: str) -> None:
    shown = pane.shown
    assert shown is not None
    owned = (f for f in dossier.facts if f.kind == kind and set(f.company_ids) & set(shown.columns))
    fact = list(owned)[-1]
    pane.show_state(State(dossier, Selection(focus=fact.id)))
    number = pane.table.currentIndex().row()
    assert number in _in_view(pane)
    line = pane.table.lines.lines[number]
    assert isinstance(line, Row)
    lines = pane.table.lines.lines
    assert isinstance(lines, LongLines)
    assert fact.id in lines.whole(line.key).fact_ids
    assert pane.table.row_level(line) is Level.EXACT


def test_rows_that_come_into_sight_are_set_in_turns_and_then_shown_at_once(
    pane: ProfilesPane, qtbot: QtBot, dossier: Dossier
) -> None:
    shown, table = pane.shown, pane.table
    assert shown is not None
    qtbot.waitUntil(table.viewport().updatesEnabled)
    owned = (
        f for f in dossier.facts if f.kind == "claim" and set(f.company_ids) & {*shown.columns}
    )
    pane.show_state(State(dossier, Selection(focus=next(owned).id)))
    assert not table.viewport().updatesEnabled(), "what was seen stays for the moment"
    qtbot.waitUntil(table.viewport().updatesEnabled)
    seen = {key[:2] for key in table._flows}
    rows = [n for n in _in_view(pane) if isinstance(table.lines.lines[n], Row)]
    assert rows
    assert {(number, column) for number in rows for column in (0, 1)} <= seen


def test_other_filters_leave_no_row_lower(pane: ProfilesPane, dossier: Dossier) -> None:
    pane.show_state(State(dossier, Selection(kinds=frozenset({"event"}))))
    pane.show_state(State(dossier))
    table = pane.table
    heights = {
        table.rowHeight(n) for n, line in enumerate(table.lines.lines) if isinstance(line, Row)
    }
    assert len(heights) == 1


def test_the_table_twin_and_the_summary_tell_of_all_rows(pane: ProfilesPane) -> None:
    shown = pane.shown
    assert shown is not None
    grid = pane.grid()
    assert len(grid.rows) == shown.row_count
    assert grid.rows[5][1] in {row.name for row in shown.groups[0].rows} | {
        cells[1] for cells in grid.rows[:20]
    }
    assert "side by side" in pane.summary()


class _Painted(QObject):
    """Notes which parts of a viewport are painted."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.regions: list[QRegion] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(QRegion(event.region()))
        return False


def _owned_in_one_row(pane: ProfilesPane) -> list[tuple[int, str]]:
    """Return rows in view, and a fact of each that no other row in view answers to."""
    lines, dossier = pane.table.lines.lines, pane.table._dossier
    assert isinstance(lines, LongLines)
    assert dossier is not None
    found = []
    for number in _in_view(pane):
        line = lines[number]
        rect = pane.table.visualRect(pane.table.lines.index(number, 1))
        if isinstance(line, Row) and pane.table.viewport().rect().contains(rect):
            ids = [dossier.fact_ids[n] for n in lines.standing(line.key)[0].tolist()]
            found += [(number, one) for one in ids[:1]]
    return found


def test_a_choice_paints_only_the_rows_in_sight_that_answer_it_or_did(
    pane: ProfilesPane, qtbot: QtBot, dossier: Dossier
) -> None:
    table = pane.table
    qtbot.waitUntil(table.viewport().updatesEnabled)
    (first, one), *_, (last, other) = _owned_in_one_row(pane)
    assert first < last
    pane.show_state(State(dossier, Selection(focus=one)))
    QApplication.processEvents()
    painted = _Painted(table.viewport())
    pane.show_state(State(dossier, Selection(focus=other)))
    assert table.viewport().updatesEnabled(), "nothing comes into sight"
    QApplication.processEvents()
    union = QRegion()
    for region in painted.regions:
        union += region
    levels = {number: table.row_level(line) for number in _in_view(pane)
              if isinstance(line := table.lines.lines[number], Row)}  # fmt: skip
    assert levels[last] is Level.EXACT
    for number in (first, last):
        top, height = table.rowViewportPosition(number), table.rowHeight(number)
        assert QRegion(0, top, table.viewport().width(), height).subtracted(union).isEmpty()
    untouched = [n for n, level in levels.items() if level is Level.NONE and n not in {first, last}]
    assert untouched
    for number in untouched:
        top = table.rowViewportPosition(number)
        assert not union.intersects(QRect(0, top + 1, 10, table.rowHeight(number) - 2))


def test_what_comes_into_sight_is_painted_once_when_all_of_it_is_set(
    pane: ProfilesPane, qtbot: QtBot, dossier: Dossier
) -> None:
    shown, table = pane.shown, pane.table
    assert shown is not None
    qtbot.waitUntil(table.viewport().updatesEnabled)
    QApplication.processEvents()
    painted = _Painted(table.viewport())
    owned = [f for f in dossier.facts if f.kind == "claim" and {*f.company_ids} & {*shown.columns}]
    pane.show_state(State(dossier, Selection(focus=owned[-1].id)))
    qtbot.waitUntil(table.viewport().updatesEnabled)
    qtbot.waitUntil(lambda: bool(painted.regions))
    QApplication.processEvents()
    whole = [one for one in painted.regions if one.boundingRect() == table.viewport().rect()]
    assert len(whole) == len(painted.regions) == 1
