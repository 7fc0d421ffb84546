from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from pytestqt.qtbot import QtBot

import jwviewer
from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.plot_caption import PlotCaption
from jwviewer.drawing.plot_gateway import SeriesPlot, plain
from jwviewer.drawing.plot_labels import Spot, labelled, place_labels
from jwviewer.drawing.plot_numbers import as_float64, seconds
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.queries.metric_view import MetricsOptions, Panel
from jwviewer.queries.metrics import metrics_view
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests.metric_sample import dossier, everything, figure

ROOT = Path(jwviewer.__file__).parent


@pytest.fixture
def state() -> State:
    return State(everything())


@pytest.fixture
def plot(qtbot: QtBot) -> SeriesPlot:
    made = SeriesPlot(lambda _: None, lambda _: None)
    qtbot.addWidget(made.widget)
    made.widget.resize(500, 300)
    return made


def _panel(state: State) -> Panel:
    view = metrics_view(state.dossier, Selection(), MetricsOptions())
    return next(panel for panel in view.panels if panel.form == "series")


def _show(plot: SeriesPlot, state: State, *, logarithmic: bool = False) -> None:
    sheet = Sheet(load_theme(state.theme), 1.0, FAMILY)
    plot.show_panel(_panel(state), state, sheet, logarithmic=logarithmic)


@pytest.mark.parametrize("values", [["1", "2.5"], [Decimal(3)], [1], (x for x in (1.0, 2.0)), []])
def test_every_kind_of_number_becomes_float64(values: list[object]) -> None:
    assert as_float64(values).dtype == np.float64


@pytest.mark.parametrize("value", ["nan", "inf", "x", None, object(), np.datetime64("2018-01-01")])
def test_what_is_no_finite_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        as_float64([value])


def test_days_are_utc_whatever_the_time_zone() -> None:
    day = date(2018, 1, 1)
    assert datetime.fromtimestamp(seconds(day.toordinal()), UTC).date() == day
    assert seconds(day.toordinal()) % 86_400 == 0


def test_text_is_shown_literally() -> None:
    assert plain("A <b>& Co") == "A &lt;b&gt;&amp; Co"


def test_the_whole_series_is_shown_and_limits_hold(plot: SeriesPlot, state: State) -> None:
    _show(plot, state)
    low, high = plot.shown
    first, last = (seconds(date(year, 1, 1).toordinal()) for year in (2012, 2020))
    assert low < first
    assert high > last
    plot.zoom(0.25)
    near = plot.shown
    assert near[1] - near[0] < (high - low) / 3
    plot.pan(-50)
    assert plot.shown[0] == pytest.approx(low)
    plot.fit()
    assert plot.shown == pytest.approx((low, high))


def test_the_axis_has_grouped_numbers_on_both_scales(plot: SeriesPlot, state: State) -> None:
    for logarithmic in (False, True):
        _show(plot, state, logarithmic=logarithmic)
        axis = plot._left
        low, high = plot._plot.getViewBox().viewRange()[1]
        ((_, heights),) = axis.tickValues(low, high, 300)
        texts = axis.tickStrings(heights, 1.0, 1.0)
        assert len(texts) >= 2
        assert all(re.fullmatch(r"[0-9]{1,3}(,000)+", text) for text in texts)


def test_a_soft_end_below_zero_leaves_a_logarithmic_axis_at_its_foot(plot: SeriesPlot) -> None:
    """About ten thousand, known to ten thousands, may be as little as five; about one, none."""
    figures = [
        figure(f"f{n}", "aurora", "sold", value, "vehicle", str(2015 + n), "about", decimals=-4)
        for n, value in enumerate((10_000, 20_000, 5_000, 40_000))
    ]
    _show(plot, State(dossier(figures)), logarithmic=True)
    shown: Any = plot.widget
    low, high = shown.getViewBox().viewRange()[1]
    assert 3 < low < 4, "thousands are at the foot, not one or zero"
    assert 4.6 < high < 5


def test_bounds_keep_an_arrow_and_the_chosen_period_is_marked(
    plot: SeriesPlot, state: State
) -> None:
    _show(plot, state)
    without = len(_marks(plot))
    by_fact = _spots(plot)
    assert by_fact["sold-a-2017"].symbol() != by_fact["sold-a-2016"].symbol()
    days = Period(date(2018, 1, 1).toordinal(), date(2018, 12, 31).toordinal())
    _show(plot, replace(state, selection=Selection(period=days, focus="sold-a-2018")))
    assert len(_marks(plot)) == without + 2


