from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.time_scale import View, limited
from jwviewer.drawing.timeline import TimelineBody, timeline_body
from jwviewer.drawing.timeline_marks import TIMELINE_MARKS
from jwviewer.drawing.timeline_packing import Body
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests import timeline_sample as sample


def body_of(dossier, width=1000, height=500, *, selection=None, refs=False, scale=1.0, **more):
    sheet = Sheet(load_theme("light"), scale, FAMILY, refs=refs)
    state = State(dossier, selection or Selection())
    return TimelineBody(state, sheet, QSizeF(width, height), **more)


def placed(body, fact_id):
    return next((p for p in body.layout.placed() if p.fact_id == fact_id), None)


def label(body, fact_id):
    lines = placed(body, fact_id).lines
    return " ".join("".join(run.text for run in line.runs) for _, line in lines)


def image(body, width, height):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    body.paint(painter)
    painter.end()
    return picture


def texts(body):
    """Return every rectangle that holds text and can be seen."""
    layout = body.layout
    rects = [rect for p in layout.placed() for rect, _ in p.lines]
    rects += [rect for box in layout.lanes for rect, _, _ in box.heading]
    rects += [box.note[0] for box in layout.lanes if box.note]
    rects = [rect for rect in rects if layout.lanes_rect.adjusted(0, -0.5, 0, 0.5).contains(rect)]
    if layout.lanes:
        top, height = layout.axis_rect.top(), layout.axis_rect.height()
        rows = 2 if layout.axis.major else 1
        for row, cells in enumerate((layout.axis.minor, layout.axis.major)):
            rects += [
                QRectF(c.label_x, top + row * height / rows, c.label_width, height / rows)
                for c in cells
                if c.label
            ]
    if layout.tray:
        rects += [rect for cell in layout.tray.cells for rect, _ in cell.lines]
    return rects


def sides(rect):
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def overlaps(one, other):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0.6
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.6
    )


def assert_clean(body):
    width, height = body.layout.size.width(), body.layout.size.height()
    rects = [sides(rect) for rect in texts(body)]
    for x0, y0, x1, y1 in rects:
        assert min(x0, y0) >= -0.5
        assert x1 <= width + 0.5
        assert y1 <= height + 0.5
    assert [pair for pair in combinations(rects, 2) if overlaps(*pair)] == []
    for box in body.layout.lanes:
        labels = [(p.fact_id, sides(rect)) for p in box.placed for rect, _ in p.lines]
        for mark in box.placed:
            if mark.spot.mark.body is not Body.LINE:
                covered = [
                    fact_id
                    for fact_id, rect in labels
                    if fact_id != mark.fact_id and overlaps(sides(mark.mark), rect)
                ]
                assert covered == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 10**6),
    st.integers(200, 2400),
    st.integers(120, 1400),
    st.floats(0, 1),
    st.floats(0, 1),
    st.booleans(),
    st.sampled_from((1.0, 1.7)),
)
def test_no_label_overlaps_another_or_leaves_the_pane(
    qapp, seed, width, height, place, zoom, refs, scale
):
    dice = Random(seed)
    dossier = sample.crowd(seed, dice.randint(0, 7), dice.randint(0, 40), dice.randint(0, 20))
    span = 3652058 ** (1 - zoom)
    middle = 1 + place * 3652058 if dice.random() < 0.3 else 733000 + place * 6000
    view = limited(middle - span / 2, middle + span / 2)
    whole = dice.random() < 0.3
    body = body_of(
        dossier, width, height, refs=refs, scale=scale, scrolls=not refs,
        view=None if whole else view,
    )  # fmt: skip
    assert_clean(body)


def test_everything_drawn_or_counted(qapp):
    dossier = sample.crowd(5, 5, 200, 80)
    body = body_of(dossier, 1200, 420, scrolls=True)
    shown = body.shown
    drawn = {p.item for p in body.layout.placed()}
    left_out = {int(item) for box in body.layout.lanes for item in box.left_out}
    assert not drawn & left_out
    in_view = {
        n
        for n in range(len(shown.timeline.members))
        if body.layout.scale.view.shows(shown.timeline.start[n], shown.timeline.end[n])
    }
    assert drawn | left_out == in_view
    for box in body.layout.lanes:
        assert (box.note is None) == (len(box.left_out) == 0)


