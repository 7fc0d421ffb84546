"""A figure's frame: everything on the page at any size, in the same proportions, never cut."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.figure import BODIES, Figure, FigureTexts, units_scale
from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.sheet import Sheet
from jwviewer.places import seed
from jwviewer.session import State

SIZES = ((1920, 1080), (960, 1080), (3508, 2480), (2480, 3508), (400, 300), (1200, 400))
LONG = "A title that goes on and on about companies with long names " * 6


class StandIn:
    """A body that fills the room it is given with one colour."""

    notes: tuple[str, ...] = ("Drawn: all of it.",)
    legend = (LegendEntry("lower", "more than this"), LegendEntry("time-point", "on that day"))

    def __init__(self, state: State, sheet: Sheet, size: QSizeF) -> None:
        self.size = size
        self.fact_ids = state.dossier.fact_ids[:9]
        self.height = size.height()

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), QColor("#ff00ff"))


class Wordy(StandIn):
    """A body that would fill the page with notes."""

    notes = ("A long note about what is not drawn and why that is so. " * 5,) * 12


class Reading(QPainter):
    """A painter that remembers the texts that it is given."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.texts: list[str] = []

    def drawText(self, *given: Any) -> Any:
        self.texts += [one for one in given if isinstance(one, str)]
        return super().drawText(*given)


def _texts(figure: Figure) -> list[str]:
    image = QImage(figure.width, figure.height, QImage.Format.Format_RGB32)
    painter = Reading(image)
    figure.paint(painter)
    painter.end()
    return painter.texts


@pytest.fixture(scope="module")
def state(qapp: QApplication) -> State:
    return State(open_dossier(seed("jac-weichai")))


def _figure(state: State, width: int, height: int, **more: object) -> Figure:
    return Figure(state, "timeline", width, height, family=install_fonts(), **more)  # type: ignore[arg-type]


def _drawn(figure: Figure) -> QImage:
    image = QImage(figure.width, figure.height, QImage.Format.Format_RGBX8888)
    painter = QPainter(image)
    figure.paint(painter)
    painter.end()
    return image


def _rows(image: QImage, wanted: str) -> list[int]:
    """Return the rows in which a colour appears in the middle of the picture."""
    middle = image.width() // 2
    return [y for y in range(image.height()) if image.pixelColor(middle, y).name() == wanted]


def _margin_is_paper(image: QImage, figure: Figure, width: int = 2) -> bool:
    paper = figure.sheet.theme.surface["pane"].rgb()
    across, down = range(image.width()), range(image.height())
    edges = [(x, y) for x in across for n in range(width) for y in (n, image.height() - 1 - n)]
    edges += [(x, y) for y in down for n in range(width) for x in (n, image.width() - 1 - n)]
    return all(image.pixel(x, y) == paper for x, y in edges)


@pytest.mark.parametrize("size", SIZES)
def test_the_footer_takes_its_room_from_the_body_and_never_overlaps_it(
    state: State, size: tuple[int, int]
) -> None:
    image = _drawn(_figure(state, *size, lay_out=StandIn))
    rows = _rows(image, "#ff00ff")
    assert rows == list(range(rows[0], rows[-1] + 1)), "something is drawn over the body"
    assert len(rows) > 0.3 * size[1]
    words = [y for y in range(rows[-1] + 1, size[1]) if _has_ink(image, y)]
    assert words, "nothing stands below the body"
    assert words[-1] < size[1] - 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_long_words_stay_on_the_page(state: State, size: tuple[int, int], theme: str) -> None:
    texts = FigureTexts(LONG, LONG * 3, "\n".join([LONG * 2] * 20))
    figure = _figure(replace(state, theme=theme), *size, texts=texts, lay_out=StandIn)
    image = _drawn(figure)
    assert _margin_is_paper(image, figure)
    assert len(_rows(image, "#ff00ff")) > 0.1 * size[1], "the words left no room for the body"


def test_notes_without_room_are_counted(state: State) -> None:
    few = _figure(state, 1920, 1080, lay_out=StandIn)
    many = _figure(state, 1920, 1080, lay_out=Wordy)
    assert many.footer.height > few.footer.height
    assert any("more lines" in line for line in many.footer.lines)
    assert any(line.startswith("Source: ") for line in many.footer.lines)


@pytest.mark.parametrize("pane", [*BODIES])
def test_every_pane_has_the_same_layout_at_every_size_of_one_shape(state: State, pane: str) -> None:
    small = Figure(state, pane, 960, 540, family=install_fonts())
    large = Figure(state, pane, 3840, 2160, family=install_fonts())
    assert small.fact_ids == large.fact_ids
    assert small.footer.lines == large.footer.lines
    assert large.units == pytest.approx(4 * small.units)


@pytest.mark.parametrize("pane", [*BODIES])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_pane_reaches_the_edge_of_its_page(
    state: State, pane: str, size: tuple[int, int], theme: str
) -> None:
    figure = Figure(replace(state, theme=theme), pane, *size, family=install_fonts())
    assert _margin_is_paper(_drawn(figure), figure)


def test_texts_of_ones_own_replace_the_automatic_ones(state: State) -> None:
    own = _figure(state, 800, 600, texts=FigureTexts("Mine", "", "One\n\nTwo"), lay_out=StandIn)
    assert (own.heading.title, own.heading.subtitle, own.notes) == ("Mine", "", ("One", "Two"))
    assert own.automatic.title.startswith("JAC Motors and Weichai")
    assert any(line.startswith("Source: ") for line in own.footer.lines), (
        "sources cannot be edited away"
    )


def test_a_title_that_nearly_fits_is_set_smaller_instead_of_broken(state: State) -> None:
    wide = _figure(state, 1920, 1080, lay_out=StandIn)
    half = _figure(state, 960, 1080, lay_out=StandIn)
    assert wide.heading.title in _texts(wide)
    assert half.heading.title in _texts(half)
    first, second = _texts(_figure(state, 960, 1080, texts=FigureTexts(LONG[:120])))[:2]
    assert f"{first} {second}" == " ".join(LONG[:120].split())


def test_a_picture_of_the_same_area_has_the_same_scale() -> None:
    assert units_scale(1920, 1080) == pytest.approx(units_scale(1080, 1920))
    assert units_scale(1920, 1080) == pytest.approx(1.8, abs=0.01)


@pytest.mark.parametrize("pane", [*BODIES])
def test_an_empty_dossier_makes_a_picture_too(qapp: QApplication, pane: str) -> None:
    figure = Figure(State(Dossier.from_rows({})), pane, 800, 600, family=install_fonts())
    assert figure.heading.title
    assert _margin_is_paper(_drawn(figure), figure)


def _has_ink(image: QImage, y: int) -> bool:
    paper = image.pixel(1, 1)
    return any(image.pixel(x, y) != paper for x in range(0, image.width(), 3))
