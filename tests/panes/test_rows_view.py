from __future__ import annotations

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
)
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from pytestqt.qtbot import QtBot

from jwviewer.panes.evidence.rows_view import RowsView

MILLION, HIGH = 1_000_000, 40
AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class _Many(QAbstractListModel):
    count = MILLION

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self.count

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        self.asked.append(index.row())
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None


class _Noting(QStyledItemDelegate):
    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self.painted: list[int] = []

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.painted.append(index.row())


@pytest.fixture
def view(qtbot: QtBot) -> RowsView:
    view = RowsView()
    qtbot.addWidget(view)
    view.setModel(_Many())
    view.setItemDelegate(_Noting(view))
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setFrameShape(QAbstractItemView.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(300, 10 * HIGH)
    view.move(QCursor.pos() + QPoint(50, 50))  # where the mouse is not
    view.show()
    qtbot.waitExposed(view)
    return view


def _painted(view: RowsView) -> list[int]:
    delegate = view.itemDelegate()
    assert isinstance(delegate, _Noting)
    delegate.painted.clear()
    view.viewport().repaint()
    return delegate.painted


def test_only_rows_in_view_are_painted_or_asked_for(view: RowsView) -> None:
    model = view.model()
    assert isinstance(model, _Many)
    assert _painted(view) == list(range(10))
    view.scrollTo(model.index(MILLION - 1))
    assert _painted(view) == list(range(MILLION - 10, MILLION))
    assert len(set(model.asked)) < 100


def _painted_by_scrolling(view: RowsView, step: int) -> list[int]:
    delegate = view.itemDelegate()
    assert isinstance(delegate, _Noting)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    QApplication.processEvents()
    delegate.painted.clear()
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + step)
    QApplication.processEvents()
    return sorted(set(delegate.painted))


@pytest.mark.parametrize(
    ("step", "expected"), [(HIGH, [110]), (30, [110]), (-HIGH, [99]), (2 * HIGH, [110, 111])]
)
def test_scrolling_paints_only_the_strip_that_comes_into_sight(
    view: RowsView, step: int, expected: list[int]
) -> None:
    view.scrollTo(view.model().index(100, 0), QAbstractItemView.ScrollHint.PositionAtTop)
    assert _painted_by_scrolling(view, step) == expected


def test_scrolling_takes_the_light_under_the_mouse_from_row_to_row(
    view: RowsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = view.viewport().mapToGlobal(QPoint(20, 4 * HIGH + 5))
    monkeypatch.setattr(QCursor, "pos", lambda: place)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    view.scrollTo(view.model().index(100, 0), QAbstractItemView.ScrollHint.PositionAtTop)
    _painted(view)
    assert _painted_by_scrolling(view, 2 * HIGH) == [104, 106, 110, 111]


@pytest.mark.parametrize("row", [0, 7, 500_000, MILLION - 1])
def test_a_row_is_found_where_it_is_shown(view: RowsView, row: int) -> None:
    index = view.model().index(row, 0)
    view.scrollTo(index)
    rect = view.visualRect(index)
    assert view.viewport().rect().contains(rect)
    assert view.indexAt(rect.center()).row() == row


def test_a_row_in_view_stays_where_it_is(view: RowsView) -> None:
    view.scrollTo(view.model().index(500, 0))
    before = view.verticalScrollBar().value()
    view.scrollTo(view.model().index(495, 0))
    assert view.verticalScrollBar().value() == before
    view.scrollTo(view.model().index(480, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
    assert abs(view.visualRect(view.model().index(480, 0)).center().y() - 5 * HIGH) <= HIGH


def test_keys_go_through_the_rows_and_stop_at_both_ends(view: RowsView, qtbot: QtBot) -> None:
    reached = []
    for key in ("Down", "Down", "Up", "PageDown", "PageUp", "End", "Down", "Home", "Up"):
        qtbot.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        reached.append(view.currentIndex().row())
    assert reached[:3] == [1, 2, 1]
    assert 5 < reached[3] < 12
    assert reached[4:] == [1, MILLION - 1, MILLION - 1, 0, 0]


def test_a_click_tells_which_row_it_was_on(view: RowsView, qtbot: QtBot) -> None:
    clicked: list[int] = []
    view.clicked.connect(lambda index: clicked.append(index.row()))
    view.scrollTo(view.model().index(4321, 0), QAbstractItemView.ScrollHint.PositionAtTop)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, HIGH + 5))
    assert clicked == [4322]


def test_below_the_last_row_there_is_none(view: RowsView) -> None:
    model = view.model()
    assert isinstance(model, _Many)
    model.beginResetModel()
    model.count = 2
    model.endResetModel()
    assert _painted(view) == [0, 1]
    assert not view.indexAt(QPoint(5, 3 * HIGH)).isValid()
    assert view.verticalScrollBar().maximum() == 0


def test_typing_a_letter_reads_no_million_rows(view: RowsView, qtbot: QtBot) -> None:
    model = view.model()
    assert isinstance(model, _Many)
    model.asked.clear()
    qtbot.keyClicks(view, "9")
    assert len(model.asked) < 100
