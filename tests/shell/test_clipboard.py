from __future__ import annotations

from jwviewer.queries.grid import Grid, Made
from jwviewer.shell.clipboard import MOST_IN_LETTER, data_of, texts_of


def test_a_copied_cell_is_neither_formula_nor_markup() -> None:
    grid = Grid(("Fact", "Value"), (("=HYPERLINK(1)", "<b>\tbold"),), ("f1",))
    data = data_of(texts_of(grid))
    assert data.text() == "Fact\tValue\n'=HYPERLINK(1)\t<b> bold\n"
    assert "<b>" not in data.html()


def test_a_table_too_long_for_a_letter_is_copied_for_spreadsheets_and_tells_how_far_it_is() -> None:
    many = MOST_IN_LETTER + 1
    told: list[float] = []
    grid = Grid(("Fact",), Made(many, lambda n: (f"f{n}",)), Made(many, str))
    data = data_of(texts_of(grid, told.append))
    assert data.text().count("\n") == many + 1
    assert not data.hasHtml()
    assert told == sorted(told)
    assert len(told) > 10
