"""Whose the figures in a table are, and what they measure: its headings say both."""

from __future__ import annotations

from jwviewer.reading.data_cells import caption_of, data_cells
from jwviewer.reading.draft import Draft
from jwviewer.reading.grids import Grid
from jwviewer.reading.headings import BRACKETED, DATED, is_period
from jwviewer.reading.mentions import Mentions, mentions_of
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule


def _company(mentions: Mentions, heading: Span | None) -> tuple[str, Span] | None:
    """Return the company that a heading is."""
    if heading is None:
        return None
    named = mentions.within(*heading, "company")
    if len(named) != 1 or 2 * (named[0].end - named[0].start) < heading[1] - heading[0]:
        return None
    return named[0].entity, named[0].span


def _label(draft: Draft, heading: Span) -> str:
    """Return the words of a heading without the unit in brackets."""
    words = DATED.sub("", BRACKETED.sub("", draft.article.view[slice(*heading)]))
    return " ".join(words.split()).strip(" ,:：")[:120]


def _own(draft: Draft, mentions: Mentions, grid: Grid) -> None:
    """Give the figures of a table their companies and names."""
    caption = caption_of(draft, grid)
    above = (
        list(dict.fromkeys(one.entity for one in mentions.within(*caption, "company")))
        if caption
        else []
    )
    for cell in data_cells(draft.article.view, grid):
        headings = [one for one in (cell.column, cell.row) if one is not None and one[1] > one[0]]
        owners = [found for one in headings if (found := _company(mentions, one)) is not None]
        spoken = [
            one for one in headings
            if _company(mentions, one) is None and not is_period(draft, one)
        ]  # fmt: skip
        labels = [label for one in spoken if (label := _label(draft, one))]
        for figure in draft.within(cell.span, "figure"):
            if owners:
                company = Attribute((owners[0][0],), spans=(owners[0][1],))
                draft.change(figure.id, companies=company)
            elif len(above) == 1 and caption is not None:
                company = Attribute((above[0],), "inferred", (caption,), "previous-sentence")
                draft.change(figure.id, companies=company)
            if labels:
                named = Attribute(": ".join(reversed(labels)), spans=tuple(spoken))
                draft.change(figure.id, metric=named)


@rule(
    "cells.owned",
    examples=(
        (
            "Voltessa AB and Kerning AG compared:\n\n"
            "Company         Ships    Capacity (TEU)\n"
            "Voltessa AB        23            41,000\n"
            "Kerning AG          4             3,200\n",
            "figure companies=Kerning AG; metric=Capacity; value=3200",
        ),
        (
            "Key figures of Voltessa AB:\n\n| | 2022 | 2023 |\n|---|---|---|\n"
            "| Revenue (EUR m) | 410 | 455 |\n| Passengers | 1,200,000 | 1,310,000 |\n",
            "figure companies=Voltessa AB; metric=Revenue; period=2023; value=455000000",
        ),
    ),
    counter_examples=("Voltessa AB has 23 ships.",),
)
def owners(draft: Draft) -> None:
    """Give the figures of tables the companies and the names that stand in the headings."""
    if draft.article.grids:
        mentions = mentions_of(draft)
        for grid in draft.article.grids:
            _own(draft, mentions, grid)


@rule(
    "zh-cells.owned",
    examples=(
        (
            "浙江昆泰股份有限公司主要指标如下：\n\n| 指标 | 2022年 | 2023年 |\n|---|---|---|\n"
            "| 营业收入（亿元） | 41.2 | 45.5 |\n",
            "figure companies=浙江昆泰股份有限公司; metric=营业收入; period=2022",
        ),
    ),
    counter_examples=("浙江昆泰股份有限公司有23艘船。",),
    language="zh",
)
def chinese(draft: Draft) -> None:
    """Give the figures of tables the companies and the names that stand in the headings."""
    if draft.article.grids:
        mentions = mentions_of(draft)
        for grid in draft.article.grids:
            _own(draft, mentions, grid)


RULES = (owners,)
CHINESE = (chinese,)
