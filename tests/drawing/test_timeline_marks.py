from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import contrast, load_theme, over
from jwviewer.drawing.timeline_marks import (
    PALE,
    TIMELINE_MARKS,
    Ends,
    fill_under_text,
    paint_bar,
    paint_strip,
    paint_timeline_mark,
)


@pytest.fixture
def sheet(qapp):
    return Sheet(load_theme("light"))


def painted(paint, width=100, height=20):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    with QPainter(picture) as painter:
        paint(painter)
    return [picture.pixelColor(x, height // 2).lightness() for x in range(width)]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_on_marks_can_be_read_in_every_company_colour(name):
    theme = load_theme(name)
    everyone = [*(theme.nth(n) for n in range(len(theme.companies))), theme.shared, theme.other]
    for colours in everyone:
        ink = theme.ink["on_mark"]
        assert contrast(fill_under_text(colours, ink), ink) >= 4.5
        pale = QColor(colours.mark)
        pale.setAlphaF(PALE)
        ground = over(pale, over(colours.wash, theme.surface["pane"]))
        assert contrast(ground, theme.ink["text"]) >= 4.5
        lane = over(colours.wash, theme.surface["pane"])
        chosen = over(theme.line["period_fill"], lane)
        for tone in ("text", "dim"):
            assert contrast(lane, theme.ink[tone]) >= 4.5
            assert contrast(chosen, theme.ink[tone]) >= 4.5
        assert contrast(lane, colours.text) >= 4.5


def test_a_crisp_bar_has_edges_and_a_soft_one_has_none(sheet):
    bar, blue = QRectF(10, 2, 80, 16), QColor("navy")
    crisp = painted(lambda p: paint_bar(p, bar, Ends(10, 90), blue, sheet))
    soft = painted(lambda p: paint_bar(p, bar, Ends(10, 90, 20, 20), blue, sheet))
    assert crisp[12] == crisp[50] == crisp[87]
    assert soft[50] == crisp[50]
    assert soft[12] > soft[20] > soft[28]
    assert soft[87] > soft[80] > soft[72]


def test_an_open_end_fades_to_nothing(sheet):
    bar, blue = QRectF(10, 2, 80, 16), QColor("navy")
    fade = painted(lambda p: paint_bar(p, bar, Ends(10, 90, open_end=True), blue, sheet))
    assert fade[20] < 250
    assert fade[88] > 245
    assert sorted(fade[50:90]) == fade[50:90]


def test_an_inferred_bar_is_hollow(sheet):
    bar, blue = QRectF(10, 2, 80, 16), QColor("navy")
    hollow = painted(lambda p: paint_bar(p, bar, Ends(10, 90), blue, sheet, inferred=True))
    assert hollow[50] > 200


def test_a_strip_is_darker_where_there_is_more_and_empty_where_there_is_nothing(sheet):
    counts = np.array([0] * 30 + [1] * 30 + [9] * 40)
    row = painted(lambda p: paint_strip(p, QRectF(0, 0, 100, 20), counts, QColor("navy")))
    assert row[10] == 255
    assert row[10] > row[45] > row[80]


@pytest.mark.parametrize("mark", TIMELINE_MARKS)
def test_every_mark_has_a_sample(sheet, mark):
    picture = QImage(30, 14, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    with QPainter(picture) as painter:
        paint_timeline_mark(painter, QRectF(2, 2, 26, 10), mark, sheet, QColor("black"))
    assert any(picture.pixelColor(x, y).lightness() < 200 for x in range(30) for y in range(14))
