"""Bare numbers in tables, by what the headings say that they count."""

from __future__ import annotations

from jwviewer.reading.data_cells import read_cells
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh import figures
from jwviewer.reading.rule import rule


@rule(
    "zh-cells.figures",
    examples=(
        (
            "主要指标如下：\n\n| 指标 | 2022年 | 2023年 |\n|---|---|---|\n"
            "| 营业收入（亿元） | 41.2 | 45.5 |\n",
            "figure period=2022; unit=CNY; value=4120000000",
        ),
    ),
    counter_examples=(
        "| 指标 | 2025年目标 |\n|---|---|\n| 营业收入（亿元） | 60 |\n| 销量（辆） | 900 |\n",
    ),
    language="zh",
)
def cells(draft: Draft) -> None:
    """Read the numbers in a table by what its headings say they count; targets are none."""
    read_cells(draft, figures.RULES, "zh-cells.figures")


RULES = (cells,)
