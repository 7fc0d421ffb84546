"""Scrolling moves what is already painted; nothing stale may stay behind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractScrollArea
from pytestqt.qtbot import QtBot

from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.theme import load_theme
from jwviewer.panes.evidence import EvidencePane
from jwviewer.panes.metrics import MetricsPane
from jwviewer.panes.pane import Pane
from jwviewer.panes.profiles import ProfilesPane
from jwviewer.panes.timeline import TimelinePane
from jwviewer.places import seed
from jwviewer.selection import Selection
from jwviewer.session import State


def _scrolled(pane: Pane) -> QAbstractScrollArea:
    """Return the area of a pane that scrolls furthest."""
    areas = pane.findChildren(QAbstractScrollArea)
    return max(areas, key=lambda area: area.verticalScrollBar().maximum())


@pytest.mark.parametrize("kind", [EvidencePane, MetricsPane, ProfilesPane])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_scrolling_leaves_on_the_screen_is_what_a_new_paint_gives(
    qtbot: QtBot, kind: type[Pane], theme: str
) -> None:
    pane = kind()
    pane.setPalette(load_theme(theme).palette())
    qtbot.addWidget(pane)
    pane.resize(700, 400)
    pane.show()
    pane.show_state(State(open_dossier(seed("tutorial")), theme=theme))
    qtbot.waitExposed(pane)
    qtbot.waitUntil(lambda: _scrolled(pane).verticalScrollBar().maximum() > 300)
    area = _scrolled(pane)
    bar = area.verticalScrollBar()
    for step in (7, 120, -33, 250, 1, -90):
        bar.setValue(bar.value() + step)
        qtbot.wait(1)
    on_screen = _on_screen(pane, area)
    anew = area.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert on_screen.size() == anew.size()
    # Lines that a strip cuts are smoothed a little differently; nobody can see that.
    assert np.abs(_levels(on_screen) - _levels(anew)).max() <= 8


@pytest.mark.parametrize("kind", [EvidencePane, MetricsPane, ProfilesPane, TimelinePane])
def test_new_filters_show_the_beginning_of_what_they_leave(qtbot: QtBot, kind: type[Pane]) -> None:
    pane = kind()
    qtbot.addWidget(pane)
    pane.resize(500, 260)
    pane.show()
    whole = State(open_dossier(seed("tutorial")))
    pane.show_state(whole)
    qtbot.waitExposed(pane)

    def place() -> float:
        if isinstance(pane, TimelinePane):
            return pane.timeline.body.layout.scroll
        return float(_scrolled(pane).verticalScrollBar().value())

    def down() -> None:
        if isinstance(pane, TimelinePane):
            pane.timeline.scroll_lanes(100)
        else:
            qtbot.waitUntil(lambda: _scrolled(pane).verticalScrollBar().maximum() > 60)
            _scrolled(pane).verticalScrollBar().setValue(60)
        assert place() > 0

    down()
    filtered = replace(whole, selection=Selection(modes=frozenset({"narration", "document"})))
    pane.show_state(filtered)
    assert place() == 0
    down()
    pane.show_state(replace(filtered, theme="dark"))
    assert place() > 0, "nothing else was asked for"


def _levels(image: QImage) -> NDArray[np.int16]:
    bits = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = bits.reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].astype(np.int16)


def _on_screen(pane: Pane, area: QAbstractScrollArea) -> QImage:
    place = area.viewport().mapTo(pane, QPoint(0, 0))
    size = area.viewport().size()
    picture = pane.screen().grabWindow(
        pane.winId(), place.x(), place.y(), size.width(), size.height()
    )
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
