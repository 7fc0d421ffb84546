from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.body import Body
from jwviewer.drawing.evidence import evidence_body
from jwviewer.drawing.evidence_items import most_important
from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.profile_rows import PAD_Y, RowSetter
from jwviewer.drawing.profiles import profiles_body
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.places import seed
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.profiles import profiles
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests import fact_sample as sample

MARGIN = 40
PAPER = QColor("#ff00ff")
BODIES = [profiles_body, evidence_body]
SIZES = [(1000, 560), (480, 900), (300, 200), (120, 90), (30, 30), (1, 1), (1600, 200)]


@pytest.fixture(scope="module")
def sheet(qapp: QApplication) -> Sheet:
    return Sheet(load_theme("light"), family=install_fonts(), refs=True)


def _long() -> Dossier:
    name = "Very Long Holding Company Limited 江淮汽车集团股份有限公司 " * 4
    more = [sample.entity(f"c{n}", f"{name}{n}") for n in range(5)]
    takers = [
        {"event_id": "pact", "entity_id": f"c{n}", "role": "party", "basis": "stated"}
        for n in range(5)
    ]
    said = [
        {"claim_id": f"s{n}", "kind": "quality", "gist": f"{name} {n}"[:200],
         "company_ids": "north", "company_basis": "stated", "period_basis": "undated",
         "mode": "hedged"}
        for n in range(40)
    ]  # fmt: skip
    return sample.dossier(entities=more, participants=takers, claims=said)


