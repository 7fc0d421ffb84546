"""Figures told in the order of their years in Chinese: 2021年至2023年分别为1亿元、2亿元和3亿元."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_EACH = later(r"分别(?!与|和|同|向|在|于|对|由|来自|以)")
_AND = later(r"[ ]?(?:[、，,]|和|及|与|以及)[ ]?")
_YEARS = later(r"(?P<a>\d{4})/(?P<b>\d{4})")


@rule(
    "zh-respective.years",
    examples=(
        (
            "2021年至2023年，交易金额分别为1.12亿元、1.5亿元和2.85亿元。",
            "figure period=2021; value=112000000 | figure value=150000000 |"
            " figure period=2023; value=285000000",
        ),
        (
            "2022年和2023年，公司毛利率分别为21.5%和23%。",
            "figure period=2022; value=21.5 | figure period=2023; value=23",
        ),
    ),
    counter_examples=("2023年，两家工厂的产量分别为5万吨和3万吨。",),
    language="zh",
)
def years(draft: Draft) -> None:
    """Give each of several figures after 分别 its own year, if there are as many years."""
    for match in _EACH.finditer(draft.article.view):
        sentence = draft.sentence(match.start())
        told = _years(draft, (sentence.start, match.start()))
        figures = _row(draft, (match.end(), sentence.end))
        if len(told) < 2 or len(told) != len(figures):
            continue
        for one, period in zip(figures, told, strict=True):
            draft.change(one.id, period=period)


def _years(draft: Draft, where: Span) -> list[Attribute]:
    """Return the years of one span of years, which are not written, or of a list of years."""
    listed: list[Attribute] = []
    for dated in draft.within(where, "_date"):
        value = dated.value("date")
        both = _YEARS.fullmatch(value)
        if both is not None and int(both["b"]) - int(both["a"]) < 12:
            ends = [Attribute(both[key], "inferred", (), "in-order") for key in ("a", "b")]
            between = int(both["b"]) - int(both["a"]) - 1
            # The years between are not in the text, and no year is invented.
            return [ends[0], *[Attribute("", "not_stated")] * between, ends[1]]
        if re.fullmatch(r"\d{4}(?:-[34]\d|-\d\d)?", value):
            listed.append(dated.attributes["date"])
    return listed


def _row(draft: Draft, where: Span) -> list[Proposal]:
    """Return the figures of one unit that follow each other as a list."""
    row: list[Proposal] = []
    for one in draft.within(where, "figure"):
        gap = draft.article.view[row[-1].span[1] if row else where[0] : one.span[0]]
        if row and not (_AND.fullmatch(gap) and one.value("unit") == row[0].value("unit")):
            break
        if not row and len(gap) > 6:
            break
        row.append(one)
    return row


RULES = (years,)
"""Run after the rules that give figures the period of their clause."""
