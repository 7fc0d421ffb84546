"""How facts under review look in a text and in a list: colours by kind, lines by ground."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTextCharFormat

from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import Theme

_PLACES = {
    "companies": 0, "people": 2, "roles": 5, "places": 4, "money": 1, "quantities": 3, "claims": 6,
}  # fmt: skip
_WASH = 0.10
_ACCEPTED = 0.24
_LINES = {
    "stated": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "supplied": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "inferred": QTextCharFormat.UnderlineStyle.DashUnderline,
    "suggested": QTextCharFormat.UnderlineStyle.DotLine,
}


class Look(Struct, frozen=True):
    """What is known of a passage: its group, what was decided, on what ground it rests.

    An empty group stands for what no fact uses.
    """

    group: str
    decision: str = "pending"
    basis: str = "stated"


def group_colour(theme: Theme, group: str) -> QColor:
    """Return the colour of a group of facts, for lines and marks."""
    if group in _PLACES:
        return theme.nth(_PLACES[group]).mark
    return theme.shared.mark if group == "events" else theme.other.mark


def group_ink(theme: Theme, group: str) -> QColor:
    """Return the colour of a group of facts, for text."""
    if group in _PLACES:
        return theme.nth(_PLACES[group]).text
    return theme.shared.text if group == "events" else theme.other.text


def text_format(theme: Theme, look: Look) -> QTextCharFormat:
    """Return how a passage is set.

    Accepted is lined above and below, rejected struck through, what no fact uses waved: no
    state is told by colour alone.
    """
    shown = QTextCharFormat()
    if not look.group:
        shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        shown.setUnderlineColor(theme.ink["error"])
        return shown
    colour = group_colour(theme, look.group)
    if look.decision == "rejected":
        shown.setFontStrikeOut(True)
        shown.setForeground(theme.ink["faint"])
        return shown
    shown.setUnderlineStyle(_LINES[look.basis])
    shown.setUnderlineColor(colour)
    wash = QColor(colour)
    accepted = look.decision == "accepted"
    wash.setAlphaF(_ACCEPTED if accepted else _WASH)
    if look.group != "claims" or accepted:
        shown.setBackground(wash)
    # Bold would break the lines anew at every decision.
    shown.setFontOverline(accepted)
    return shown


def draw_state(painter: QPainter, sheet: Sheet, box: QRectF, decision: str, colour: QColor) -> None:
    """Draw the sign of a decision: an empty ring, a filled one with a tick, or a cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = box.adjusted(0.5, 0.5, -0.5, -0.5)
    theme = sheet.theme
    if decision == "accepted":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(ring)
        painter.setPen(sheet.pen(theme.surface["pane"], 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        tick = QPainterPath()
        tick.moveTo(box.left() + box.width() * 0.28, box.top() + box.height() * 0.53)
        tick.lineTo(box.left() + box.width() * 0.44, box.top() + box.height() * 0.69)
        tick.lineTo(box.left() + box.width() * 0.73, box.top() + box.height() * 0.34)
        painter.drawPath(tick)
    elif decision == "rejected":
        painter.setPen(sheet.pen(theme.ink["faint"], 1.8))
        inner = box.adjusted(*(box.width() * part for part in (0.24, 0.24, -0.24, -0.24)))
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    else:
        painter.setPen(sheet.pen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
    painter.restore()
