"""Words in several fonts and small chips, set in lines of a given width; nothing is cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from jwviewer.dossier.text import visible
from jwviewer.drawing.sheet import ONE_LINE, FontRole, Sheet, words

_NO_BREAK = re.compile(r"(?<=[<>≤≥]) | (?=(?:bn|m|%)(?:\s|$))|(?<=[A-Z$€£]) (?=[−0-9])")
_BLANKS = re.compile(r"[\t\n\r\f\v]+")
MOST_WORDS = 20_000
_ADVANCES: dict[tuple[str, float, str, str], float] = {}
CHIP_PAD = 7.0
CHIP_GAP = 4.0
CHIP_LEADING = 2.0


class Run(Struct, frozen=True):
    """A stretch of text in one font; a chip is set as a pill and kept together if it fits.

    ``tag`` says what a click there means.
    """

    text: str
    role: FontRole = "body"
    colour: QColor | None = None
    chip: bool = False
    italic: bool = False
    tag: str = ""


class Piece(Struct, frozen=True):
    """Some words of a run at their place; chips may hold several lines."""

    rect: QRectF
    lines: tuple[str, ...]
    run: Run


class Flow(Struct, frozen=True):
    """Set text: its pieces, the height it takes and the widest line."""

    pieces: tuple[Piece, ...]
    height: float
    width: float

    def tag_at(self, point: QPointF) -> str:
        """Return the tag of the piece under or nearest above a point, "" where there is none."""
        best, distance = "", float("inf")
        for piece in self.pieces:
            if not piece.run.tag:
                continue
            rect = piece.rect
            dx = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
            dy = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
            if dy * 1000 + dx < distance:
                best, distance = piece.run.tag, dy * 1000 + dx
        return best

    def paint(self, painter: QPainter, sheet: Sheet, origin: QPointF) -> None:
        """Paint the text with its top left corner at ``origin``."""
        for piece in self.pieces:
            _paint(painter, sheet, piece, piece.rect.translated(origin))


class _Setter:
    """Places words from left to right and begins a new line when one is full."""

    def __init__(self, sheet: Sheet, width: float) -> None:
        self.sheet = sheet
        self.width = max(width, sheet.px(8))
        self.done: list[Piece] = []
        self.line: list[Piece] = []
        self.x = 0.0
        self.y = 0.0
        self.widest = 0.0

    def run(self, run: Run) -> None:
        if run.chip:
            self._chip(run)
            return
        for word in words(_shown(run.text)):
            self._word(run, word)

    def end_line(self) -> None:
        if not self.line:
            return
        height = max(piece.rect.height() for piece in self.line)
        if self.done and any(piece.run.chip for piece in self.line):
            self.y += self.sheet.px(CHIP_LEADING)
        for piece in self.line:
            offset = (height - piece.rect.height()) / 2
            self.done.append(
                Piece(piece.rect.translated(0, self.y + offset), piece.lines, piece.run)
            )
        self.widest = max(self.widest, self.line[-1].rect.right())
        self.y += height
        self.x = 0.0
        self.line = []

    def _word(self, run: Run, word: str) -> None:
        sheet = self.sheet
        bare = word.rstrip()
        width = _advance(sheet, bare, run.role)
        if self.line and self.x + width > self.width:
            self.end_line()
            if not bare:
                return
        while width > self.width and len(bare) > 1:
            cut = sheet.fitting(bare, self.width - self.x, run.role, least=0)
            if cut == 0:
                self.end_line()
                cut = sheet.fitting(bare, self.width, run.role)
            self._place(run, bare[:cut])
            self.end_line()
            bare, word = bare[cut:], word[cut:]
            width = sheet.width(bare, run.role)
        self._place(run, word)

    def _place(self, run: Run, word: str) -> None:
        width = _advance(self.sheet, word, run.role)
        last = self.line[-1] if self.line else None
        if last is not None and last.run is run:
            rect = last.rect.adjusted(0, 0, width, 0)
            self.line[-1] = Piece(rect, (last.lines[0] + word,), run)
            self.x = rect.right()
            return
        self.line.append(Piece(QRectF(self.x, 0, width, self.sheet.line(run.role)), (word,), run))
        self.x += width

    def _chip(self, run: Run) -> None:
        sheet = self.sheet
        pad = sheet.px(CHIP_PAD)
        gap = sheet.px(CHIP_GAP) if self.line else 0.0
        text = _shown(run.text)
        width = sheet.width(text, run.role) + 2 * pad
        if self.line and self.x + gap + width > self.width:
            self.end_line()
            gap = 0.0
        lines: tuple[str, ...] = (text,)
        if width > self.width:
            lines = tuple(sheet.wrap(text, self.width - 2 * pad, run.role))
            width = max(sheet.width(line, run.role) for line in lines) + 2 * pad
        height = sheet.line(run.role) * len(lines) + sheet.px(4)
        self.line.append(Piece(QRectF(self.x + gap, 0, width, height), lines, run))
        self.x += gap + width


def set_text(
    sheet: Sheet, paragraphs: Sequence[Sequence[Run]], width: float, gap: float = 3.0
) -> Flow:
    """Set paragraphs of runs in ``width`` pixels, ``gap`` (at scale 1) apart."""
    setter = _Setter(sheet, width)
    for number, paragraph in enumerate(paragraphs):
        if number:
            setter.y += sheet.px(gap)
        for run in paragraph:
            setter.run(run)
        setter.end_line()
    return Flow(tuple(setter.done), setter.y, setter.widest)


def unbroken(text: str) -> str:
    """Return a value whose bound, sign and unit sign stay on the line of its number."""
    return _NO_BREAK.sub("\u00a0", text)


def smaller(sheet: Sheet, by: float) -> Sheet:
    """Return the same sheet with everything on it smaller by a factor."""
    return Sheet(
        sheet.theme, sheet.scale * by, sheet.family, sheet.refs, sheet.first_ref, sheet.numbers
    )


def _shown(text: str) -> str:
    """Return text with its line ends as spaces and unseen characters written out."""
    return visible(_BLANKS.sub(" ", text))


def _advance(sheet: Sheet, word: str, role: FontRole) -> float:
    """Return a word's width, measured once: the same few words fill a whole table."""
    key = (sheet.family, sheet.scale, role, word)
    width = _ADVANCES.get(key)
    if width is None:
        if len(_ADVANCES) > MOST_WORDS:
            _ADVANCES.clear()
        width = _ADVANCES[key] = sheet.width(word, role)
    return width


def _paint(painter: QPainter, sheet: Sheet, piece: Piece, rect: QRectF) -> None:
    run = piece.run
    colour = run.colour or sheet.theme.ink["text"]
    if run.chip:
        painter.setPen(sheet.pen(sheet.theme.line["strong"], 0.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = min(rect.height() / 2, sheet.px(9))
        painter.drawRoundedRect(rect, radius, radius)
        height = sheet.line(run.role)
        top = rect.top() + (rect.height() - height * len(piece.lines)) / 2
        for number, line in enumerate(piece.lines):
            box = QRectF(
                rect.left() + sheet.px(CHIP_PAD), top + number * height, rect.width(), height
            )
            sheet.text(painter, box, line, run.role, colour)
        return
    if not run.italic:
        sheet.text(painter, rect, piece.lines[0], run.role, colour)
        return
    font = sheet.font(run.role)
    font.setItalic(True)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, ONE_LINE | Qt.AlignmentFlag.AlignLeft.value, piece.lines[0])
