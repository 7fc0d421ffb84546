"""A PNG of 1920×1080 of each pane, against matplotlib drawing as many shapes and the same texts.

Both lay out, draw and encode, in one process that has done it before, in CPU time. matplotlib
is given the texts and a bar for each shape; where they go and that they do not overlap, which
is most of our work, it need not care about.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QImage, QPainter

from jwviewer.session import State
from tests.benchmarks.row import Row

WIDTH, HEIGHT = 1920, 1080
LIMIT = 0.8
SHAPES = (
    "drawEllipse", "drawLine", "drawLines", "drawPath", "drawPoints", "drawPolygon",
    "drawPolyline", "drawRect", "drawRects", "drawRoundedRect", "fillRect",
)  # fmt: skip
MOST_SHAPES = 400
"""More shapes than this matplotlib need not draw: each dot of a dotted line is one of ours."""
SEVERAL = ("drawPoints", "drawRects")
"""What draws as many marks as its last argument says; a line of many points is one mark."""


class Counting(QPainter):
    """A painter that remembers the texts and counts the shapes that it is given."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self._image = image  # which must outlive its painter
        self.texts: list[str] = []
        self.shapes = 0

    def drawText(self, *given: Any) -> Any:
        """Draw a text and remember it."""
        self.texts += [one for one in given if isinstance(one, str)]
        return super().drawText(*given)


def _counted(name: str) -> Callable[..., None]:
    def draw(painter: Counting, *given: Any) -> None:
        several = name in SEVERAL and isinstance(given[-1], int)
        painter.shapes += given[-1] if several else 1
        getattr(QPainter, name)(painter, *given)

    return draw


for _name in SHAPES:
    setattr(Counting, _name, _counted(_name))


def pictures(rounds: int) -> list[Row]:
    """Return one row a pane and one for the dashboard, on the tutorial dossier."""
    from jwviewer.app import make_application
    from jwviewer.dossier.files import open_dossier
    from jwviewer.export.job import PANES
    from jwviewer.places import seed
    from jwviewer.shell.style import dress_program

    make_application()
    dress_program()
    state = State(open_dossier(seed("tutorial")))
    rows = []
    for pane in PANES:
        made = compared(state, pane, rounds)
        name = f"PNG of {pane} : matplotlib, {made['shapes']} bars and {made['texts']} texts"
        rows.append(Row(name, tuple(made["ours"]), tuple(made["theirs"]), LIMIT))
    return rows


def compared(state: State, pane: str, rounds: int) -> dict[str, Any]:
    """Return the milliseconds of both in turn, and how many marks and texts were drawn."""
    from jwviewer.export.job import FigureJob, export_figure, lay_out

    _use_our_fonts()
    job = FigureJob(pane, WIDTH, HEIGHT)
    painter = Counting(QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32))
    lay_out(state, job).paint(painter)
    painter.end()

    def ours() -> float:
        return _timed(lambda: export_figure(state, job))

    def theirs() -> float:
        return _timed(lambda: _with_matplotlib(painter.texts, painter.shapes))

    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return {
        "ours": [one for one, _ in pairs],
        "theirs": [other for _, other in pairs],
        "shapes": painter.shapes,
        "texts": len(painter.texts),
    }


def _use_our_fonts() -> None:
    """Let matplotlib draw with the same fonts, Chinese behind Latin."""
    import matplotlib
    from matplotlib.font_manager import fontManager

    from jwviewer.drawing.fonts import CHINESE_FAMILY, FAMILY, FILES
    from jwviewer.places import resource

    for name in FILES:
        fontManager.addfont(resource("fonts", name))
    matplotlib.rcParams["font.family"] = [FAMILY, CHINESE_FAMILY]


def _timed(draw: Callable[[], bytes]) -> float:
    before = time.process_time()
    assert draw().startswith(b"\x89PNG")
    return (time.process_time() - before) * 1000


def _with_matplotlib(texts: list[str], shapes: int) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    shapes = min(shapes, MOST_SHAPES)
    axes.barh(range(shapes), range(1, shapes + 1))
    for number, text in enumerate(texts):
        plain = text.replace("$", r"\$")
        axes.text(number % 7 / 7 * shapes, number / len(texts) * shapes, plain, fontsize=9)
    stored = io.BytesIO()
    canvas.print_png(stored)
    return stored.getvalue()
