"""How a cell of the side-by-side view is worded and coloured, on screen and in figures alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QColor

from jwviewer.drawing.flow import Run, unbroken
from jwviewer.drawing.theme import Theme
from jwviewer.language import tr
from jwviewer.queries.phrases import superscript
from jwviewer.queries.profile_parts import Cell, Entry, Row

MORE = "…more"
"""The tag of the words that count what a cell leaves out; no fact can have this id."""
Numbers = Mapping[str, int]
"""Reference numbers by fact id; empty on screen."""


def cell_runs(
    theme: Theme, cell: Cell, dimmed: Callable[[str], bool], numbers: Numbers,
    lead: tuple[str, QColor] | None = None, keep: int = 0, lit: bool = False,
) -> list[list[Run]]:  # fmt: skip
    """Return the paragraphs of a cell; inline entries with the same chips share one.

    ``lead`` is a word that opens the cell, such as "Both:", with its colour. Entries beyond
    those that the cell keeps are only counted, in a run that bears the tag MORE. ``lit`` rows
    stand on a stronger surface, where faint ink would be too faint.
    """
    quiet = quiet_ink(theme, lit=lit)
    opening = [Run(lead[0] + " ", "bold", lead[1])] if lead else []
    if not cell.entries:
        words = [*opening, Run(cell.words, "body", quiet, italic=True)]
        if cell.reason:
            words.append(Run(cell.reason, "tiny", theme.ink["dim"], chip=True))
        return [words]
    kept = cell.kept(keep)
    paragraphs = [
        _entries_runs(theme, entries, dimmed, numbers, quiet) for entries in _gathered(kept)
    ]
    if cell.reason:
        reason = tr("not comparable: {reason}", reason=cell.reason)
        paragraphs.append(
            [Run(reason, "tiny", theme.ink["warning"], chip=True, tag=cell.entries[0].fact_id)]
        )
    left = len(cell.entries) - len(kept) + cell.left
    if left > 0:
        more = tr("and {count} more", count=left)
        paragraphs.append([Run(more, "small", quiet, italic=True, tag=MORE)])
    if opening:
        paragraphs[0] = [*opening, *paragraphs[0]]
    return paragraphs


def quiet_ink(theme: Theme, *, lit: bool) -> QColor:
    """Return the ink for what matters least, readable on the surface it stands on."""
    return theme.ink["dim" if lit else "faint"]


def label_runs(theme: Theme, row: Row, *, lit: bool = False) -> list[list[Run]]:
    """Return the paragraphs of a row's label; rows below a whole begin with a dash."""
    mark = "ƒ " if row.derived else "– " if row.indent else ""
    paragraphs = [[Run(mark + row.label, "body", theme.ink["dim"])]]
    if row.detail:
        paragraphs.append([Run(row.detail, "tiny", quiet_ink(theme, lit=lit))])
    return paragraphs


def joint_word(columns: int) -> str:
    """Return the word that opens a cell which holds for all columns."""
    return tr("Both:") if columns == 2 else tr("All:")


def _gathered(entries: tuple[Entry, ...]) -> list[list[Entry]]:
    """Return the entries of each paragraph: inline ones with the same chips share one."""
    found: list[list[Entry]] = []
    inline: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        if not entry.inline:
            found.append([entry])
        elif entry.chips in inline:
            inline[entry.chips].append(entry)
        else:
            inline[entry.chips] = [entry]
            found.append(inline[entry.chips])
    return sorted(found, key=lambda one: bool(one[0].inline and one[0].chips))


def _entries_runs(
    theme: Theme, entries: list[Entry], dimmed: Callable[[str], bool], numbers: Numbers,
    quiet: QColor,
) -> list[Run]:  # fmt: skip
    """Return entries as one paragraph; their chips are those of all and stand at the end."""
    runs: list[Run] = []
    dim = theme.ink["dim"]
    for number, entry in enumerate(entries):
        faint = dimmed(entry.fact_id)
        ink = quiet if faint else theme.ink["text"]
        dim = quiet if faint else theme.ink["dim"]
        reference = None if entry.derived else numbers.get(entry.fact_id)
        # A thin space keeps the reference on the line of its last word.
        end = "" if reference is None else "\u2009" + superscript(reference)
        end += "\u00a0· " if number + 1 < len(entries) else ""
        tag = entry.fact_id
        if entry.strong:
            gap = " " if entry.rest else end
            runs.append(Run(unbroken(entry.strong) + gap, "bold", ink, tag=tag))
        if entry.rest:
            runs.append(Run(entry.rest + end, "body", ink, tag=tag))
    last = entries[-1]
    return runs + [Run(chip, "tiny", dim, chip=True, tag=last.fact_id) for chip in last.chips]
