"""All panes on one page: one list of references, and one number for each fact on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.body import Body, LayOut
from jwviewer.drawing.dashboard import dashboard_body
from jwviewer.drawing.evidence import evidence_body
from jwviewer.drawing.metrics import metrics_body
from jwviewer.drawing.profile_rows import RowSetter, SetRow
from jwviewer.drawing.profiles import profiles_body
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.timeline import timeline_body
from jwviewer.export.grids import grid_of
from jwviewer.places import seed
from jwviewer.queries.profile_parts import Row
from jwviewer.session import State

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SHEET = partial(Sheet, load_theme("light"), refs=True)
GIVEN = SHEET(first_ref=500, numbers={"sold-2018": 77})
PAGE = QSizeF(1600, 900)


@pytest.fixture(scope="module")
def state(qapp: QApplication) -> State:
    return State(open_dossier(seed("jac-weichai")))


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    text = Sheet.text

    def spy(self: Sheet, painter: QPainter, rect: object, words: str, *more: object) -> None:
        said.append(words)
        text(self, painter, rect, words, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Sheet, "text", spy)
    return said


def _paint(body: Body) -> None:
    image = QImage(1600, 900, QImage.Format.Format_RGBX8888)
    painter = QPainter(image)
    body.paint(painter)
    painter.end()


@pytest.mark.parametrize("lay_out", [metrics_body, evidence_body])
def test_a_fact_is_shown_under_the_number_that_it_has(
    state: State, lay_out: LayOut, painted: list[str]
) -> None:
    _paint(lay_out(state, GIVEN, PAGE))
    shown = " ".join(painted).translate(SUPERSCRIPTS)
    assert "77" in shown
    assert "500" in shown


def test_the_timeline_keeps_a_number_too(state: State) -> None:
    numbers = timeline_body(state, GIVEN, PAGE).numbers
    assert numbers["sold-2018"] == 77
    assert 500 in numbers.values()


def test_profiles_keep_a_number_too(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    used: dict[str, int] = {}
    set_row = RowSetter.set

    def spy(self: RowSetter, row: Row, numbers: Mapping[str, int], most: float) -> SetRow:
        used.update(numbers)
        return set_row(self, row, numbers, most)

    monkeypatch.setattr(RowSetter, "set", spy)
    profiles_body(state, GIVEN, PAGE)
    assert used["sold-2018"] == 77
    assert 500 in used.values()


@pytest.mark.parametrize("name", ["jac-weichai", "tutorial"])
def test_every_fact_has_one_number_in_the_picture_and_in_its_table(
    qapp: QApplication, name: str
) -> None:
    shown = State(open_dossier(seed(name)))
    body = dashboard_body(shown, SHEET(), PAGE)
    assert len(set(body.fact_ids)) == len(body.fact_ids)
    rows = grid_of(shown, "dashboard", body.fact_ids).rows
    assert [row[-1] for row in rows] == [str(n) for n in range(1, len(body.fact_ids) + 1)]


def test_numbers_go_on_behind_those_given() -> None:
    sheet = SHEET(first_ref=3, numbers={"a": 1, "b": 2})
    assert sheet.numbered(("c", "a", "d", "c", "b")) == {"c": 3, "a": 1, "d": 4, "b": 2}


@pytest.mark.parametrize(
    ("name", "verb"), [("jac-weichai", "source does"), ("tutorial", "sources do")]
)
def test_what_is_not_said_is_headed_by_the_number_of_sources(
    qapp: QApplication, painted: list[str], name: str, verb: str
) -> None:
    _paint(dashboard_body(State(open_dossier(seed(name))), SHEET(), PAGE))
    assert f"What the {verb} not say" in painted


def test_a_small_page_names_the_panels_without_room(state: State) -> None:
    notes = dashboard_body(state, SHEET(), QSizeF(900, 500)).notes
    assert (
        "No room at this size for: Profiles side by side · What the source does not say." in notes
    )