def test_a_clicked_point_is_told(qtbot: QtBot, state: State) -> None:
    told: list[str] = []
    plot = SeriesPlot(told.append, told.append)
    qtbot.addWidget(plot.widget)
    _show(plot, state)
    scatter = next(i for i in plot._plot.getPlotItem().items if hasattr(i, "points"))
    scatter.sigClicked.emit(scatter, scatter.points()[:1], None)
    assert told == ["sold-a-2012"]


def test_nobody_else_calls_pyqtgraph() -> None:
    callers = {
        path.name
        for path in ROOT.rglob("*.py")
        if re.search(r"^\s*(import|from) pyqtgraph", path.read_text(encoding="utf-8"), re.M)
    }
    assert callers == {"plot_gateway.py"}


def test_pyqtgraph_is_not_loaded_before_a_series_is_zoomed_into() -> None:
    code = (
        "import sys, jwviewer.panes.metrics, jwviewer.drawing.plot_gateway; "
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent, check=False).returncode == 0
    )


def _marks(plot: SeriesPlot) -> list[Any]:
    return [i for i in plot._plot.getPlotItem().items if not hasattr(i, "setPlainText")]


def _spots(plot: SeriesPlot) -> dict[str, Any]:
    items = [item for item in plot._plot.getPlotItem().items if hasattr(item, "points")]
    return {str(p.data()): p for item in items for p in item.points() if p.data()}


def _series(*rows: tuple[str, str, dict[str, object]]) -> State:
    years = [
        figure(f"y-{y}", "aurora", "sold", 1_000_000, "vehicle", str(y)) for y in range(2010, 2019)
    ]
    more = [
        figure(name, "aurora", "sold", 1_010_000, "vehicle", "2018", bound, **extra)
        for name, bound, extra in rows
    ]
    return State(dossier([*years, *more]))


@pytest.mark.parametrize(
    "bound", ["gt", "ge", "lt", "le", "nearly", "about", "over-about", "range"]
)
def test_a_bound_never_looks_like_an_exact_number(plot: SeriesPlot, bound: str) -> None:
    extra: dict[str, object] = {"decimals": -4}
    if bound == "range":
        extra = {"value_high": 1_020_000}
    _show(plot, _series(("odd", bound, extra)))
    odd, exact = _spots(plot)["odd"], _spots(plot)["y-2018"]
    assert odd.symbol() != exact.symbol()
    hollow = odd.brush().color() != exact.brush().color()
    assert hollow == (bound not in ("gt", "ge"))
    assert odd.pos().x() != exact.pos().x(), "two points of one year hide each other"


def test_values_with_a_bound_are_written_and_those_near_the_mouse(
    plot: SeriesPlot, qtbot: QtBot
) -> None:
    plot.widget.resize(700, 400)
    state = _series(("odd", "nearly", {"decimals": -4}))
    plot.widget.show()
    qtbot.waitExposed(plot.widget)
    _show(plot, state)
    assert "just under 1,010,000" in plot.told
    assert "1,000,000" in plot.told, "few points are all labelled"


def test_of_many_points_those_with_a_bound_and_near_the_mouse_are_labelled() -> None:
    spots = [
        Spot(n, QPointF(20 * n, 50), QRectF(20 * n - 5, 45, 10, 10), QSizeF(15, 10), n == 30)
        for n in range(40)
    ]
    assert [spot.number for spot in labelled(spots, None)] == [30]
    near = {spot.number for spot in labelled(spots, 200.0)}
    assert {9, 10, 11, 30} <= near
    assert 20 not in near
    area = QRectF(0, 0, 900, 100)
    found = place_labels(spots, [spot.box for spot in spots], area)
    rects = [QRectF(corner, QSizeF(15, 10)) for corner in found.values()]
    assert len(rects) > 30
    assert not any(a.intersects(b) for a, b in combinations(rects, 2))
    assert not any(rect.intersects(spot.box) for rect in rects for spot in spots)


def test_the_caption_says_what_the_marks_mean(qtbot: QtBot) -> None:
    caption = PlotCaption()
    qtbot.addWidget(caption)
    state = _series(("odd", "nearly", {"decimals": -4}), ("more", "gt", {}))
    sheet = Sheet(load_theme("light"), 1.0, FAMILY)
    caption.show_panel(_panel(state), sheet)
    assert dict(caption.entries) == {
        "eq": "as printed",
        "nearly": "close to this and below",
        "gt": "more than this, as the source words it",
    }
    caption.show_panel(_panel(_series()), sheet)
    assert caption.entries == ()
