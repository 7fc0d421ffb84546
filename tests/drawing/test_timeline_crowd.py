"""A timeline of more facts than can have a place each: every one shown, the most telling named."""

from __future__ import annotations

import gc
import sys
import weakref
from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from jwviewer.drawing import timeline
from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.time_scale import View
from jwviewer.drawing.timeline import CROWD, timeline_body, whole_view, words_in
from jwviewer.drawing.timeline_bands import shades
from jwviewer.drawing.timeline_crowd import CrowdBody
from jwviewer.drawing.timeline_labels import Typesetter
from jwviewer.drawing.timeline_scene import columns_of
from jwviewer.drawing.timeline_stage import Stage
from jwviewer.queries.timeline import Shape, shown
from jwviewer.queries.timeline_rows import Fold, rows_of
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests import timeline_sample as sample


@pytest.fixture(scope="module")
def dossier():
    return sample.crowd(5, 7, 2200, 1800)


def stage_of(theme="light"):
    stage = Stage(Typesetter(Sheet(load_theme(theme), 1.0, FAMILY)))
    stage.patient = True
    return stage


def body_of(dossier, view=None, width=1100, height=620, *, stage=None, selection=None, **more):
    state = State(dossier, selection or Selection())
    facts = shown(dossier, state.selection)
    return CrowdBody(
        state, stage or stage_of(), facts, words_in(dossier), view or whole_view(facts),
        QSizeF(width, height), **more,
    )  # fmt: skip


def years(first, last):
    return View(365.2425 * (first - 1) + 1, 365.2425 * (last - 1) + 1)


def image(body, width=1100, height=620):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0)
    with QPainter(picture) as painter:
        body.paint(painter)
    return picture


def test_few_facts_in_very_many_lanes_are_a_crowd(qapp, monkeypatch):
    state = State(sample.dossier())
    sheet = Sheet(load_theme("light"), 1.0, FAMILY, refs=True)
    lanes = len(shown(state.dossier, Selection()).lanes)
    monkeypatch.setattr(timeline, "MOST_LANES", lanes)
    assert not isinstance(timeline_body(state, sheet, QSizeF(900, 500)), CrowdBody)
    monkeypatch.setattr(timeline, "MOST_LANES", lanes - 1)
    body = timeline_body(state, sheet, QSizeF(900, 500))
    assert isinstance(body, CrowdBody)
    image(body)


def test_a_small_dossier_is_no_crowd_and_a_large_one_is(qapp, dossier):
    assert shown(dossier, Selection()).items > CROWD
    sheet = Sheet(load_theme("light"), 1.0, FAMILY, refs=True)
    assert isinstance(timeline_body(State(dossier), sheet, QSizeF(900, 500)), CrowdBody)
    assert not isinstance(
        timeline_body(State(sample.dossier()), sheet, QSizeF(900, 500)), CrowdBody
    )


@pytest.mark.parametrize(("first", "last"), [(1990, 2030), (2004, 2006), (2010.3, 2010.4)])
def test_labels_are_whole_and_never_overlap(qapp, dossier, first, last):
    body = body_of(dossier, years(first, last))
    placed = list(body.layout.placed())
    assert placed
    plot = body.layout.plot.adjusted(-1, -1, 1, 1)
    rects = [p.lines[0][0] for p in placed if not p.spot.inside]
    for rect in rects:
        assert plot.left() <= rect.left()
        assert rect.right() <= plot.right()
    for one, other in combinations(rects, 2):
        common = one.intersected(other)
        assert common.width() < 1 or common.height() < 1


def test_the_same_facts_are_named_while_time_moves(qapp, dossier):
    stage, view = stage_of(), years(2004, 2008)
    names, places = [], []
    for step in range(0, 60, 6):
        body = body_of(dossier, view.panned(step), stage=stage)
        left, right = body.layout.plot.left() + 150, body.layout.plot.right() - 400
        told = {p.fact_id: p.mark.left() + step * body.layout.scale.per_day
                for p in body.layout.placed() if left < p.mark.left() < right}  # fmt: skip
        names.append(set(told))
        places.append(told)
    # What enters or leaves at the edges may; what lies well inside stays.
    for before, after in pairwise(places):
        both = before.keys() & after.keys()
        assert len(both) >= 0.8 * min(len(before), len(after))
        assert all(abs(before[one] - after[one]) <= 1.01 for one in both)