def _painted(body: Body, width: int, height: int) -> QImage:
    image = QImage(width + 2 * MARGIN, height + 2 * MARGIN, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    painter.translate(MARGIN, MARGIN)
    body.paint(painter)
    painter.end()
    return image


def _outside(image: QImage) -> bool:
    """Tell whether anything is painted outside the body's size; a hair's breadth is allowed."""
    wide, high, edge = image.width(), image.height(), MARGIN - 2
    strips = (
        image.copy(0, 0, wide, edge), image.copy(0, high - edge, wide, edge),
        image.copy(0, 0, edge, high), image.copy(wide - edge, 0, edge, high),
    )  # fmt: skip
    clean = [QImage(strip.size(), strip.format()) for strip in strips]
    for paper in clean:
        paper.fill(PAPER)
    return any(strip != paper for strip, paper in zip(strips, clean, strict=True))


@pytest.mark.parametrize("lay_out", BODIES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("focus", [None, "all"])
@pytest.mark.parametrize("make", [sample.dossier, _long])
def test_nothing_is_painted_outside_any_size(
    sheet: Sheet, lay_out: Callable[..., Body], size: tuple[int, int], focus: str | None,
    make: Callable[[], Dossier],
) -> None:  # fmt: skip
    state = State(make(), Selection(focus=focus))
    body = lay_out(state, sheet, QSizeF(*size))
    assert body.height <= size[1]
    assert not _outside(_painted(body, *size))


@pytest.mark.parametrize("lay_out", BODIES)
def test_the_same_picture_twice(sheet: Sheet, lay_out: Callable[..., Body]) -> None:
    pictures = [
        _painted(lay_out(State(sample.dossier()), sheet, QSizeF(900, 500)), 900, 500)
        for _ in range(2)
    ]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("lay_out", BODIES)
def test_an_empty_dossier_says_so(sheet: Sheet, lay_out: Callable[..., Body]) -> None:
    body = lay_out(State(Dossier.from_rows({})), sheet, QSizeF(600, 400))
    assert body.fact_ids == ()
    assert len(body.notes) == 1


def test_with_room_every_row_is_shown_and_nothing_is_counted(sheet: Sheet) -> None:
    body = profiles_body(State(sample.dossier()), sheet, QSizeF(1000, 3000))
    assert {"all", "small", "cny", "eur", "pact", "later", "quiet", "best"} <= set(body.fact_ids)
    assert not any("Shown" in note for note in body.notes)
    assert any("not zero" in note for note in body.notes)
    assert any("ƒ" in note for note in body.notes)


def test_without_room_the_figures_come_first_and_the_rest_is_counted(sheet: Sheet) -> None:
    body = profiles_body(State(sample.dossier()), sheet, QSizeF(900, 200))
    assert "all" in body.fact_ids
    assert "best" not in body.fact_ids
    assert any(note.startswith("Shown: ") for note in body.notes)


@pytest.mark.parametrize("height", [130, 300, 500, 3000])
def test_the_table_of_a_picture_holds_exactly_its_rows(sheet: Sheet, height: int) -> None:
    body = profiles_body(State(_long()), sheet, QSizeF(900, height))
    grid = body.grid()
    counted = any(re.search(r"; and \d+ more", cell) for row in grid.rows for cell in row)
    told = {i for ids in grid.told for i in ids if not i.startswith("derived-")}
    assert told == set(body.fact_ids)
    assert any(note.startswith(f"Shown: {len(grid.rows)} of") for note in body.notes) or (
        height == 3000
    )
    assert counted == any(note.startswith("Entries left out") for note in body.notes)


def test_more_room_shows_more_of_a_long_row_and_no_row_grows_beyond_its_room(sheet: Sheet) -> None:
    dossier = open_dossier(seed("tutorial"))
    setter = RowSetter(sheet, Highlight(dossier, Selection()), 200.0, 180.0, 4)
    pad = 2 * sheet.px(PAD_Y)
    cut = 0
    for row in profiles(dossier, Selection()).rows:
        before = 0
        for room in (60.0, 120.0, 240.0, 2000.0):
            done = setter.set(row, {}, room)
            assert done.height <= room + pad or done.keep == 1
            assert done.keep >= before
            before = done.keep
            cut += bool(done.cut)
        assert done.cut == 0
    assert cut


def test_companies_without_room_are_named(sheet: Sheet) -> None:
    body = profiles_body(State(sample.dossier()), sheet, QSizeF(220, 600))
    assert "No room for: South Yard." in body.notes


def test_derived_values_have_no_reference(sheet: Sheet) -> None:
    body = profiles_body(State(sample.dossier()), sheet, QSizeF(1000, 3000))
    assert set(body.fact_ids) <= set(sample.dossier().fact_ids)


def test_the_chosen_fact_opens_the_evidence(sheet: Sheet) -> None:
    state = State(sample.dossier(), Selection(focus="pact"))
    body = evidence_body(state, sheet, QSizeF(900, 500))
    assert body.fact_ids[0] == "pact"


def test_evidence_counts_what_has_no_room(sheet: Sheet) -> None:
    state = State(sample.dossier())
    few = evidence_body(state, sheet, QSizeF(400, 200))
    everything = len(state.dossier.fact_ids)
    assert few.notes == (f"Shown: {len(few.fact_ids)} of {everything} facts, the most important.",)
    assert "all" in few.fact_ids
    full = evidence_body(state, sheet, QSizeF(1200, 4000))
    assert len(full.fact_ids) == everything
    assert full.notes == ()


def test_a_row_is_never_lower_than_told_without_setting_it(sheet: Sheet) -> None:
    dossier = sample.dossier()
    highlight = Highlight(dossier, Selection())
    rows = [row for group in profiles(dossier, Selection()).groups for row in group.rows]
    for column in (60.0, 180.0, 400.0):
        setter = RowSetter(sheet, highlight, 120.0, column, 2)
        for row in rows:
            assert setter.least(row) <= setter.set(row, {}, 60.0).height


def test_the_most_important_facts_are_those_of_a_full_sort() -> None:
    dossier = sample.dossier()
    every = np.arange(len(dossier.fact_ids), dtype=np.int32)
    for selection in (Selection(), Selection(focus="all"), Selection(period=Period(1, 736000))):
        highlight = Highlight(dossier, selection)
        ranked = most_important(highlight, every, len(every))
        assert sorted(ranked) == every.tolist()
        for most in (0, 1, 5):
            assert most_important(highlight, every, most) == ranked[:most]
    assert most_important(Highlight(dossier, Selection(focus="all")), every, 1) == [
        dossier.positions["all"]
    ]
