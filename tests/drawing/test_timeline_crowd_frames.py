"""A crowd looks alike in all frames: those painted at once and those put together of pictures."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.timeline import whole_view, words_in
from jwviewer.drawing.timeline_crowd import CrowdBody
from jwviewer.drawing.timeline_labels import Typesetter
from jwviewer.drawing.timeline_stage import Stage
from jwviewer.queries.timeline import shown
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests import timeline_sample as sample

ROUNDING = 2
"""By so many of 255 steps a colour may differ that was blended in one step or in two."""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample.crowd(5, 7, 2200, 1800)


def _frame(body: CrowdBody, ratio: float) -> np.ndarray:
    image = QImage((body.layout.size * ratio).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    with QPainter(image) as painter:
        body.paint(painter)
    return np.frombuffer(image.constBits(), np.uint8).astype(int)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize(
    ("size", "scroll"), [((900, 500), 0.0), ((569, 231), 0.0), ((569, 231), 13.3)]
)
@pytest.mark.parametrize("lit", ["", "fact", "period"])
def test_the_second_frame_paints_all_where_the_first_did(
    qapp: QApplication, dossier: Dossier, size: tuple[int, int], scroll: float, ratio: float,
    lit: str,
) -> None:  # fmt: skip
    selection = Selection(
        focus=dossier.fact_ids[40] if lit == "fact" else None,
        period=Period(732000, 733000) if lit == "period" else None,
    )
    facts = shown(dossier, selection)
    stage = Stage(Typesetter(Sheet(load_theme("light"), 1.0, install_fonts())))
    body = CrowdBody(
        State(dossier, selection), stage, facts, words_in(dossier), whole_view(facts),
        QSizeF(*size), scroll=scroll, ratio=ratio,
    )  # fmt: skip
    first = _frame(body, ratio)
    assert not stage.unfinished
    for _ in range(3):
        assert np.abs(_frame(body, ratio) - first).max() <= ROUNDING
