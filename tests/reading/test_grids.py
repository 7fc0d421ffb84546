"""Tables in texts: where they are, and that nothing else is taken for one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.reading.article import article_of
from jwviewer.reading.grids import grids

BARS = "| | 2022 | 2023 |\n|---|---:|---:|\n| Ships | 12 | 15 |\n| Debt | | 40 |\n"
GAPS = (
    "                2022     2023\nShips             12       15\nDebt                      40\n"
    "Staff          1,100    1,240\n"
)
TABS = "\t2022\t2023\n\nShips\t12\t15\n\nDebt\t\t40\n"


def words(text: str) -> list[list[list[str]]]:
    return [[[text[slice(*cell)] for cell in row] for row in grid.rows] for grid in grids(text)]


@pytest.mark.parametrize("text", [BARS, GAPS, TABS], ids=["bars", "gaps", "tabs"])
def test_rows_and_columns_are_found(text: str) -> None:
    (table,) = words(f"Results of the year:\n\n{text}\nThe firm is from Oslo.\n")
    assert table[0] == ["", "2022", "2023"]
    assert table[1] == ["Ships", "12", "15"]
    assert table[2][0] == "Debt"
    assert table[2][2] == "40"


def test_wide_gaps_may_be_of_any_blanks() -> None:
    assert words(GAPS.replace("  ", "\u00a0 ")) == words(GAPS)


def test_a_cell_in_bold_is_its_words() -> None:
    article = article_of(BARS.replace("15", "**15**"))
    (grid,) = article.grids
    assert article.view[slice(*grid.rows[1][2])] == "15"


def test_markdown_needs_no_bars_around() -> None:
    text = "Ship | Built | Crew\n--- | --- | ---\nStar | 2012 | 40\nMoon | 2015 | 38\n"
    (table,) = words(text)
    assert table == [["Ship", "Built", "Crew"], ["Star", "2012", "40"], ["Moon", "2015", "38"]]


def test_a_missing_cell_is_empty_and_moves_no_other() -> None:
    for text in (BARS, GAPS, TABS):
        assert words(text)[0][2] == ["Debt", "", "40"]


@pytest.mark.parametrize(
    "text",
    [
        "We met.  In 2023 we sold 40 boats.\nThey paid.  It was 2024 then.\nIt rained.  5 of us.\n",
        "Name  Street\nPort  North\nFarm  South\n",
        "1998    Founded in Riga\n2004    First plant opened\n2019    It had 1,200 workers\n",
        "| one line 12 | of bars 13 |\n",
        "Oslo, 3 May 2023 -- The firm  sold 12 boats\nand then it bought five more of them.\n",
    ],
    ids=["two blanks behind a stop", "no numbers", "a chronicle", "a single row", "a wide gap"],
)
def test_what_is_no_table(text: str) -> None:
    assert grids(text) == []


@given(st.text(alphabet="a1 |\t\n-.é中:", max_size=120))
def test_cells_lie_in_order_and_each_is_a_paragraph(text: str) -> None:
    article = article_of(text)
    assert len(article.view) == len(text)
    cells = [c for grid in article.grids for row in grid.rows for c in row if c[1] > c[0]]
    assert all(one[1] <= other[0] for one, other in pairwise(cells))
    assert all(text[start:end].strip() for start, end in cells)
    assert set(cells) <= set(article.paragraphs)


def test_a_position_in_a_table_leads_to_its_row() -> None:
    text = f"Results of the year:\n\n{GAPS}\nThe firm is from Oslo.\n"
    article = article_of(text)
    row = article.row(text.index("15"))
    assert row is not None
    assert text[slice(*row)].split() == ["Ships", "12", "15"]
    assert article.row(text.index("Oslo")) is None
    assert article.row(0) is None


def test_each_line_of_a_chronicle_is_a_paragraph() -> None:
    text = "1998    Founded in Riga\n2004    First plant opened\n2019    It had 1,200 workers\n"
    assert len(article_of(text).paragraphs) == 3


def test_words_of_a_link_are_kept_in_a_table() -> None:
    text = "Country   Cars sold   Share\nSpain         1,200     40%\nFrance          900     30%\n"
    article = article_of(text)
    assert "Share" in article.view
    assert "Share" not in article_of("Share\n\nThe firm grew.\n").view
