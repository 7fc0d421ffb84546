"""A chosen period can be seen in a picture of the timeline, even where no fact lies in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.timeline import timeline_body
from jwviewer.drawing.timeline_layout import period_rect
from jwviewer.places import seed
from jwviewer.queries.period import parse_period
from jwviewer.selection import Selection
from jwviewer.session import State


@pytest.mark.parametrize("asked", [("1990", "1995"), ("2025", "2030"), ("2018", ""), ("", "2014")])
def test_the_band_of_the_period_lies_in_the_picture(
    qapp: QApplication, asked: tuple[str, str]
) -> None:
    dossier = open_dossier(seed("jac-weichai"))
    period = parse_period(*asked)
    state = State(dossier, Selection(period=period))
    layout = timeline_body(state, Sheet(load_theme("light"), refs=True), QSizeF(1000, 400)).layout
    band = period_rect(layout, period)
    assert band is not None
    if asked[0]:
        assert layout.scale.view.lo <= period.first
    if asked[1]:
        assert layout.scale.view.hi >= period.last + 1
    assert layout.scale.view.hi < parse_period("2050", "2050").first, "an open side is no year"
