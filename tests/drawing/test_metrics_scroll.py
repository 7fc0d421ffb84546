"""The metrics of a dossier with more panels than can be laid out at once."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing import metrics, metrics_picture, metrics_scroll
from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.metrics import MetricsBody, metrics_column
from jwviewer.drawing.metrics_scroll import MetricsScroll
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.queries.metric_view import MOST_AT_ONCE, MetricsOptions
from jwviewer.queries.metrics import metrics_view, place_of
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests.benchmarks.make_dossier import make_tables
from tests.metric_sample import everything

WIDTH, HEIGHT = 900, 700


@pytest.fixture(scope="module")
def large() -> Dossier:
    made = make_tables(8_000, 3)
    rows = {
        name: [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
        for name, table in made.items()
    }
    return Dossier.from_rows(rows, id="large")


@pytest.fixture
def body(large: Dossier, qapp: object) -> MetricsScroll:
    found = metrics_column(State(large), Sheet(load_theme("light"), 1.0, FAMILY), WIDTH)
    assert isinstance(found, MetricsScroll)
    return found


def _paint(body: MetricsScroll, top: float) -> None:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.translate(0, -top)
        body.paint_part(painter, QRectF(0, top, WIDTH, HEIGHT))


def test_only_what_is_in_sight_is_laid_out(body: MetricsScroll) -> None:
    assert len(body.view.panels) > MOST_AT_ONCE
    _paint(body, 0)
    assert len(body.drawing.refs) + sum(len(t.rows) for t in body.drawing.traces) > 0
    assert body.height > 10 * HEIGHT
    assert len(body._built) < 12


def test_panels_in_sight_stay_however_many_they_are(
    body: MetricsScroll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics_scroll, "MOST_BUILT", 2)
    seen = QRectF(0, 0, WIDTH, 4 * HEIGHT)
    body.settle(seen)
    assert len(body._built) > 4
    assert body.is_laid_out(seen)


def test_every_drawn_figure_has_its_place(body: MetricsScroll, large: Dossier) -> None:
    drawn = [
        large.store["figures"]["figure_id"].cell(row)
        for row in np.random.default_rng(1).choice(body.view.table_rows, 60).tolist()
    ]
    for fact_id in drawn:
        assert body.holds(fact_id)
        rect = body.rect_of(fact_id)
        place = place_of(large, body.view, fact_id)
        if rect is None:
            beside = large.store["figures"].find(fact_id) not in body.view.panels.plans[place].rows
            assert beside or body.view.panels[place].more, "all but remarks and crowded bars"
        else:
            assert 0 <= rect.top() < body.height


def test_what_is_seen_keeps_its_place_when_rows_above_get_their_height(
    body: MetricsScroll,
) -> None:
    _paint(body, 0)
    middle = body.height / 2
    clip = QRectF(0, middle, WIDTH, HEIGHT)
    body.settle(clip)
    row = body._row_at(middle + HEIGHT / 2)
    before = body._tops[row]
    moved = body.settle(clip)
    assert (body._tops[row], moved) == (before, 0.0), "a second look changes nothing"


def test_the_keyboard_reaches_the_first_and_the_last_panel(body: MetricsScroll) -> None:
    first = body.beside("", 1)
    assert first
    assert body.beside(first, -1) == first
    assert body.beside(body.beside(first, 1), -1) == first
    last = body.beside("", 1_000_000)
    assert last
    assert body.beside(last, 1) == last


def test_a_small_dossier_is_laid_out_whole(qapp: object) -> None:
    sheet = Sheet(load_theme("light"), 1.0, FAMILY)
    assert isinstance(metrics_column(State(everything()), sheet, WIDTH), MetricsBody)


def test_few_figures_of_very_many_facts_are_laid_out_as_they_come_into_sight(
    large: Dossier, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet(load_theme("light"), 1.0, FAMILY)
    some = next(
        found
        for company in reversed(large.companies)
        if not (view := metrics_view(
            large, found := Selection(companies=frozenset((company,))), MetricsOptions()
        )).large and len(view.panels)
    )  # fmt: skip
    state = State(large, some)
    assert isinstance(metrics_column(state, sheet, WIDTH), MetricsBody)
    monkeypatch.setattr(metrics, "MANY", 1)
    monkeypatch.setattr(metrics, "MOST_AT_ONCE", 1)
    body = metrics_column(state, sheet, WIDTH)
    assert isinstance(body, MetricsScroll)
    _paint(body, 0)
    assert body.drawing.items


def test_no_figure_is_lost_among_panels(large: Dossier) -> None:
    view = metrics_view(large, Selection(), MetricsOptions())
    told = {row for plan in view.panels.plans for row in plan.rows.tolist()}
    places = {row for row in view.table_rows.tolist() if row in told}
    beside = [row for row in view.table_rows.tolist() if row not in told]
    ids = [large.store["figures"]["figure_id"].cell(row) for row in beside]
    assert all(place_of(large, view, fact_id) >= 0 for fact_id in ids), "changes, conversions"
    assert len(places) + len(beside) == len(view.table_rows)


def _look(body: MetricsScroll, top: float) -> bytes:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.translate(0, -top)
        body.paint_part(painter, QRectF(0, top, WIDTH, HEIGHT))
    return bytes(image.constBits())


def _apart(one: bytes, other: bytes) -> np.ndarray:
    apart = np.frombuffer(one, np.uint8).astype(int) - np.frombuffer(other, np.uint8)
    return np.asarray(np.abs(apart))


def _middle(body: MetricsScroll, state: State) -> tuple[Selection, list[Selection]]:
    """Return the choice of a figure in sight, and periods that begin with its own."""
    ids = list(dict.fromkeys(i for i in body.drawing.refs if state.dossier.fact(i).when))
    first, last = (state.dossier.first_days, state.dossier.last_days)
    at = [state.dossier.positions[one] for one in ids]
    days = sorted((int(first[n]), int(last[n])) for n in at if first[n] > 0 and last[n] > 0)
    periods = [Period(*days[len(days) * n // 7]) for n in range(7)]
    chosen = Selection(focus=ids[len(ids) // 2])
    return chosen, [chosen.with_period(period) for period in periods]


def test_a_kept_picture_follows_period_and_choice_like_one_painted_anew(
    body: MetricsScroll, large: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State(large)
    looks = {_look(body, 0.0) for _ in range(3)}
    chosen, selections = _middle(body, state)
    for selection in (chosen, *selections, Selection(), selections[2]):
        body = body.with_state(State(large, selection))
        kept = _look(body, 0.0)
        for cell in (cell for cells in body._built.values() for cell in cells):
            cell.picture.forget()
        assert _apart(kept, _look(body, 0.0)).max() <= 3, "made whole, it is the same"
        with monkeypatch.context() as patch:
            patch.setattr(metrics_picture, "MOST_PIXELS", 0)
            direct = _look(body, 0.0)
        wrong = _apart(kept, direct)
        # Text has slightly other edges on a ground that can be seen through.
        assert wrong.max() < 90, "nothing is missing or elsewhere"
        assert wrong.mean() < 0.5
        looks.add(kept)
    assert len(looks) >= 8, "every period dims something else"
