"""The icons: one style, one colour to be tinted, and none that an action asks for is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.places import resource
from jwviewer.shell.actions import actions

ICONS = sorted(resource("icons").glob("*.svg"))


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_and_takes_the_ink_it_is_given(path: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    svg = path.read_bytes()
    if path.stem != "jwviewer":
        assert b"currentColor" in svg
        assert b"#" not in svg
    renderer = QSvgRenderer(svg.replace(b"currentColor", b"#ff0000"))
    assert renderer.isValid()
    picture = QImage(24, 24, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    inked = sum(picture.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))
    assert inked > 15


def test_every_icon_that_an_action_asks_for_is_there() -> None:
    there = {path.stem for path in ICONS}
    assert {action.icon for action in actions() if action.icon} <= there
    assert "jwviewer" in there