def test_every_fact_in_view_is_in_a_band(qapp, dossier):
    body = body_of(dossier, years(2000, 2012), height=900)
    line, tables = body.shown.timeline, body.tables
    scale = body.layout.scale
    for number in body.layout.seen:
        for lanes in body.layout.rows[number].parts:
            counts = columns_of(tables, [lanes], scale)[0]
            step = scale.view.span / len(counts)
            inside = (line.lane >= lanes[0]) & (line.lane < lanes[1]) & (line.shape != Shape.ORDER)
            for column in range(0, len(counts), 97):
                lo = scale.view.lo + column * step
                touching = (line.start < lo + step) & (line.end > lo) & inside
                assert counts[column] == np.count_nonzero(touching)


def test_where_facts_can_be_told_apart_each_has_its_own_mark(qapp, dossier):
    body = body_of(dossier, years(2010.3, 2010.35))
    scene, line = body.layout.scene, body.shown.timeline
    wide = scene.scale.view
    drawn = sum(len(marks.rects) for marks in scene.bands.marks)
    rows = [body.layout.rows[number].parts for number in body.layout.seen]
    alive = [line.lane[(line.start < wide.hi) & (line.end > wide.lo) & (line.shape != Shape.ORDER)]]
    inside = sum(
        int(((alive[0] >= first) & (alive[0] < end)).sum()) for row in rows for first, end in row
    )
    assert not scene.bands.strips
    # A mark with soft ends is two rectangles: the whole, and what is certain of it.
    assert inside <= drawn <= 2 * inside


def test_more_facts_are_darker():
    counts = np.array([[0, 1, 2, 50, 400], [0, 0, 1, 1, 2]], np.int32)
    shade = shades(counts)
    assert (shade[counts == 0] == 0).all()
    assert (shade[counts > 0] > 0).all()
    assert (np.diff(shade[0].astype(int)) > 0).all()


def calls_of_a_frame(dossier):
    """Return how many calls one step of panning takes, in Python and into C."""
    stage = stage_of()
    stage.patient = False
    view = years(2004, 2008)
    for step in range(8):
        image(body_of(dossier, view.panned(step), stage=stage))
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    body_of(dossier, view.panned(9), stage=stage)
    sys.setprofile(note)
    try:
        image(body_of(dossier, view.panned(10), stage=stage))
    finally:
        sys.setprofile(None)
    return count


def test_a_frame_does_not_take_more_steps_with_more_facts(qapp, dossier):
    more = sample.crowd(5, 7, 9000, 8000)
    assert calls_of_a_frame(more) <= 1.3 * calls_of_a_frame(dossier)


def test_rows_are_companies_and_open_into_what_they_share(qapp, dossier):
    facts = shown(dossier, Selection())
    closed = rows_of(facts, frozenset())
    assert len({row.company for row in closed}) == len(closed)
    row = next(row for row in closed if row.fold is Fold.CLOSED)
    opened = rows_of(facts, frozenset((row.company,)))
    inner = [one for one in opened if one.fold is Fold.INNER]
    assert [one.own for one in inner] == [
        (lane, lane + 1) for lane in range(*row.shared) if lane in facts.lanes
    ]
    for rows in (closed, opened):
        lanes = [lane for one in rows for part in one.parts for lane in range(*part)]
        assert len(lanes) == len(set(lanes))
        assert set(facts.lanes) <= set(lanes)