def test_an_event_is_drawn_where_its_year_lies(qapp):
    body = body_of(sample.dossier())
    scale, item = body.layout.scale, placed(body, "pact")
    from datetime import date

    assert item.mark.left() == pytest.approx(scale.x(date(2013, 1, 1).toordinal()))
    assert item.mark.right() == pytest.approx(scale.x(date(2014, 1, 1).toordinal()))


def test_an_undated_event_is_a_line_that_is_open_where_nothing_is_known(qapp):
    body = body_of(sample.dossier())
    second = placed(body, "second")
    assert second.spot.mark.body is Body.LINE
    assert second.spot.mark.open_right
    assert not second.spot.mark.open_left
    assert second.mark.left() == pytest.approx(placed(body, "pact").mark.left(), abs=1)
    assert "later than the 2013 agreement" in label(body, "second")
    assert any(cell.fact_id == "second" for cell in body_of(
        sample.dossier(), scrolls=True, height=700).layout.tray.every)  # fmt: skip


def test_a_picture_does_not_say_the_same_twice(qapp):
    body = body_of(sample.dossier(), 1400, 700, refs=True)
    tray = {cell.fact_id for cell in body.layout.tray.cells}
    assert tray == {"yearless", "prize", "long", "supplied"}
    assert len(body.fact_ids) == len(set(body.fact_ids))


def test_an_undated_event_whose_line_finds_no_room_stands_in_the_tray(qapp):
    dossier = sample.dossier()
    body = body_of(dossier, 420, 330, refs=True)
    lines = {p.fact_id for p in body.layout.placed()} & {"second", "between"}
    tray = {cell.fact_id for cell in body.layout.tray.every}
    assert lines != {"second", "between"}
    assert lines | tray >= {"second", "between"}
    assert not lines & tray


def test_events_come_before_figures_and_wholes_before_parts(qapp):
    body = body_of(sample.dossier(), 1000, 700)
    lane = next(box for box in body.layout.lanes if box.lane == 0)
    ranks = [int(body.shown.timeline.rank[p.item]) for p in lane.placed]
    assert ranks == sorted(ranks)


def test_a_short_pane_keeps_the_important_and_counts_the_rest(qapp):
    rows = {
        "entities": [sample.company("aurora", "Aurora")],
        "metrics": sample.metrics(),
        "figures": [
            sample.figure("whole", "aurora", "9", "2018"),
            *(
                sample.figure(f"part-{n}", "aurora", "1", "2018", part_of_id="whole")
                for n in range(9)
            ),
        ],
    }  # fmt: skip
    body = body_of(Dossier.from_rows(rows), 700, 90)
    box = body.layout.lanes[0]
    assert "whole" in [p.fact_id for p in box.placed]
    assert box.note[1] == f"+{len(box.left_out)} more"
    assert len(box.left_out) + len(box.placed) == 10
    assert box.strip is not None


def test_notes_count_what_is_drawn_and_name_what_is_inferred(qapp):
    body = body_of(sample.dossier(), 1500, 800, refs=True)
    number = body.numbers["guess"]
    digits = str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    assert f"Date or period inferred for {digits}." in body.notes
    assert body.notes[-1] == "Drawn: all 14 dated facts; undated: 6 of 6 shown."


def test_the_legend_explains_only_marks_that_are_used(qapp):
    marks = {entry.mark for entry in body_of(sample.dossier(), 1500, 800).legend}
    assert {"time-soft", "time-order", "time-fade", "time-inferred", "time-vague"} <= marks
    assert "time-strip" not in marks
    assert marks <= set(TIMELINE_MARKS)
    plain = Dossier.from_rows({"events": [sample.event("one", "One", "2018-05-04")]})
    assert [entry.mark for entry in body_of(plain).legend] == ["time-point"]


def test_what_is_chosen_is_always_drawn_with_its_label(qapp):
    dossier = sample.crowd(3, 3, 150, 30)
    crowded = body_of(dossier, 900, 300)
    hidden = next(int(i) for box in crowded.layout.lanes for i in box.left_out)
    fact_id = crowded.shown.timeline.fact_id(hidden)
    body = body_of(dossier, 900, 300, forced=frozenset({fact_id}))
    assert placed(body, fact_id) is not None


