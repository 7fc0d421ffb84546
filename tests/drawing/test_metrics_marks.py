"""What a legend shows of bars and points, and how a chosen point is told."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.metrics import MetricsBody
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.selection import Selection
from jwviewer.session import State
from tests.drawing.column import column
from tests.metric_sample import dossier, figure

SHEET = Sheet(load_theme("light"), 1.0, FAMILY)


def _around(body: MetricsBody, fact_id: str) -> QImage:
    """Return the picture close around a figure's mark."""
    image = QImage(600, int(body.height) + 1, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    body.paint(painter)
    painter.end()
    spot = body.rect_of(fact_id)
    assert spot is not None
    centre = spot.center().toPoint()
    return image.copy(QRect(centre.x() - 9, centre.y() - 9, 19, 19))


def test_the_legend_shows_points_where_there_are_points_and_bars_where_there_are_bars(
    qapp: QApplication,
) -> None:
    series = [
        figure(f"f{year}", "aurora", "sold", year, "vehicle", str(year), "gt")
        for year in (2017, 2018, 2019)
    ]
    bar = figure("bar", "aurora", "plants", 5, "plant", bound="gt")

    def marks(*figures: dict[str, object], **options: bool) -> list[str]:
        chosen = MetricsOptions(**options)  # type: ignore[arg-type]
        shown = column(State(dossier(figures)), SHEET, 592, chosen).legend
        return [entry.mark for entry in shown]

    assert marks(*series) == ["lower-up", "inexact-link"]
    assert marks(bar) == ["lower"]
    assert marks(*series, bar) == ["lower", "inexact-link"]
    assert marks(bar, logarithmic=True) == ["lower-along"]


def test_a_chosen_point_of_a_long_line_is_marked(qapp: QApplication) -> None:
    of = dossier(
        figure(f"f{n}", "aurora", "price", 100 + n, "CNY", f"2018-{1 + n // 28:02}-{1 + n % 28:02}")
        for n in range(100)
    )
    plain = column(State(of), SHEET, 592)
    chosen, other = (plain.with_state(State(of, Selection(focus=i))) for i in ("f50", "f90"))
    assert _around(chosen, "f50") != _around(plain, "f50")
    assert _around(other, "f50") == _around(plain, "f50")