def test_a_point_of_a_band_answers_with_the_most_important_fact(qapp, dossier):
    body = body_of(dossier)
    line, layout = body.shown.timeline, body.layout
    number = layout.seen[0]
    band = layout.band(number)
    crowds = [
        body.items_in_band(QPointF(x, band.center().y()))
        for x in range(int(band.left()) + 5, int(band.right()) - 5, 7)
    ]
    crowd = max(crowds, key=len)
    assert len(crowd) > 3
    assert (np.diff(line.rank[crowd]) >= 0).all()
    lanes = set(line.lane[crowd].tolist())
    assert lanes <= {n for part in layout.rows[number].parts for n in range(*part)}


def test_what_is_chosen_is_named_and_marked(qapp, dossier):
    line = shown(dossier, Selection()).timeline
    crowded = body_of(dossier, years(2000, 2010))
    told = {p.fact_id for p in crowded.layout.placed()}
    lanes = {n for row in crowded.layout.seen for part in crowded.layout.rows[row].parts
             for n in range(*part)}  # fmt: skip
    item = next(
        n for n in range(len(line.facts))
        if line.shape[n] == Shape.POINT and int(line.lane[n]) in lanes
        and 731000 < line.start[n] < 733000 and line.fact_id(n) not in told
    )  # fmt: skip
    fact_id = line.fact_id(item)
    body = body_of(
        dossier, years(2000, 2010), selection=Selection(focus=fact_id), forced=frozenset((fact_id,))
    )
    assert fact_id in {p.fact_id for p in body.layout.placed()}
    ticks = [len(rects) for rects, _ in body.lit_ticks()]
    assert ticks
    assert image(body) != image(body_of(dossier, years(2000, 2010)))


def test_of_very_many_undated_facts_only_those_in_sight_are_laid_out(qapp):
    events = [sample.event(f"u{n}", f"Undated number {n}") for n in range(1500)]
    dated = [sample.event(f"d{n}", f"Dated number {n}", str(1990 + n % 30)) for n in range(2100)]
    from jwviewer.dossier.dossier import Dossier

    body = body_of(Dossier.from_rows({"events": [*events, *dated]}))
    tray = body.layout.tray
    assert 0 < len(tray.cells) < 200
    assert tray.left_out == 1500 - len(tray.cells)
    rects = [cell.rect for cell in tray.cells]
    for one, other in combinations(rects, 2):
        assert one.intersected(other).width() < 1 or one.intersected(other).height() < 1
    assert tray.top_of("u1400") > tray.rect.height()
    down = body_of(Dossier.from_rows({"events": [*events, *dated]}), tray_scroll=1e9)
    assert down.layout.tray.cells[-1].fact_id == "u1499"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_counts_what_it_shows_and_is_the_same_twice(qapp, dossier, theme):
    sheet = Sheet(load_theme(theme), 1.0, FAMILY, refs=True)
    state = State(dossier, Selection(period=Period(731000, 733000)), theme)
    one = timeline_body(state, sheet, QSizeF(1100, 300))
    assert image(one, 1100, 300) == image(timeline_body(state, sheet, QSizeF(1100, 300)), 1100, 300)
    total = len(one.layout.rows) + one.layout.dropped
    assert f"Lanes shown: {len(one.layout.rows)} of {total}." in one.notes
    assert any(note.startswith("Drawn: ") for note in one.notes)
    assert one.numbers
    assert {"time-strip"} <= {entry.mark for entry in one.legend}
    assert all(QRectF(0, 0, 1100, 300).contains(p.outline.center()) for p in one.layout.placed())


@pytest.mark.parametrize(("width", "height"), [(1, 1), (30, 700), (900, 8), (60, 60)])
def test_absurd_sizes_are_survived(qapp, dossier, width, height):
    body = body_of(dossier, None, width, height)
    image(body, width, height)
    assert body.height <= height


def test_a_frame_is_let_go_without_the_collector(qapp, dossier):
    body = body_of(dossier)
    image(body)
    watched = [weakref.ref(one) for one in (body, body.layout, body.layout.scene)]
    body.stage.scene = None
    was_on = gc.isenabled()
    gc.disable()
    try:
        del body
        assert [one() for one in watched] == [None] * 3
    finally:
        if was_on:
            gc.enable()
