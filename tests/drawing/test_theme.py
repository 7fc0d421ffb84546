from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor

from jwviewer.drawing.theme import THEMES, Theme, contrast, load_theme

ENOUGH = 4.5
SURFACES = (
    "window", "pane", "raised", "field", "tray", "header", "selected", "related", "hover",
    "checked",
)  # fmt: skip


def _over(wash: QColor, surface: QColor) -> QColor:
    share = wash.alphaF()
    parts = (
        (wash.redF(), surface.redF()),
        (wash.greenF(), surface.greenF()),
        (wash.blueF(), surface.blueF()),
    )
    return QColor.fromRgbF(*(w * share + s * (1 - share) for w, s in parts))


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_every_ink_is_readable_on_every_surface(theme: Theme) -> None:
    short = {
        (ink, surface): round(contrast(theme.ink[ink], theme.surface[surface]), 2)
        for ink, surface in product(("text", "dim", "faint", "link"), SURFACES)
        if contrast(theme.ink[ink], theme.surface[surface]) < ENOUGH
    }
    assert short == {}


def test_warnings_and_errors_are_readable_where_they_stand(theme: Theme) -> None:
    assert contrast(theme.ink["warning"], theme.surface["warning"]) >= ENOUGH
    assert contrast(theme.ink["error"], theme.surface["pane"]) >= ENOUGH


def test_company_names_are_readable_on_panes_and_on_their_lanes(theme: Theme) -> None:
    colours = [theme.nth(n) for n in range(len(theme.companies))] + [theme.shared, theme.other]
    for one in colours:
        for surface in ("pane", "selected", "related", "tray"):
            assert contrast(one.text, theme.surface[surface]) >= ENOUGH, one.text.name()
        assert contrast(one.text, _over(one.wash, theme.surface["pane"])) >= ENOUGH


def test_marks_stand_out_from_the_pane(theme: Theme) -> None:
    for n in range(len(theme.companies)):
        assert contrast(theme.nth(n).mark, theme.surface["pane"]) >= 3


def test_companies_keep_their_colours_and_beyond_the_palette_begin_again(theme: Theme) -> None:
    count = len(theme.companies)
    assert len({theme.nth(n).mark.name() for n in range(count)}) == count
    assert theme.nth(count) == theme.nth(0)
