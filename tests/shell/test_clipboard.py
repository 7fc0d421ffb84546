from __future__ import annotations

from jwviewer.queries.grid import Grid
from jwviewer.shell.clipboard import grid_data


def test_a_copied_cell_is_neither_formula_nor_markup() -> None:
    grid = Grid(("Fact", "Value"), (("=HYPERLINK(1)", "<b>\tbold"),), ("f1",))
    data = grid_data(grid)
    assert data.text() == "Fact\tValue\n'=HYPERLINK(1)\t<b> bold\n"
    assert "<b>" not in data.html()
