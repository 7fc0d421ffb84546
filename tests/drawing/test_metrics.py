from __future__ import annotations

import csv
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.metrics import MetricsBody, metrics_body
from jwviewer.drawing.metrics_items import BarInk, LinkInk, PointInk, Rule, Words
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.places import seed
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests.drawing.column import column
from tests.metric_sample import dossier, everything, figure

FOLDER = seed("jac-weichai", "data")
OPTIONS = [
    MetricsOptions(),
    MetricsOptions(logarithmic=True),
    MetricsOptions(arrangement="company"),
]


@pytest.fixture(scope="module")
def jac() -> Dossier:
    return open_dossier(seed("jac-weichai"))


def _long_names() -> Dossier:
    """Return the seed with every name four times as long."""
    rows = {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(Path(FOLDER).glob("*.csv"))
    }
    for table, columns in (("entities", ("name", "short_name")), ("metrics", ("label",))):
        for row in rows[table]:
            row.update({column: " ".join([row[column]] * 4) for column in columns if row[column]})
    return Dossier.from_rows(rows)


def _sheet(scale: float = 1.0, *, refs: bool = False, theme: str = "light") -> Sheet:
    return Sheet(load_theme(theme), scale, FAMILY, refs)


def _overlaps(body: MetricsBody) -> list[tuple[str, str]]:
    words = [item for item in body.drawing.items if isinstance(item, Words) and item.text.strip()]
    found = []
    for one, other in combinations(words, 2):
        shared = _inked(one).intersected(_inked(other))
        if shared.width() > 0.5 and shared.height() > 2.0:
            found.append((one.text, other.text))
    return found


def _inked(words: Words) -> QRectF:
    """Return where the letters themselves are: right-aligned words fill only part of a column."""
    width = _sheet().width(words.text, words.role)
    rect = QRectF(words.rect)
    if words.align.value & 0x2:
        rect.setLeft(rect.right() - min(width, rect.width()))
    return rect


def _outside(body: MetricsBody, width: float, height: float) -> list[str]:
    room = QRectF(-4.5, -2, width + 6, height + 4)
    return [
        item.text
        for item in body.drawing.items
        if isinstance(item, Words) and not room.contains(_inked(item))
    ]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("width", [270, 452, 592, 1240])
def test_on_screen_no_words_overlap_or_leave_the_pane(
    qapp: QApplication, jac: Dossier, options: MetricsOptions, width: int
) -> None:
    for of in (jac, everything(), _long_names()):
        body = column(State(of), _sheet(), width, options)
        assert _overlaps(body) == []
        assert _outside(body, width, body.height) == []


@pytest.mark.parametrize(
    "size", [(989, 420), (989, 300), (480, 420), (420, 900), (300, 120), (1200, 700)]
)
def test_in_a_figure_no_words_overlap_or_leave_the_body(
    qapp: QApplication, jac: Dossier, size: tuple[int, int]
) -> None:
    for of in (jac, everything(), _long_names()):
        body = metrics_body(State(of), _sheet(refs=True), QSizeF(*size))
        assert body.height <= size[1]
        assert _overlaps(body) == []
        assert _outside(body, *size) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_the_figures_labels_keep_apart_and_values_keep_their_bounds(
    qapp: QApplication, data: st.DataObject
) -> None:
    one = st.tuples(
        st.sampled_from(["aurora", "borealis", "north"]),
        st.sampled_from([("sold", "vehicle"), ("staff", "employee"), ("profit", "EUR")]),
        st.integers(-(10**9), 10**12),
        st.sampled_from(["eq", "gt", "ge", "lt", "le", "about", "nearly", "over-about"]),
        st.sampled_from(["2018", "2019", "2020", "2019-33", "2019-12-31", ""]),
        st.sampled_from(["", "van", "bus"]),
    )
    rows = data.draw(st.lists(one, min_size=1, max_size=14))
    of = dossier(
        figure(f"f-{n}", who, metric, value, unit, period, bound, subject_id=what)
        for n, (who, (metric, unit), value, bound, period, what) in enumerate(rows)
    )
    width = data.draw(st.integers(260, 1100))
    body = column(State(of), _sheet(), width, data.draw(st.sampled_from(OPTIONS)))
    assert _overlaps(body) == []
    assert _outside(body, width, body.height) == []
    told = {item.text for item in body.drawing.items if isinstance(item, Words)}
    signs = {
        "gt": ">",
        "ge": "≥",
        "lt": "<",
        "le": "≤",
        "about": "about",
        "nearly": "just under",
        "over-about": "just over",
    }
    for bar in (bar for panel in body.view.panels for bar in panel.bars):
        if bar.quantity.bound != "eq" and bar.value in told:
            assert bar.value.startswith(signs[bar.quantity.bound])


