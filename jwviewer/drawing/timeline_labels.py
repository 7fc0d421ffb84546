"""Labels of a timeline: styled words, broken into lines, in several forms to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jwviewer.drawing.body import superscript
from jwviewer.language import tr
from jwviewer.queries.timeline_words import Words

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole, Sheet

REF = "\ue000"
"""Stands in a label for its reference number until all of them are known."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one font and one ink."""

    text: str
    role: FontRole = "body"
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Runs side by side, and how wide they are together."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a label below each other."""

    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max(line.width for line in self.lines)


class Typesetter:
    """Measures and breaks labels for one sheet; remembers widths, which cost most."""

    def __init__(self, sheet: Sheet, most_refs: int = 0) -> None:
        self.sheet = sheet
        self._ref = superscript(10 ** len(str(most_refs)) - 1) if sheet.refs else ""
        self._widths: dict[tuple[str, FontRole], float] = {}

    def width(self, text: str, role: FontRole = "body") -> float:
        """Return the width of a text, in pixels; a reference counts with the widest number."""
        key = (text, role)
        if key not in self._widths:
            self._widths[key] = self.sheet.width(text.replace(REF, self._ref), role)
        return self._widths[key]

    def line(self, runs: tuple[Run, ...]) -> Line:
        """Return runs as one line."""
        return Line(runs, sum(self.width(run.text, run.role) for run in runs))

    def forms(self, words: Words, bold: bool, room: float) -> Iterator[Block]:
        """Yield a label in ever more compact forms, none wider than ``room``."""
        head = self._head(words, bold)
        fields = Run(": " + " · ".join(words.fields), "body", True) if words.fields else None
        few = Run(" · " + tr("{count} fields", count=len(words.fields)), "small", True)
        known = Run(words.known, "small", True) if words.known else None
        dash = Run(" — " + words.known, "small", True)
        full = (*head, fields) if fields else head
        single = self.line((*full, dash) if known else full)
        two = (self.line(full), self.line((known,))) if known else ()
        if single.width <= room:
            if two and self.sheet.refs:
                yield Block(two)
            yield Block((single,))
        if two and max(line.width for line in two) <= room:
            yield Block(two)
        for share in (0.62, 0.4) if single.width > room else (0.4,):
            width = max(room * share, min(room, self.sheet.px(150)))
            below = tuple(self.broken((known,), width)) if known else ()
            yield Block((*self.broken(full, width), *below))
            if fields:
                yield Block((*self.broken((*head, few), width), *below))

    def broken(self, runs: tuple[Run, ...], width: float) -> list[Line]:
        """Break runs into lines no wider than ``width``."""
        text = "".join(run.text for run in runs)
        styles = [run for run in runs for _ in run.text]
        # The widest font decides where to break, so that no other can be wider.
        widest: FontRole = "bold" if any(run.role == "bold" for run in runs) else "body"
        lines, at = [], 0
        for piece in self.sheet.wrap(text.replace(REF, self._ref), width, widest):
            shown = piece.replace(self._ref, REF) if self._ref else piece
            while at < len(text) and text[at] == " " and not shown.startswith(" "):
                at += 1
            lines.append(self.line(_styled(shown, styles[at : at + len(shown)])))
            at += len(shown)
        return lines

    def _head(self, words: Words, bold: bool) -> tuple[Run, ...]:
        ref = REF if self.sheet.refs else ""
        role: FontRole = "bold" if bold else "body"
        if words.value:
            return (Run(words.main + " ", role), Run(words.value + ref, "bold"))
        return (Run(words.main + ref, role),)


def _styled(text: str, styles: list[Run]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for char, style in zip(text, styles, strict=False):
        if runs and (runs[-1].role, runs[-1].dim) == (style.role, style.dim):
            runs[-1] = Run(runs[-1].text + char, style.role, style.dim)
        else:
            runs.append(Run(char, style.role, style.dim))
    return tuple(runs) or (Run(text),)
