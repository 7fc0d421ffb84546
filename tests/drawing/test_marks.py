from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.quantity import Quantity
from jwviewer.dossier.schema import BOUNDS
from jwviewer.drawing.mark_shapes import bar_shape, drawn_bound, point_shape
from jwviewer.drawing.marks import MARK_OF_BOUND, paint_bar
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.swatches import MARKS, paint_mark
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.value_axis import ValueAxis

SHEET = Sheet(load_theme("light"))
LEAST_TO_SEE = 3.0
"""Pixels that an end needs to be told from an exact one."""
QUANTITIES = st.builds(
    lambda value, bound, more, decimals, inherited: Quantity(
        value=Decimal(value),
        bound=bound,
        unit="vehicle",
        high=Decimal(value + more) if bound == "range" else None,
        decimals=decimals,
        inferred_bound=inherited if bound == "eq" else "",
    ),
    st.integers(0, 10**9),
    st.sampled_from(BOUNDS),
    st.integers(0, 10**6),
    st.one_of(st.none(), st.integers(-6, 2)),
    st.sampled_from(["", "", "gt", "lt"]),
)


@given(QUANTITIES, st.floats(60, 1500))
def test_a_bar_ends_like_an_exact_one_only_for_an_exact_number(
    one: Quantity, length: float
) -> None:
    axis = ValueAxis(0.0, max(float(one.value), 1.0) * 1.1, 100.0, length)
    shape = bar_shape(one, axis, 0.0, 19.0, SHEET)
    assert (shape.end == "flat") == (drawn_bound(one) == "eq")
    if shape.end == "flat":
        assert shape.right == pytest.approx(axis.at(float(one.value)))
        return
    if shape.soft is not None:
        assert shape.soft.width() >= LEAST_TO_SEE
        assert shape.faded < 0.5
    else:
        across = {round(corner.x(), 3) for corner in shape.tip}
        assert len(across) > 1, "an arrow or a notch is no straight edge"


@given(QUANTITIES, st.floats(60, 1500))
def test_a_lower_bounds_arrow_starts_at_the_stated_value(one: Quantity, length: float) -> None:
    if drawn_bound(one) not in ("gt", "ge"):
        return
    axis = ValueAxis(0.0, max(float(one.value), 1.0), 100.0, length)
    shape = bar_shape(one, axis, 0.0, 19.0, SHEET)
    assert shape.solid.right() == pytest.approx(axis.at(float(one.value)))
    assert shape.right > axis.at(float(one.value)) + LEAST_TO_SEE


@given(QUANTITIES, st.booleans())
def test_a_point_looks_exact_only_for_an_exact_number(one: Quantity, upright: bool) -> None:
    axis = ValueAxis(0.0, max(float(one.value), 1.0) * 1.1, 300.0, -200.0 if upright else 200.0)
    shape = point_shape(one, axis, 50.0, SHEET, upright=upright)
    assert shape.plain == (drawn_bound(one) == "eq")
    if shape.stroke is not None:
        reach = shape.stroke[1] - shape.stroke[0]
        assert abs(reach.x()) + abs(reach.y()) >= LEAST_TO_SEE


@given(QUANTITIES, st.booleans())
def test_an_approximate_point_is_hollow_with_a_tail_that_is_no_speck(
    one: Quantity, upright: bool
) -> None:
    axis = ValueAxis(0.0, max(float(one.value), 1.0) * 1.1, 300.0, -200.0 if upright else 200.0)
    shape = point_shape(one, axis, 50.0, SHEET, upright=upright)
    if drawn_bound(one) in ("nearly", "about", "over-about"):
        assert shape.open
        assert shape.stroke is not None
        tails = [end - shape.centre for end in shape.stroke]
        assert max(abs(t.x()) + abs(t.y()) for t in tails) >= 2 * shape.radius
    if drawn_bound(one) in ("eq", "gt", "ge"):
        assert not shape.open


@given(QUANTITIES)
def test_arrows_point_to_where_the_value_may_lie(one: Quantity) -> None:
    axis = ValueAxis(0.0, max(float(one.value), 1.0) * 1.1, 300.0, -200.0)
    shape = point_shape(one, axis, 50.0, SHEET)
    if shape.arrow is not None:
        upwards = shape.arrow.y() < shape.centre.y()
        assert upwards == (drawn_bound(one) in ("gt", "ge"))


def _painted(bound: str, **more: object) -> bytes:
    image = QImage(240, 30, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    one = Quantity(value=Decimal(100), bound=bound, unit="vehicle", **more)  # type: ignore[arg-type]
    axis = ValueAxis(0, 120, 10, 180)
    paint_bar(painter, bar_shape(one, axis, 5, 19, SHEET), QColor("#0072b2"), SHEET)
    painter.end()
    return bytes(image.constBits())


def test_no_two_kinds_of_bound_look_the_same(qapp: QApplication) -> None:
    pictures = {
        "eq": _painted("eq"),
        "gt": _painted("gt"),
        "lt": _painted("lt"),
        "about": _painted("about", decimals=-1),
        "nearly": _painted("nearly", decimals=-1),
        "over-about": _painted("over-about", decimals=-1),
        "range": _painted("range", high=Decimal(110)),
    }
    assert len(set(pictures.values())) == len(pictures)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_has_a_swatch_that_stays_in_its_place(
    qapp: QApplication, mark: str, theme: str
) -> None:
    sheet = Sheet(load_theme(theme), 2.0)
    image = QImage(80, 50, QImage.Format.Format_ARGB32)
    paper = sheet.theme.surface["pane"]
    image.fill(paper)
    rect = QRectF(16, 16, 48, 18)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, rect, mark, sheet, sheet.theme.ink["dim"])
    painter.end()
    inked = {
        (x, y) for x in range(80) for y in range(50) if image.pixelColor(x, y).rgb() != paper.rgb()
    }
    assert len(inked) > 40
    room = rect.adjusted(-5, -5, 5, 5)
    assert all(room.contains(x, y) for x, y in inked)


def test_every_bound_but_the_exact_one_has_a_mark() -> None:
    assert set(MARK_OF_BOUND) == set(BOUNDS) - {"eq"}
    assert set(MARK_OF_BOUND.values()) <= set(MARKS)
