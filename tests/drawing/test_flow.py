from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from jwviewer.drawing.flow import Flow, Run, set_text, smaller
from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme

WORDS = st.sampled_from(
    ["a", "figures", "商用车动力总成", "Donaudampfschifffahrtsgesellschaft", "–", "1,750", " "]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
RUNS = st.builds(Run, TEXTS, st.sampled_from(["body", "bold", "tiny"]), chip=st.booleans())


@pytest.fixture(scope="module")
def sheet(qapp: QApplication) -> Sheet:
    return Sheet(load_theme("light"), family=install_fonts())


def _shown(flow: Flow) -> str:
    return "".join(line for piece in flow.pieces for line in piece.lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(RUNS, min_size=1, max_size=4), max_size=4), st.integers(70, 500))
def test_nothing_overlaps_or_leaves_its_width(
    sheet: Sheet, paragraphs: list[list[Run]], width: int
) -> None:
    flow = set_text(sheet, paragraphs, width)
    rects = [piece.rect for piece in flow.pieces]
    for number, rect in enumerate(rects):
        trimmed = sheet.width(flow.pieces[number].lines[-1].rstrip(), flow.pieces[number].run.role)
        assert rect.left() >= -0.01
        assert rect.left() + (0 if flow.pieces[number].run.chip else trimmed) <= width + 1.5
        assert rect.bottom() <= flow.height + 0.01
        for other in rects[:number]:
            shared = rect.intersected(other)
            assert shared.width() < 0.5 or shared.height() < 0.5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RUNS, min_size=1, max_size=5), st.integers(70, 500))
def test_every_character_is_set(sheet: Sheet, runs: list[Run], width: int) -> None:
    given_text = "".join(run.text for run in runs)
    flow = set_text(sheet, [runs], width)
    assert _shown(flow).replace(" ", "") == given_text.replace(" ", "")


def test_a_chip_that_fits_stays_in_one_piece(sheet: Sheet) -> None:
    words = Run("some words before it ")
    chip = Run("link not stated", "tiny", chip=True)
    flow = set_text(sheet, [[words, chip]], sheet.width("some words before it link"))
    assert flow.pieces[-1].lines == ("link not stated",)
    assert flow.pieces[-1].rect.left() == 0


def test_unseen_characters_are_written_out(sheet: Sheet) -> None:
    flow = set_text(sheet, [[Run("evil\u202etxt\nline")]], 400)
    assert _shown(flow) == "evil⟦U+202E⟧txt line"


def test_a_point_finds_the_entry_at_its_height(sheet: Sheet) -> None:
    flow = set_text(sheet, [[Run("first", tag="one")], [Run("second", tag="two")]], 200)
    assert flow.tag_at(QPointF(5, 2)) == "one"
    assert flow.tag_at(QPointF(150, flow.height - 2)) == "two"


def test_a_smaller_sheet_measures_anew(sheet: Sheet) -> None:
    sheet.width("measure", "body")
    assert smaller(sheet, 0.5).width("measure", "body") < 0.7 * sheet.width("measure", "body")
