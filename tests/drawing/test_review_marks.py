"""Marks of a review tell group, ground and decision, and no decision by colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTextCharFormat

from jwviewer.drawing.review_marks import Look, draw_state, group_ink, text_format
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import THEMES, contrast, load_theme
from jwviewer.reading.review import GROUPS

DECISIONS = ("pending", "accepted", "rejected")


def lines(shown: QTextCharFormat) -> tuple[object, ...]:
    """Return what of a format can be seen without colours."""
    return shown.underlineStyle(), shown.fontOverline(), shown.fontStrikeOut()


@pytest.mark.parametrize("theme", THEMES)
def test_decisions_differ_without_colour(theme: str) -> None:
    for group, _ in GROUPS:
        looks = [Look(group, decision) for decision in DECISIONS] + [Look("")]
        seen = [lines(text_format(load_theme(theme), look)) for look in looks]
        assert all(one != other for one, other in combinations(seen, 2))


def test_grounds_differ_by_their_line() -> None:
    looks = [Look("claims", "pending", basis) for basis in ("stated", "inferred", "suggested")]
    styles = {text_format(load_theme("light"), look).underlineStyle() for look in looks}
    assert len(styles) == 3


@pytest.mark.parametrize("theme", THEMES)
def test_headings_can_be_read(theme: str) -> None:
    tokens = load_theme(theme)
    for group, _ in GROUPS:
        assert contrast(group_ink(tokens, group), tokens.surface["pane"]) >= 4.5


def test_signs_of_decisions_have_other_shapes() -> None:
    sheet = Sheet(load_theme("light"))
    shapes = set()
    for decision in DECISIONS:
        image = QImage(20, 20, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        draw_state(painter, sheet, QRectF(2, 2, 16, 16), decision, sheet.theme.ink["text"])
        painter.end()
        shapes.add(
            tuple(image.pixelColor(x, y).alpha() > 120 for x in range(20) for y in range(20))
        )
    assert len(shapes) == 3
