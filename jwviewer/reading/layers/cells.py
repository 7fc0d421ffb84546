"""Bare numbers in tables, by what the headings say that they count."""

from __future__ import annotations

from jwviewer.reading.data_cells import read_cells
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers import money, quantities, shares
from jwviewer.reading.rule import rule

_BESIDE = (*shares.RULES, *money.RULES, *quantities.RULES)
_TABLE = """Key figures of Voltessa AB:

| | 2022 | 2023 | 2025 (target) |
|---|---|---|---|
| Revenue (EUR m) | 410 | ~455 | 600 |
| Passengers | 1,200,000 | 1,310,000 | 2,000,000 |
"""


@rule(
    "cells.english",
    examples=(
        (
            _TABLE,
            "figure period=2022; unit=EUR; value=410000000 | "
            "figure period=2023; unit=EUR; value=455000000 | "
            "figure period=2023; unit={passenger}; value=1310000",
        ),
        (
            "Company         Ships    Capacity (TEU)\n"
            "Voltessa Lines     23            41,000\n"
            "Kerning Lines       4             3,200\n",
            "figure unit=ship; value=23 | figure unit={TEU}; value=3200",
        ),
    ),
    counter_examples=(
        "Company       Score\nVoltessa AB      23\nKerning AG        4\n",
        "| | 2025 (target) |\n|---|---|\n| Passengers | 2,000,000 |\n| Ships | 40 |\n",
    ),
)
def cells(draft: Draft) -> None:
    """Read the numbers in a table by what its headings say they count; targets are none."""
    read_cells(draft, _BESIDE, "cells.english")


RULES = (cells,)
