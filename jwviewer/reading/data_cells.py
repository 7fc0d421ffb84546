"""Numbers in the cells of tables: what they count, and when, stands in the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jwviewer.dossier.units import is_currency
from jwviewer.reading.draft import Draft
from jwviewer.reading.grids import Grid
from jwviewer.reading.headings import YEAR, Headings, Unit, is_period, period_of
from jwviewer.reading.numerals import written
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import Rule

_PLAIN = later(
    r"(?:[~≈<>≥≤约超近逾]|ca?\. ?|(?:over|about|around|nearly|more than|less than|at least) )? ?"
    r"(?P<number>\d{1,3}(?:[, \u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<mark>[*†‡¹²³⁰⁴-⁹+]{1,2}|\)|\[\d\])?"
)
_DATA = later(
    r"(?<![\w.,/–-])(?!(?:19|20)\d\d(?![\d.,%]))(?!\d{1,2}(?:[. ]+[A-Z]| months))"
    r"[$€£¥~<>]?\d[\d.,]*(?![\d.,]*[A-Za-z]|\))"
)
"""What no heading holds: a number that is no date, no code and stands in no bracket."""
_DOWN = later(r"[-−–(▼↓减降跌下]|(?:down|fell|lower|minus|less|decline[sd]?)\b", re.IGNORECASE)
_UP = later(r"[+▲↑增升涨]|(?:up|rose|higher|plus|more)\b", re.IGNORECASE)
_BARE = later(r"[~≈<>≥≤约]? ?\d[\d.,]* ?[%％]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with data, and the headings that it stands under and beside."""

    span: Span
    column: Span | None
    row: Span | None

    @property
    def headings(self) -> tuple[Span, ...]:
        """Return the headings that there are."""
        return tuple(one for one in (self.column, self.row) if one and one[1] > one[0])


def is_headed(view: str, grid: Grid) -> bool:
    """Tell whether the first row of a table is one of headings."""
    return not any(_DATA.search(view, *cell) for cell in grid.rows[0][1:])


def data_cells(view: str, grid: Grid) -> Iterator[Cell]:
    """Yield the cells with data of a table, row by row, with their headings."""
    head, headed = grid.rows[0], is_headed(view, grid)
    for row in grid.rows[1:] if headed else grid.rows:
        for number, cell in enumerate(row[1:], 1):
            if cell[1] > cell[0]:
                yield Cell(cell, head[number] if headed else None, row[0])


def read_cells(draft: Draft, rules: tuple[Rule, ...], rule_id: str) -> None:
    """Add the figures of bare numbers in tables; what is only planned is none.

    ``rules`` find the figure in a number beside the words of a heading.
    """
    headings = Headings(draft, rules)
    for grid in draft.article.grids:
        caption = caption_of(draft, grid)
        _free_headings(draft, grid, caption)
        for cell in data_cells(draft.article.view, grid):
            _read_cell(draft, headings, cell, (grid.rows[0][0], caption), rule_id)


def caption_of(draft: Draft, grid: Grid) -> Span | None:
    """Return the line right above a table."""
    before = draft.sentence(grid.span[0])
    if before.end > grid.span[0]:
        before = draft.article.sentences[before.number - 1] if before.number else before
    near = before.end <= grid.span[0] and before.end - before.start < 160
    return before.span if near else None


def _free_headings(draft: Draft, grid: Grid, caption: Span | None) -> None:
    """Drop what was read as a number in headings: "（亿元）" is none, nor is "Top 10"."""
    view = draft.article.view
    head = grid.rows[0] if is_headed(view, grid) else ()
    for heading in (*head, *(row[0] for row in grid.rows)):
        for one in list(draft.within(heading, "figure")):
            draft.drop(one.id)
    for one in list(draft.within(caption, "figure")) if caption else ():
        if not any(sign.isdigit() for sign in view[slice(*one.span)]):
            draft.drop(one.id)


def _read_cell(
    draft: Draft, headings: Headings, cell: Cell, around: tuple[Span | None, ...], rule_id: str
) -> None:
    view, words = draft.article.view, headings.words
    figures = list(draft.within(cell.span, "figure"))
    if any(words.ahead.search(view, *one) for one in cell.headings):
        for one in figures:
            draft.drop(one.id)
        draft.claim(cell.span)
        return
    period = period_of(draft, cell.column) or period_of(draft, cell.row)
    plain = _PLAIN.fullmatch(view, *cell.span)
    if not figures and plain is not None and plain["mark"] != ")":
        figures = _made(draft, headings, cell, plain, around, rule_id)
    changes = [one for one in cell.headings if words.change.search(view, *one)]
    for one in figures:
        if period is not None and not one.value("period"):
            draft.change(one.id, period=period)
        way = _way(view, cell, headings, changes) if one.value("unit") in ("%", "pp") else ""
        if way:
            draft.change(one.id, direction=Attribute(way, spans=(changes[0],)))


def _way(view: str, cell: Cell, headings: Headings, changes: list[Span]) -> str:
    """Return where what a cell under "Change" tells of went; empty where that is not said."""
    if not changes:
        return ""
    falls = any(headings.words.falling.search(view, *one) for one in changes)
    if falls or _DOWN.match(view, *cell.span):
        return "decrease"
    sure = _UP.match(view, *cell.span) or _BARE.fullmatch(view, *cell.span)
    return "increase" if sure else ""


def _made(
    draft: Draft, headings: Headings, cell: Cell, plain: re.Match[str],
    around: tuple[Span | None, ...], rule_id: str,
) -> list[Proposal]:  # fmt: skip
    """Return the figure of a bare number, if a heading says what it counts."""
    number = plain.span("number")
    told = _unit(draft, headings, cell, around) if draft.is_free(number) else None
    if told is None:
        return []
    value = Decimal(re.sub(r"[, \u00a0]", "", plain["number"])) * told.factor
    held = {
        "value": Attribute(written(value), spans=(number,)),
        "unit": Attribute(told.code, spans=(told.span,)),
    }
    return [draft.add("figure", number, held, rule=rule_id, confidence=0.8)]


def _unit(
    draft: Draft, headings: Headings, cell: Cell, around: tuple[Span | None, ...]
) -> Unit | None:
    """Return what a cell's number counts: as its labels say, else by the unit of the whole table.

    Two labels with units of their own contradict each other. The unit beside a date, in the
    corner or above the table is for what is counted in money.
    """
    view, words = draft.article.view, headings.words
    labels = [one for one in cell.headings if not is_period(draft, one)]
    stated = [unit for one in labels if (unit := headings.unit(one)) is not None]
    if stated:
        return stated[0] if len({(one.code, one.factor) for one in stated}) == 1 else None
    counted = [noun for one in labels if (noun := headings.noun(one)) is not None]
    if counted:
        return counted[0]
    if YEAR.fullmatch(view, *cell.span):
        return None
    said = " ".join(view[slice(*one)] for one in labels)
    if not words.money.search(said) or words.no_money.search(said):
        return None
    dates = [one for one in cell.headings if one not in labels]
    found = (unit for one in (*dates, *around) if (unit := headings.unit(one)) is not None)
    return next((one for one in found if is_currency(one.code)), None)
