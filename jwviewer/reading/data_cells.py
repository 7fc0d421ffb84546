"""Numbers in the cells of tables: what they count, and when, stands in the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.grids import Grid
from jwviewer.reading.headings import YEAR, Headings, period_of
from jwviewer.reading.numerals import written
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import Rule

_PLAIN = later(
    r"(?:[~≈<>≥≤约超近逾]|ca?\. ?|(?:over|about|around|nearly|more than|less than|at least) )? ?"
    r"(?P<number>\d{1,3}(?:[, \u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<mark>[*†‡¹²³+]|\)|\[\d\])?"
)
_DATA = later(
    r"(?<![\w.,/–-])(?!(?:19|20)\d\d(?![\d.,%]))(?!\d{1,2}(?:[. ]+[A-Z]| months))"
    r"[$€£¥~<>]?\d[\d.,]*(?![\d.,]*[A-Za-z]|\))"
)
"""What no heading holds: a number that is no date, no code and stands in no bracket."""
_AHEAD = later(
    r"\b(?:target|plan(?:ned)?|budget|forecast|estimate[ds]?|est|guidance|outlook|expected|projected|"
    r"proj)\b|\d{4} ?[EFPef]\b|\([ef]\)|目标|计划|预计|预算|预测",
    re.IGNORECASE,
)


_CHANGE = later(
    r"\b(?:change|growth|y-?o-?y|year[- ]on[- ]year|increase|decrease)\b|同比|环比|增长|增幅|变动",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with data, and the headings that it stands under and beside."""

    span: Span
    column: Span | None
    row: Span | None


def is_headed(view: str, grid: Grid) -> bool:
    """Tell whether the first row of a table is one of headings."""
    return not any(_DATA.search(view, *cell) for cell in grid.rows[0][1:])


def data_cells(view: str, grid: Grid) -> Iterator[Cell]:
    """Yield the cells with data of a table, row by row, with their headings."""
    head, headed = grid.rows[0], is_headed(view, grid)
    for row in grid.rows[1:] if headed else grid.rows:
        for number, cell in enumerate(row[1:], 1):
            column = head[number] if headed and number < len(head) else None
            if cell[1] > cell[0]:
                yield Cell(cell, column if column and column[1] > column[0] else None, row[0])


def read_cells(draft: Draft, rules: tuple[Rule, ...], rule_id: str) -> None:
    """Add the figures of bare numbers in tables; what is only planned is none.

    ``rules`` find the figure in a number beside the words of a heading.
    """
    headings = Headings(draft, rules)
    for grid in draft.article.grids:
        caption = caption_of(draft, grid)
        _free_headings(draft, grid)
        for cell in data_cells(draft.article.view, grid):
            _read_cell(draft, headings, cell, grid.rows[0][0], caption, rule_id)


def _free_headings(draft: Draft, grid: Grid) -> None:
    """Drop what was read as a number in headings: "（亿元）" is none."""
    head = grid.rows[0] if is_headed(draft.article.view, grid) else ()
    for heading in (*head, *(row[0] for row in grid.rows)):
        for one in list(draft.within(heading, "figure")):
            draft.drop(one.id)


def caption_of(draft: Draft, grid: Grid) -> Span | None:
    """Return the line right above a table."""
    before = draft.sentence(grid.span[0])
    if before.end > grid.span[0]:
        before = draft.article.sentences[before.number - 1] if before.number else before
    near = before.end <= grid.span[0] and before.end - before.start < 160
    return before.span if near else None


def _read_cell(
    draft: Draft, headings: Headings, cell: Cell, corner: Span, caption: Span | None, rule_id: str
) -> None:
    view = draft.article.view
    ahead = any(one and _AHEAD.search(view, *one) for one in (cell.column, cell.row))
    figures = list(draft.within(cell.span, "figure"))
    if ahead:
        for one in figures:
            draft.drop(one.id)
        draft.claim(cell.span)
        return
    period = period_of(draft, cell.column) or period_of(draft, cell.row)
    plain = _PLAIN.fullmatch(view, *cell.span)
    if not figures and plain is not None and plain["mark"] != ")":
        figures = _made(draft, headings, cell, plain, (corner, caption), rule_id)
    for one in figures:
        if period is not None and not one.value("period"):
            draft.change(one.id, period=period)
        told = [one for one in (cell.column, cell.row) if one and _CHANGE.search(view, *one)]
        if told and one.value("unit") in ("%", "pp"):
            way = "decrease" if view[cell.span[0]] in "-−–下" else "increase"
            draft.change(one.id, direction=Attribute(way, spans=(told[0],)))


def _made(
    draft: Draft, headings: Headings, cell: Cell, plain: re.Match[str],
    around: tuple[Span | None, ...], rule_id: str,
) -> list[Proposal]:  # fmt: skip
    """Return the figure of a bare number, if a heading says what it counts."""
    number = plain.span("number")
    if not draft.is_free(number):
        return []
    unit = headings.unit(cell.column) or headings.unit(cell.row)
    noun = headings.noun(cell.column) or headings.noun(cell.row)
    if unit is None and noun is None:
        if YEAR.fullmatch(draft.article.view, *cell.span):
            return []
        unit = next(filter(None, map(headings.unit, around)), None)
    told = unit or noun
    if told is None:
        return []
    value = Decimal(re.sub(r"[, \u00a0]", "", plain["number"])) * told.factor
    held = {
        "value": Attribute(written(value), spans=(number,)),
        "unit": Attribute(told.code, spans=(told.span,)),
    }
    return [draft.add("figure", number, held, rule=rule_id, confidence=0.8)]