def test_many_lanes_scroll_on_screen_and_are_counted_in_a_picture(qapp):
    dossier = sample.crowd(8, 7, 120, 40)
    screen = body_of(dossier, 900, 220, scrolls=True)
    assert screen.layout.content > screen.layout.lanes_rect.height()
    down = body_of(dossier, 900, 220, scrolls=True, scroll=1e9)
    assert down.layout.lanes[-1].rect.bottom() == pytest.approx(down.layout.lanes_rect.bottom())
    picture = body_of(dossier, 900, 220, refs=True)
    assert picture.layout.dropped
    total = len(picture.layout.lanes) + picture.layout.dropped
    assert f"Lanes shown: {len(picture.layout.lanes)} of {total}." in picture.notes


def test_a_name_four_times_as_long_is_shown_whole(qapp):
    name = "Borealis Industry and Machinery Works " * 4
    rows = {
        "entities": [sample.company("long", name.strip())],
        "events": [sample.event("one", "One", "2013")],
        "participants": sample.parties("one", "long"),
    }
    body = body_of(Dossier.from_rows(rows), 860, 300)
    box = body.layout.lanes[0]
    assert " ".join(text for _, text, _ in box.heading) == name.strip()
    assert_clean(body)


def test_pointing_finds_marks_labels_and_tray(qapp):
    body = body_of(sample.dossier(), 1200, 600, scrolls=True)
    item = placed(body, "pact")
    assert body.fact_at(item.mark.center()) == "pact"
    assert body.fact_at(item.lines[0][0].center()) == "pact"
    cell = body.layout.tray.cells[0]
    assert body.fact_at(cell.rect.center()) == cell.fact_id
    assert body.fact_at(QPointF(5, body.layout.lanes_rect.bottom() - 2)) is None


def test_a_strip_answers_with_the_most_important_fact(qapp):
    body = body_of(sample.crowd(5, 2, 300, 80), 900, 250)
    box = next(box for box in body.layout.lanes if box.strip is not None)
    hits = [
        body.facts_in_strip(box, QPointF(x, box.strip.center().y())) for x in range(100, 890, 5)
    ]
    crowd = max(hits, key=len)
    assert len(crowd) > 1
    line = body.shown.timeline
    ranks = [int(line.rank[line.item_of[fact_id]]) for fact_id in crowd]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_painting_is_the_same_twice_and_not_blank(qapp, theme):
    sheet = Sheet(load_theme(theme), 1.0, FAMILY, refs=True)
    state = State(sample.dossier(), Selection(focus="pact", period=Period(734869, 735233)), theme)
    one = image(timeline_body(state, sheet, QSizeF(900, 500)), 900, 500)
    other = image(timeline_body(state, sheet, QSizeF(900, 500)), 900, 500)
    assert one == other
    colours = {one.pixelColor(x, y).name() for x in range(0, 900, 7) for y in range(0, 500, 7)}
    assert len(colours) > 20


def test_outside_the_period_marks_are_pale(qapp):
    def colour(period):
        body = body_of(sample.dossier(), selection=Selection(period=period))
        at = placed(body, "sold-2018").mark.center().toPoint()
        return image(body, 1000, 500).pixelColor(at.x(), at.y() + 7)

    inside = colour(Period(736695, 737059))
    outside = colour(Period(734869, 735233))
    assert outside.lightness() > inside.lightness()


def test_nothing_to_do_with_time_says_so(qapp):
    body = body_of(Dossier.from_rows({}), 600, 200)
    assert body.layout.lanes == ()
    assert body.layout.tray is None
    assert image(body, 600, 200).pixelColor(2, 2) == load_theme("light").surface["pane"]


@pytest.mark.parametrize(("width", "height"), [(1, 1), (30, 700), (900, 8), (60, 60)])
def test_absurd_sizes_are_survived(qapp, width, height):
    body = body_of(sample.crowd(2, 4, 30, 10), width, height, scrolls=True)
    image(body, max(width, 1), max(height, 1))
    assert body.height <= height


def test_view_limits_what_is_laid_out(qapp):
    body = body_of(sample.dossier(), view=View(730000.0, 730100.0))
    assert placed(body, "pact") is None
    assert "Drawn: 0 of 14" in body.notes[-1]
