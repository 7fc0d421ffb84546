"""A sheet to draw on: theme, scale, and fonts and lengths that keep their proportion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.theme import Theme

FontRole = Literal["body", "bold", "small", "tiny", "heading", "title", "subtitle", "number"]
MOST_WIDTHS = 20_000
"""Measured texts that a sheet remembers; layouts measure the same words again and again."""
ONE_LINE = (
    Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextSingleLine.value
    | Qt.TextFlag.TextDontClip.value
)
"""Draws a text in one line, centred in height, even where it is longer than its place.

A number, for to put flags together takes as long as to draw a word.
"""
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # but no no-break spaces, which hold words together
_SIZES: dict[str, tuple[float, bool]] = {
    "body": (13, False),
    "bold": (13, True),
    "small": (12, False),
    "tiny": (11, False),
    "heading": (14, True),
    "title": (24, True),
    "subtitle": (15, False),
    "number": (20, True),
}


@dataclass(frozen=True)
class Sheet:
    """What drawing code needs to know about its paper.

    One unit is a logical pixel at scale 1; ``scale`` multiplies fonts, pens and marks, so
    that a picture of any size keeps its proportions. ``refs`` turns on numbered references,
    which begin at ``first_ref``; facts in ``numbers`` have theirs already. ``measured`` is for
    what is worth measuring only once on this paper, beside what was measured.
    """

    theme: Theme
    scale: float = 1.0
    family: str = FAMILY
    refs: bool = False
    first_ref: int = 1
    numbers: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)
    _fonts: dict[str, QFont] = field(default_factory=dict, repr=False, compare=False)
    _metrics: dict[str, QFontMetricsF] = field(default_factory=dict, repr=False, compare=False)
    _lines: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    _widths: dict[tuple[str, str], float] = field(default_factory=dict, repr=False, compare=False)
    measured: dict[tuple[object, ...], tuple[object, float]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def numbered(self, fact_ids: Iterable[str]) -> dict[str, int]:
        """Return the reference numbers of facts: those they have, and the next for the others."""
        found: dict[str, int] = {}
        following = count(self.first_ref)
        for fact_id in dict.fromkeys(fact_ids):
            known = self.numbers.get(fact_id)
            found[fact_id] = next(following) if known is None else known
        return found

    def font(self, role: FontRole = "body") -> QFont:
        """Return the font of a role at this sheet's scale, for the caller to keep or change."""
        if role not in self._fonts:
            self._fonts[role] = self._make_font(role)
        return QFont(self._fonts[role])

    def metrics(self, role: FontRole = "body") -> QFontMetricsF:
        """Return the metrics of a role's font, made once."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetricsF(self.font(role))
        return self._metrics[role]

    def width(self, text: str, role: FontRole = "body") -> float:
        """Return how wide a line of text is, in pixels."""
        known = self._widths.get((role, text))
        if known is None:
            if len(self._widths) > MOST_WIDTHS:
                self._widths.clear()
            known = self._widths[role, text] = self.metrics(role).horizontalAdvance(text)
        return known

    def line(self, role: FontRole = "body") -> float:
        """Return the height of a line of text, in pixels."""
        if role not in self._lines:
            self._lines[role] = self.metrics(role).height()
        return self._lines[role]

    def px(self, length: float) -> float:
        """Return a length given at scale 1, in this sheet's pixels."""
        return length * self.scale

    def pen(
        self, colour: QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> QPen:
        """Return a pen whose width grows with the scale."""
        pen = QPen(colour, self.px(width), style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def text(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        role: FontRole = "body",
        colour: QColor | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Draw one line of plain text, vertically centred in ``rect``; never clipped by it."""
        painter.setFont(self._fonts.get(role) or self.font(role))
        painter.setPen(colour or self.theme.ink["text"])
        painter.drawText(rect, ONE_LINE | align.value, text)

    def wrap(self, text: str, width: float, role: FontRole = "body") -> list[str]:
        """Break text into lines no wider than ``width``; a longer word is broken inside."""
        lines: list[str] = []
        line = ""
        for word in words(" ".join(_BLANKS.split(text.strip()))):
            if line and self.width((line + word).rstrip(), role) > width:
                lines.append(line.rstrip())
                line = ""
                word = word.lstrip()
            while self.width(word.rstrip(), role) > width and len(word) > 1:
                cut = self.fitting(word, width, role)
                lines.append(word[:cut])
                word = word[cut:]
            line += word
        if line.strip() or not lines:
            lines.append(line.rstrip())
        return lines

    def elide(self, text: str, width: float, role: FontRole = "body") -> str:
        """Return text that fits, with an ellipsis where it had to be shortened."""
        return self.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, width)

    def fitting(self, word: str, width: float, role: FontRole, least: int = 1) -> int:
        """Return how many characters of a word fit, but no fewer than ``least``."""
        low, high = least, len(word)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (
                (middle, high) if self.width(word[:middle], role) <= width else (low, middle - 1)
            )
        return low

    def _make_font(self, role: FontRole) -> QFont:
        size, bold = _SIZES[role]
        font = QFont(self.family)
        # Unhinted pixel sizes give the same layout at every scale and on every system.
        font.setPixelSize(max(1, round(size * self.scale)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if bold:
            font.setWeight(QFont.Weight.Bold)
        return font


def words(text: str) -> list[str]:
    """Split where a line may break: after blanks, and around every CJK character."""
    found: list[str] = []
    word = ""
    for char in text:
        if char == " ":
            found.append(word + " ")
            word = ""
        elif "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef":
            if word:
                found.append(word)
            found.append(char)
            word = ""
        else:
            word += char
    if word:
        found.append(word)
    return found