def test_every_bar_has_its_value_beside_it(qapp: QApplication, jac: Dossier) -> None:
    body = column(State(jac), _sheet(), 592)
    told = [item.text for item in body.drawing.items if isinstance(item, Words)]
    for panel in body.view.panels:
        for bar in panel.bars:
            assert any(bar.value in text for text in told)


def test_the_derived_base_of_a_change_is_hollow_and_the_stated_end_is_not(
    qapp: QApplication, jac: Dossier
) -> None:
    body = column(State(jac), _sheet(), 592)
    points = [item for item in body.drawing.items if isinstance(item, PointInk)]
    assert [point.hollow for point in points] == [True, False]
    assert all(point.shape.arrow is not None for point in points)


def _in_the_way(body: MetricsBody) -> list[str]:
    """Return words of a change that lie on its arrow, its points, or the axis."""
    lines = [
        QLineF(item.start, item.end)
        for item in body.drawing.items
        if isinstance(item, LinkInk) and item.kind == "change"
    ]
    words = [item for item in body.drawing.items if isinstance(item, Words)]
    points = [item.shape.box for item in body.drawing.items if isinstance(item, PointInk)]
    rules = [item for item in body.drawing.items if isinstance(item, Rule) and item.strong]
    lines += [QLineF(rule.start, rule.end) for rule in rules if rule.start.y() == rule.end.y()]
    found = []
    for word in words:
        rect = _inked(word).adjusted(0.5, 1.5, -0.5, -1.5)
        edges = [
            QLineF(rect.topLeft(), rect.bottomRight()),
            QLineF(rect.bottomLeft(), rect.topRight()),
        ]
        if any(
            line.intersects(edge)[0] is QLineF.IntersectionType.BoundedIntersection
            for line in lines
            for edge in edges
        ) or any(rect.intersects(box) for box in points):
            found.append(word.text)
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    value=st.integers(10, 10**9),
    percent=st.sampled_from(["0.4", "6", "45", "90", "300", "5000"]),
    direction=st.sampled_from(["increase", "decrease"]),
    bounds=st.tuples(*[st.sampled_from(["eq", "gt", "lt", "about", "nearly"])] * 2),
    logarithmic=st.booleans(),
    width=st.integers(260, 1100),
)
def test_the_words_of_a_change_keep_off_its_arrow_and_its_axis(
    qapp: QApplication,
    value: int,
    percent: str,
    direction: str,
    bounds: tuple[str, str],
    logarithmic: bool,
    width: int,
) -> None:
    change = figure("c", "aurora", "sold-change", percent, "%", "2018", bounds[1], change_of_id="f")
    change |= {"direction": direction, "base_period": "2017", "base_basis": "inferred"}
    of = dossier([figure("f", "aurora", "sold", value, "vehicle", "2018", bounds[0]), change])
    body = column(State(of), _sheet(), width, MetricsOptions(logarithmic=logarithmic))
    assert _in_the_way(body) == []
    assert _overlaps(body) == []


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("width", [270, 452, 592, 800])
def test_the_words_of_the_seeds_change_keep_off_its_arrow_and_its_axis(
    qapp: QApplication, jac: Dossier, logarithmic: bool, width: int
) -> None:
    selection = Selection(focus="sold-k7-change")
    body = column(State(jac, selection), _sheet(), width, MetricsOptions(logarithmic=logarithmic))
    assert any(isinstance(item, LinkInk) and item.kind == "change" for item in body.drawing.items)
    assert _in_the_way(body) == []


def test_two_points_of_one_period_stand_beside_each_other(qapp: QApplication) -> None:
    years = [
        figure(f"f-{y}", "aurora", "sold", (y - 2008) * 100_000, "vehicle", str(y))
        for y in range(2012, 2019)
    ]
    twin = figure("twin", "aurora", "sold", 1_010_000, "vehicle", "2018", "nearly", decimals=-4)
    body = column(State(dossier([*years, twin])), _sheet(), 592)
    points = {i.fact_id: i.shape for i in body.drawing.items if isinstance(i, PointInk)}
    one, other = points["f-2018"], points["twin"]
    assert abs(one.centre.x() - other.centre.x()) > one.radius + other.radius
    assert one.plain
    assert other.open
    told = [item.text for item in body.drawing.items if isinstance(item, Words)]
    assert "just under 1,010,000" in told


@pytest.mark.parametrize("height", [60, 90, 140, 300])
def test_a_lone_bar_in_a_figure_says_its_unit(qapp: QApplication, height: int) -> None:
    of = dossier([figure("f", "aurora", "sold", 5000, "vehicle")])
    body = metrics_body(State(of), _sheet(refs=True), QSizeF(500, height))
    texts = [item.text for item in body.drawing.items if isinstance(item, Words)]
    assert "vehicles" in texts or any(text.endswith(", in vehicles") for text in texts)


