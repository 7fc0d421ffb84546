"""Places what stands beside and below a bar: its value, what goes with it, the part inside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt

from jwviewer.drawing.metrics_items import Drawing, Frame, Hit, Tone, Words
from jwviewer.drawing.sheet import FontRole
from jwviewer.language import tr
from jwviewer.queries.metric_view import Aside, Bar
from jwviewer.queries.phrases import superscript


class BarWords:
    """The words of a panel of bars; ``inside`` are the parts that are drawn in their wholes."""

    def __init__(self, drawing: Drawing, frame: Frame, inside: Mapping[str, Bar]) -> None:
        self.drawing, self.frame, self.sheet = drawing, frame, frame.sheet
        self.inside = inside

    def value_width(self, bar: Bar) -> float:
        """Return how wide a bar's value is."""
        return self.sheet.width(self._value(bar.value, bar.fact_id), "bold")

    def asides_width(self, bar: Bar) -> float:
        """Return how wide all that goes beside the value is, with the gap before it."""
        texts = [aside.text for aside in bar.asides]
        return (
            self.sheet.width(_joined(texts)) + self.sheet.px(12)
            if texts and bar.fact_id not in self.inside
            else 0.0
        )

    def beside(self, bar: Bar, left: float, middle: float, bottom: float) -> float:
        """Place the value and what goes beside it: on the bar's line if it fits, else below."""
        frame, sheet = self.frame, self.sheet
        value = self._value(bar.value, bar.fact_id)
        width = sheet.width(value, "bold")
        line = sheet.line("bold")
        if left + width > frame.right + 0.5:
            for text in sheet.wrap(value, frame.right - frame.start, "bold"):
                self.line(
                    QRectF(frame.start, bottom, sheet.width(text, "bold"), line),
                    text,
                    "bold",
                    fact_id=bar.fact_id,
                )
                bottom += line
            left = frame.right
        else:
            self.line(
                QRectF(left, middle - line / 2, width, line), value, "bold", fact_id=bar.fact_id
            )
            left += width + sheet.px(12)
        asides = () if bar.fact_id in self.inside else bar.asides
        if not asides:
            return bottom
        if left + sheet.width(_joined([self._aside(a) for a in asides])) <= frame.right:
            self._run(asides, bar, left, middle - line / 2)
            return bottom
        return self._wrapped(asides, bar, bottom + sheet.px(1))

    def below_inside(self, part: Bar, top: float) -> float:
        """Name the part drawn inside its whole, under the bar."""
        frame, sheet = self.frame, self.sheet
        value = self._value(part.value, part.fact_id)
        texts = [
            tr("{what}: {value}", what=part.label, value=value),
            *(self._aside(a) for a in part.asides),
        ]
        space = frame.right - frame.start
        top += sheet.px(1)
        first = top
        lines = (
            [_joined(texts)]
            if sheet.width(_joined(texts)) <= space
            else [line for text in texts for line in sheet.wrap(text, space)]
        )
        for line in lines:
            self.line(
                QRectF(frame.start, top, sheet.width(line), sheet.line()),
                line,
                tone="dim",
                fact_id=part.fact_id,
            )
            top += sheet.line()
        derived = next((a.derived for a in part.asides if a.derived), "")
        self.drawing.hits.append(
            Hit(QRectF(frame.start, first, space, top - first), part.fact_id, derived, lit=True)
        )
        return top

    def line(
        self,
        rect: QRectF,
        text: str,
        role: FontRole = "body",
        tone: Tone = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        fact_id: str = "",
    ) -> None:
        """Place one line of text."""
        self.drawing.items.append(Words(rect, text, role, tone, align, fact_id=fact_id))

    def _aside(self, aside: Aside) -> str:
        return self._value(aside.text, aside.fact_id)

    def _run(self, asides: tuple[Aside, ...], bar: Bar, left: float, top: float) -> None:
        height = self.sheet.line()
        for number, aside in enumerate(asides):
            text = self._aside(aside) + (";" if number < len(asides) - 1 else "")
            rect = QRectF(left, top, self.sheet.width(text), height)
            self._aside_words(rect, text, aside, bar)
            left = rect.right() + self.sheet.width(" ")

    def _wrapped(self, asides: tuple[Aside, ...], bar: Bar, top: float) -> float:
        space = self.frame.right - self.frame.start
        if self.sheet.width(_joined([self._aside(a) for a in asides])) <= space:
            self._run(asides, bar, self.frame.start, top)
            return top + self.sheet.line()
        for number, aside in enumerate(asides):
            for text in self.sheet.wrap(
                self._aside(aside) + (";" if number < len(asides) - 1 else ""), space
            ):
                rect = QRectF(self.frame.start, top, self.sheet.width(text), self.sheet.line())
                self._aside_words(rect, text, aside, bar)
                top += self.sheet.line()
        return top

    def _aside_words(self, rect: QRectF, text: str, aside: Aside, bar: Bar) -> None:
        self.line(rect, text, tone="dim", fact_id=aside.fact_id or bar.fact_id)
        if aside.fact_id or aside.derived:
            lit = bool(aside.fact_id)
            hit = Hit(rect, aside.fact_id or bar.fact_id, aside.derived, lit=lit)
            self.drawing.hits.append(hit)

    def _value(self, value: str, fact_id: str) -> str:
        if not self.sheet.refs or not fact_id:
            return value
        return f"{value} {superscript(self.drawing.reference(fact_id))}"


def _joined(texts: list[str]) -> str:
    return "; ".join(texts)
