"""What the program understands of what is typed into a form, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jwviewer.dossier.dates import (
    DateError,
    describe_date,
    describe_duration,
    parse_date,
    parse_duration,
)
from jwviewer.dossier.quantity import Quantity, describe, parse_decimal
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.units import is_unit
from jwviewer.language import tr
from jwviewer.queries.row_words import rate_words

if TYPE_CHECKING:
    from jwviewer.editing.row_forms import RowForm


def read_back(form: RowForm, column: str) -> str:
    """Return a date, duration, quantity or rate as it will be shown; "" where there is nothing."""
    text = form.cells.get(column, "")
    if not text:
        return ""
    if form.table == "figures" and column == "value":
        return _quantity(form)
    if form.table == "rates" and column == "value":
        return tr("read as: {what}", what=rate_words(form.cells))
    try:
        match TABLES[form.table].by_name[column].type:
            case "edtf":
                return tr("read as: {what}", what=describe_date(parse_date(text)))
            case "duration":
                return tr("read as: {what}", what=describe_duration(parse_duration(text)))
    except DateError:
        return ""
    return ""


def _quantity(form: RowForm) -> str:
    cells = form.cells
    if not is_unit(cells["unit"]):
        return ""
    try:
        high: Decimal | None = parse_decimal(cells["value_high"]) if cells["value_high"] else None
        quantity = Quantity(
            value=parse_decimal(cells["value"]), bound=cells["bound"], unit=cells["unit"],
            high=high, decimals=int(cells["decimals"]) if cells["decimals"] else None,
            inferred_bound=cells["inferred_bound"],
        )  # fmt: skip
        return tr("shown as: {what}", what=describe(quantity))
    except (ValueError, ArithmeticError):
        return ""