def test_the_legend_explains_only_marks_that_are_used(qapp: QApplication, jac: Dossier) -> None:
    used = {entry.mark for entry in column(State(jac), _sheet(), 592).legend}
    assert used == {"lower", "nearly", "part", "derived-up", "change"}
    plain = dossier([figure("f", "aurora", "sold", 5, "vehicle")])
    assert column(State(plain), _sheet(), 592).legend == ()


def test_the_notes_say_what_is_inferred_and_what_is_not_drawn(
    qapp: QApplication, jac: Dossier
) -> None:
    notes = " ".join(metrics_body(State(jac), _sheet(refs=True), QSizeF(989, 420)).notes)
    assert "period of ² ³ ⁴" in notes
    assert "base period of ⁴" in notes
    assert "Drawn: 8 of 9 figures; listed, not drawn: 1." in notes


def test_what_has_no_room_is_counted_and_the_first_of_each_company_stays(
    qapp: QApplication, jac: Dossier
) -> None:
    body = metrics_body(State(jac), _sheet(refs=True), QSizeF(500, 230))
    shown, total = len(body.fact_ids), 9
    assert 0 < shown < total
    assert "sold-2018" in body.fact_ids
    assert any(f"no room for {total - shown}" in note for note in body.notes)


def test_a_part_never_reaches_beyond_what_its_whole_shows(qapp: QApplication, jac: Dossier) -> None:
    body = column(State(jac), _sheet(), 592)
    bars = {item.fact_id: item for item in body.drawing.items if isinstance(item, BarInk)}
    whole = bars["sold-2018"].shape.solid
    for part in ("sold-light-2018", "sold-k7-2018"):
        assert bars[part].shape.solid.right() <= whole.right()
    inner, outer = bars["inventions-2018"].shape.solid, bars["patents-2018"].shape.solid
    assert outer.contains(inner)
    assert inner.width() / outer.width() == pytest.approx(1750 / 12333, abs=0.002)


def test_proportions_are_the_same_at_every_scale(qapp: QApplication, jac: Dossier) -> None:
    small = column(State(jac), _sheet(1.0), 592)
    large = column(State(jac), _sheet(3.0), 592 * 3)
    assert large.height == pytest.approx(small.height * 3, rel=0.02)


def test_a_logarithmic_scale_has_points_instead_of_bars_and_says_so(
    qapp: QApplication, jac: Dossier
) -> None:
    body = column(State(jac), _sheet(), 592, MetricsOptions(logarithmic=True))
    assert not any(isinstance(item, BarInk) for item in body.drawing.items)
    assert any(note.startswith("Logarithmic scale") for note in body.notes)
    mixed = column(State(everything()), _sheet(), 592, MetricsOptions(logarithmic=True))
    assert any("stay linear: 1" in note for note in mixed.notes)


def _picture(body: MetricsBody, state: State, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(load_theme(state.theme).surface["pane"])
    painter = QPainter(image)
    body.paint(painter)
    painter.end()
    return image


def test_the_same_figure_gives_the_same_pixels(qapp: QApplication, jac: Dossier) -> None:
    state = State(jac)
    one, other = (
        _picture(metrics_body(state, _sheet(refs=True), QSizeF(989, 420)), state, 989, 420)
        for _ in range(2)
    )
    assert one == other


def test_a_chosen_figure_lights_up_and_one_outside_the_period_fades(
    qapp: QApplication, jac: Dossier
) -> None:
    state = State(jac)
    body = column(state, _sheet(), 592)
    before = _picture(body, state, 592, 700)
    chosen = replace(state, selection=Selection(focus="sold-2018"))
    row = body.rect_of("sold-2018")
    assert row is not None
    corner = (int(row.left()) + 12, int(row.center().y()))
    lit = _picture(body.with_state(chosen), chosen, 592, 700)
    assert lit.pixelColor(*corner) == load_theme("light").surface["selected"]
    assert before.pixelColor(*corner) != lit.pixelColor(*corner)
    past = replace(state, selection=Selection(period=Period(700_000, 700_365)))
    faded = _picture(body.with_state(past), past, 592, 700)
    bar = next(i for i in body.drawing.items if isinstance(i, BarInk) and i.fact_id == "sold-2018")
    inside = bar.shape.solid.center().toPoint()
    assert faded.pixelColor(inside).lightness() > before.pixelColor(inside).lightness()


def test_an_empty_dossier_says_so(qapp: QApplication) -> None:
    body = column(State(dossier([])), _sheet(), 400)
    texts = [item.text for item in body.drawing.items if isinstance(item, Words)]
    assert texts[0] == "This dossier holds no figures."
