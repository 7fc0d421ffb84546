"""CSV of what is shown: equal to the grid, readable by spreadsheets, never a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.files import open_dossier
from jwviewer.export.csv_file import csv_bytes
from jwviewer.export.grids import GRIDS, grid_of
from jwviewer.places import seed
from jwviewer.queries.grid import Grid
from jwviewer.queries.spreadsheet import guarded
from jwviewer.selection import Selection
from jwviewer.session import State

STATE = State(open_dossier(seed("jac-weichai")))
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_a_file_reads_back_as_the_grid(rows: list[tuple[str, str]]) -> None:
    grid = Grid(("one", "two"), tuple(rows), tuple(f"id-{n}" for n in range(len(rows))))
    head, *read = _read(csv_bytes(grid))
    assert head == ["one", "two", "fact_id"]
    assert read == [[*map(guarded, row), f"id-{n}"] for n, row in enumerate(rows)]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "-",
        "+49 30 1234", "--5", "=\n",
    ],
)  # fmt: skip
def test_formulas_are_defused(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell", ["-5.00", "+12", "-1,234.5", "12,333", "> 260,000", "− 5", "北方机械", "", "a=b", "'x"]
)
def test_numbers_and_plain_texts_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_excel_is_told_the_encoding() -> None:
    assert csv_bytes(Grid(("公司",), (("北方机械",),), ("a",))).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("pane", [*GRIDS, "dashboard"])
def test_every_pane_has_a_table_that_names_its_references(pane: str) -> None:
    shown = STATE.dossier.fact_ids[40:60]
    grid = grid_of(STATE, pane, shown)
    assert grid.columns[-1] == "Reference"
    for row, fact_id in zip(grid.rows, grid.fact_ids, strict=True):
        if "computed here" in row or any(cell.endswith("(derived)") for cell in row):
            assert row[-1] == "", "a derived value has the number of a fact"
        elif fact_id in shown:
            assert row[-1].split("; ")[0] == str(shown.index(fact_id) + 1)
        else:
            assert not fact_id, "a fact stands in the table that is not in the picture"


def test_bounds_stand_in_the_table() -> None:
    grid = grid_of(STATE, "metrics", None)
    text = csv_bytes(grid).decode()
    assert "260,000" in text
    sold = next(row for row, i in zip(grid.rows, grid.fact_ids, strict=True) if i == "sold-2018")
    assert "260,000" not in sold, "a bounded number stands without its bound"


def test_filters_hold_in_the_table() -> None:
    chosen = State(STATE.dossier, Selection(kinds=frozenset({"figure"})))
    ids = grid_of(chosen, "evidence", None).fact_ids
    assert {STATE.dossier.fact(i).kind for i in ids} == {"figure"}
